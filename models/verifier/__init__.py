"""The verifier: is the access log whole? With the standard library alone, online or offline.

Promises that nothing outside this folder and the standard library decides the verdict. Never
imports what writes the log. `redactor audit verifier` prints all of it as one file, for a
machine that has never seen this project. Formats: docs/log-format.md.

    entries      bytes and hash of an entry     merkle, ed25519   RFC 6962, RFC 8032
    statements   what was signed                anchors           which of it is to be believed
    walk         one pass over the entries      findings          problems, doubts, the verdict
    reading      files                          whole, proofs     the questions that are answered
    excerpt      some entries, proven           complete          are they all?
    certificate  of an erasure
    terminal     as a command                   single            as one file
"""

"""The records and the rules of keeping them; the only SQL in the house.

Promises that unmasked text is sealed, that every act stands in the access log in the same
transaction, and that the log cannot be changed unnoticed. Never imports a door and never loads
the language model.

    records      the door: one act, one transaction, one entry   (store, migrations, actors)
    intake       what vendors deliver            transcripts: sessions, originals, masked text
    accounts     people, and how they come in    review: scorecards, reviews, reports
    reveal       an original shown, once         rights: requests of the person it is about
    keeping      retention, holds, erasure       seals: keys and the cipher
    log          the access log and its proof    watch: unusual days    verifier: stands alone
    backups      made, proven, put back
"""

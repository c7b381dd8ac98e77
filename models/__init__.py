"""The records and the rules of keeping them; the only SQL in the house.

Promises that unmasked text is sealed, that every act stands in the access log in the same
transaction, and that the log cannot be changed unnoticed. Never imports a door and never loads
the language model.

    records      the door: one act, one transaction, one entry   (store, migrations, actors)
    worded       enumerations that say themselves in words: roles, purposes, events
    access_log   reading the log          entries, events: what may stand in it
    log_actors   whom it can be asked for
    verify       is the log whole? standard library only          anchors: signed checkpoints
    keys         master key, key store    sealing: AES-256-GCM
    inbox        deliveries: kept         leases: processed once  deliveries: looked at
    said         what was said in an original
    sessions     snapshots, masked: kept  reading: read           readable: may it be?
    identifiers  one form each        subject_index: who is where, as keyed digests
    objections   who will not be reviewed   withholdings: why a session is withheld
    rework       to be redacted again       mask_places: where in the original a mask stands
    subject_requests, request_work, request_decisions: a person's request, intake to close
    disclosures  the copy they get     own_words: what of a session is theirs   corrections
    erasing      asked for, hidden at once     eraser: done     erased_list: outlives backups
    ended_originals: gone in time, their sessions stay
    holds        what is kept from deletion    telling, byte_scan, certificates: proven gone
    held         what nobody may read: which and why, never a word of it
    search       in masked text           reviews, scorecards: what people think
    people       employees                sign_ins: who is in             sign_in_ends: until when
    password_sign_ins, invites: how they come in   devices, lockout: who waits
    proving      is it still them?        half_sign_ins: waiting for a second factor
    my_sign_ins  where one is signed in   api_tokens: what machines read with
    movers       roles, last days         single_sign_on: whom the provider vouches for
    second_factors: authenticators, recovery_codes
    proving      is it still them?
    marks        masked text and the way back     reported: what stays masked
    purposes     what people may work for   purpose_leaves: chosen, allowed
    reveals      asked, decided, told     revealing: shown once, or in an emergency
    reports      missed, wrongly masked   report_desk: decided, counted
    second_factors: authenticators, passkeys (challenges), recovery_codes
    sources      vendor accounts           notices: what people are told to look at
"""

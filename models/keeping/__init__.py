"""No longer than needed: what is due, what is held, what is erased, and the proof of it.

The key goes first, so that no copy outlives what is erased.

    retention    until when             due: what is        sweeping, sweep_guard: deleted
    holds        kept from deletion     keeping_desk: what goes when
    erasing      asked for              eraser: done        erased_list: outlives backups
    kept_rows    which rows speak of it scrubbing: what deleting leaves behind
    telling      what would tell        sought_values: kept for the look, sealed
    mentions     chats that name them   byte_scan, elsewhere, plain_values: sought
    lost_and_found                      what the look leaves out
    certificates proven gone            finished: what proves work, when it is over
"""

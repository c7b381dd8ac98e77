"""Chat sessions: the sealed original, the masked text, and who may read which.

People read masked text only; the original stays sealed.

    sessions     snapshots, masked: kept         reading: read          readable: may it be?
    marks        masks, and the way back         mask_places: where in the original
    originals    sealed, unsealed, looked for    ended_originals: gone, their sessions stay
    withholdings why one is withheld             held: which are        against_review: found how
    signs        what an officer decides         sign_rows: as kept
    rework       to be redacted again            said: for a reveal     references: the vendors' ids
    search       in masked text                  search_index: the words
"""

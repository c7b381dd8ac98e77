"""The access log: who looked at what, when, what for; and the proof that it is whole.

Nothing here is changed once written, and nothing a visitor said stands in it.

    access_log   reading it             entries, events: what may stand in it   request_ids
    entry_filter what is asked of it    log_actors: of whom    looks, tallies, saved_filters
    tree         its Merkle tree        verify: is it whole?   log_proofs: of one entry
    log_excerpts entries, proven        anchor_health: are the anchors late?
    anchors      signed checkpoints     anchor_file, anchor_places: written elsewhere, too
    signing      the key of statements  key_rotation: its successor   key_loss: it is gone
    log_segments old entries leave      segment_files: where they are
    restored_log newest_checkpoint: what is older is noticed
"""

"""Reveals: an original shown for a reason, by a second person's leave.

Never without an entry, never twice, never kept.

    reveals      asked, decided, told   reveal_rows, reveal_words
    revealing    shown once, or in an emergency       revealed_values: to whom
"""

"""Sealing: what visitors said, under keys of which each can be destroyed.

What a key sealed is unreadable, in every copy, once that key is gone.

    keys         the master key, derived keys     key_store, key_tables: one key per session
    sealing      the cipher                       sealed_columns: everything that is sealed
    rotation     another master key               resealing: another key for one session
"""

"""The rooms: one file each, with what its page shows (a context) and its routes (a router)."""

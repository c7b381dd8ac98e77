"""The records and the rules of keeping them; the only SQL in the house.

Promises that unmasked text is sealed, that every act stands in the access log in the same
transaction, and that the log cannot be changed unnoticed. Never imports a door and never loads
the language model.
"""

"""How well the engine finds: marked chats in, recall, leak rate and over-masking out."""

"""The demonstration: invented chats, sent through the real webhook."""

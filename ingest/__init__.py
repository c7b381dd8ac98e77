"""The door for machines: proves who sends, seals what came, acknowledges, parses, hands on.

Promises that an acknowledged delivery is kept and processed exactly once. Never shows anything
to people, and never answers a vendor with more than a status.
"""

"""The special categories by code, each with its words: for whoever shows them."""

CATEGORIES = {
    "health": "health",
    "belief": "religion or belief",
    "union": "membership of a trade union",
    "orientation": "sexual orientation or gender identity",
    "ethnicity": "racial or ethnic origin",
    "politics": "political opinion",
    "sex_life": "sex life",
    "biometric": "biometric or genetic data",
    "criminal": "criminal record",
}
"""Code of a category to its words."""

"""The version of the distribution; every redacted session carries it."""

__version__ = "0.1.0"

"""Figures anyone can rerun: `make bench`, or `python -m benchmarks.engine` and so on.

Each benchmark prints ratios against a peer measured in the same run on the same machine.
"""

"""The verifier as others use it: what an entry's bytes are, and whether a log is whole.

`python -m models.log.verify` is the command; `redactor audit verifier` prints it as one file.
"""

import sys

from models.verifier.entries import (
    DOMAIN,
    FIELDS,
    GENESIS,
    TEXT_FIELDS,
    canonical,
    entry_hash,
    well_formed,
)
from models.verifier.findings import Part, Problem, Verdict
from models.verifier.reading import read_lines
from models.verifier.single import single_file
from models.verifier.statements import Statement, parse_statement
from models.verifier.terminal import main, report
from models.verifier.whole import verify, verify_database, verify_export

__all__ = [
    "DOMAIN",
    "FIELDS",
    "GENESIS",
    "TEXT_FIELDS",
    "Part",
    "Problem",
    "Statement",
    "Verdict",
    "canonical",
    "entry_hash",
    "main",
    "parse_statement",
    "read_lines",
    "report",
    "single_file",
    "verify",
    "verify_database",
    "verify_export",
    "well_formed",
]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

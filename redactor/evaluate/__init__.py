"""How well an engine finds: marked chats in, recall, precision, leak rate and over-masking out.

    chats = read_chats(Path("benchmarks/chats/dev"))
    print(tables(evaluate(chats, [OwnEngine(Redactor())])))

Any `Engine` can be measured beside ours: something that says, for a session, what it masks in
each message. `docs/detection.md` says what each figure means. Nothing but `Run.outcomes` and
`misses` ever holds text of a chat; nothing here loads a language model but `presidio`.
"""

from redactor.evaluate.engines import Answer, Engine, Found, OwnEngine
from redactor.evaluate.errors import FloorsInvalid, FolderInvalid, MissesRefused
from redactor.evaluate.marked import Mark, MarkedChat, read_chats
from redactor.evaluate.report import IdentityUse, Report, Run, as_json, evaluate
from redactor.evaluate.tables import tables

__all__ = [
    "Answer",
    "Engine",
    "FloorsInvalid",
    "FolderInvalid",
    "Found",
    "IdentityUse",
    "Mark",
    "MarkedChat",
    "MissesRefused",
    "OwnEngine",
    "Report",
    "Run",
    "as_json",
    "evaluate",
    "read_chats",
    "tables",
]

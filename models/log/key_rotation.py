"""A new key for statements, introduced by the old one; what the old one signed stays true."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor
from models.log.anchor_file import introduction
from models.log.anchors import keep, load_current_key, opened_anchor
from models.log.events import Event
from models.log.signing import create_signing_key, id_of, load_signing_key, next_key_file, succeed
from models.log.verify import Statement
from models.records import Records
from models.times import to_text


def rotate_key(records: Records, actor: Actor, path: Path) -> Statement:
    """Replace the signing key in `path`; the old one introduces it and is then gone.

    Logs log:key_rotated. LogBroken when the log is not whole: nothing is replaced then. Safe to
    run while the service does, and again after it was cut off half-way.
    """
    old = load_current_key(path, records.place.anchor)
    successor = successor_of(path)
    with records.act(actor) as act:
        act.log(Event.LOG_KEY_ROTATED, f"key:{id_of(successor)}")
    with opened_anchor(records, old) as (file, head, tree):
        at = to_text(records.clock())
        if file.last is None:  # nobody knows the old key yet: it cannot introduce another
            file.write(old, "checkpoint", head, at)
        said = introduction(successor)
        statement = file.write(old, "key", head, at, says=said, successor=successor)
        keep(records, file, tree)
        succeed(path, id_of(successor))
    return statement


def successor_of(path: Path) -> Ed25519PrivateKey:
    """The key that waits to follow the one in `path`, or one made now."""
    waiting = next_key_file(path)
    return load_signing_key(waiting) if waiting.exists() else create_signing_key(waiting)

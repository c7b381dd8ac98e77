"""What is wrong with the anchors, as alerts: the one guard of the log that nobody would miss."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from models.log.anchor_health import read_anchor_health
from models.log.anchor_places import ANCHORER
from models.watch.alert_rules import Unusual
from models.watch.alert_words import AlertKind

ACTOR_ID = ANCHORER.id


def find_anchor_trouble(db: Database, now: datetime, every: timedelta) -> tuple[Unusual, ...]:
    """Places behind and checkpoints that stopped; each outage is the same alert till its end."""
    health = read_anchor_health(db, now, every)
    (newest,) = db.execute("SELECT coalesce(max(seq), 0) FROM entries").fetchone()
    behind = tuple(
        Unusual(
            kind=AlertKind.ANCHOR_FAILING,
            key=f"{place.name}:{place.outage}",
            count=max(1, place.tries),
            usual=0,
            first_seq=newest,
            last_seq=newest,
        )
        for place in health.behind
    )
    if health.unsigned_since is None:
        return behind
    late = Unusual(
        kind=AlertKind.CHECKPOINTS_STOPPED,
        key=str(health.unsigned_seq),
        count=1,
        usual=0,
        first_seq=health.unsigned_seq,
        last_seq=newest,
    )
    return (*behind, late)

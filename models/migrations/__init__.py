"""The tables, in the order they came to be. A migration that was released is never edited.

One file a subject, one function a step, and here the order they are applied in.
"""

from contextlib import closing
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from models.migrations import (
    desk,
    erasing,
    first,
    keeping,
    notices,
    proof,
    purposes,
    reports,
    requests,
    reveals,
    rights,
    searching,
    sign_ins,
    subject_holds,
)
from models.store import opened, writing

IN_ORDER = (
    first.access_log,
    first.sources,
    first.inbox,
    first.sessions,
    first.people,
    first.reviews,
    first.single_key_shortcuts,
    first.newest_checkpoint,
    notices.notices,
    sign_ins.proved_sign_ins,
    keeping.erasures,
    keeping.holds,
    keeping.arrivals,
    rights.subject_index,
    rights.withholdings,
    rights.objections,
    rights.rework,
    rights.mask_places,
    sign_ins.known_devices,
    requests.subject_requests,
    requests.corrections,
    keeping.notices_by_object,
    sign_ins.second_factors,
    reveals.mask_origins,
    reveals.reveals,
    reports.reports,
    proof.log_tree,
    keeping.sweeps,
    sign_ins.passkeys,
    proof.anchor_places,
    reports.reports_scrubbed,
    desk.log_ways,
    rights.signs,
    rights.notice_rules,
    purposes.purposes,
    sign_ins.identities,
    sign_ins.api_tokens,
    proof.log_segments,
    desk.saved_filters,
    desk.alerts,
    searching.search_words,
    erasing.sought_values,
    erasing.erasures_by_request,
    erasing.mentions,
    sign_ins.turned_away,
    subject_holds.subject_holds,
    erasing.swept_work,
    erasing.delivery_references,
    erasing.parked_without_reference,
    requests.corrected_counts,
    rights.told_besides,
    desk.known_filters,
    reports.signs_of_lost_reports,
    proof.place_paces,
)
"""New ones go to the end."""

migrations = Migrations("chat_redactor")
for step in IN_ORDER:
    migrations(name=step.__name__)(step)


def pending_migrations(database: Path) -> tuple[str, ...]:
    """The names of the migrations that wait; all of them where there is no database yet."""
    with opened(database) if database.exists() else closing(Database(memory=True)) as db:
        return tuple(migration.name for migration in migrations.pending(db))


def is_in_use(database: Path) -> bool:
    """Whether any migration was applied; before that there is nothing in the records."""
    if not database.exists():
        return False
    with opened(database) as db:
        return bool(migrations.applied(db))


def apply_migrations(database: Path) -> list[str]:
    """Apply all that wait, in one transaction; gives their names."""
    with opened(database) as db, writing(db):
        waiting = [migration.name for migration in migrations.pending(db)]
        migrations.apply(db)
        return waiting

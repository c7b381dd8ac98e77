"""An installation with a few sessions, its backup media, and nothing open between two acts."""

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.backups.backing_up import KEYS, RECORDS, make_backup
from models.backups.place_contents import keyless
from models.backups.restoring import find_bundle, prove, restore
from models.intake.inbox import accept
from models.intake.sources import add_source
from models.keeping.byte_scan import scan_here
from models.keeping.erased_list import read_ended
from models.keeping.erasing import ask_erasure
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import sweep
from models.log.anchors import load_signing_key, verify_log, write_checkpoint
from models.records import Records
from models.times import to_text
from models.transcripts.sessions import find_original, keep
from service.composition import clock, open_records, operator, place, set_up, signing_key_file
from service.keeping import create_eraser, create_rules, replay_erasures
from service.master_key import find_master_key
from service.settings import Settings
from tests.models.scene import redacted, snapshot

KEPT = 3
VALUE = "visitor.number{}@mail.example"
"""What a session's visitor is known by: in the original, and missed once in the masked text."""


class Installation:
    """Everything it opened is closed by `close`: children are forked, and disks are unmounted."""

    def __init__(self, folder: Path, source_id: str, made: int = 0) -> None:
        self.settings, self.source_id, self.made = (
            Settings(data_dir=folder / "data"),
            source_id,
            made,
        )
        self.to, self.keys_to = folder / "medium", folder / "other-medium"
        self._open: list[Records] = []

    @classmethod
    def new(cls, folder: Path) -> "Installation":
        settings = Settings(data_dir=folder / "data")
        set_up(settings)
        records = open_records(settings)
        with records.act(operator()) as act:
            source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
        records.close()
        made = cls(folder, source.id)
        for _ in range(KEPT):
            made.add()
        made.close()
        return made

    @classmethod
    def copied(cls, template: "tuple[Path, str]", folder: Path) -> "Installation":
        shutil.copytree(template[0], folder, dirs_exist_ok=True)
        return cls(folder, template[1], KEPT)

    def records(self) -> Records:
        self._open.append(open_records(self.settings))
        return self._open[-1]

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def add(self, *, days: int = 0) -> str:
        """One more session that came so many days ago, with a delivery."""
        self.made += 1
        value = VALUE.format(self.made)
        body = f'{{"identity": {{"email": ["{value}"]}}}}'.encode()
        kept = snapshot(
            self.source_id,
            reference=f"r{self.made}",
            original=body,
            redacted=redacted(f"the lamp of {value} flickers"),
        )
        with self.records().act(operator()) as act:
            accept(act, source_id=self.source_id, kind="transcript", body=body)
            session_id = keep(act, kept).session_id
            act.db.execute(
                "UPDATE deliveries SET session_id = ?, status = 'done' WHERE session_id IS NULL",
                [session_id],
            )
            at = to_text(act.now - timedelta(days=days))
            for table, column, owner in (
                ("sessions", "arrived_at", "id"),
                ("deliveries", "received_at", "session_id"),
            ):
                act.db.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {owner} = ?", [at, session_id]
                )
        self.close()
        return session_id

    def ask(self) -> None:
        """Have one more session erased."""
        session_id = self.add()
        with self.records().act(operator()) as act:
            ask_erasure(act, session_id, reason="subject_request")
        self.close()

    def erase(self) -> None:
        eraser = create_eraser(self.settings, self.records())
        eraser.look = scan_here  # in this process, which spares one
        eraser.run_once()

    def sweep(self) -> None:
        limits = Limits(gap=timedelta(days=10_000), share=100)
        rules = create_rules(self.settings)
        sweep(self.records(), rules, limits=limits, listed=self.settings.erased)

    def back_up(self) -> None:
        records = self.records()
        write_checkpoint(records, self.signing_key())
        make_backup(
            records, operator(), to=self.to, keys_to=self.keys_to, erased=self.settings.erased
        )

    def prove(self, bundle: Path) -> None:
        """Prove a backup of the records with the keys that are there."""
        scratch = self.to.parent / "scratch"
        scratch.mkdir()
        prove(
            scratch,
            records=bundle,
            keys=find_bundle(self.keys_to, KEYS),
            master_key=find_master_key(self.settings),
            log_key=self.signing_key().public_key(),
            live=place(self.settings),
        )
        shutil.rmtree(scratch)

    def restore(self) -> None:
        restore(
            place(self.settings),
            operator(),
            records=find_bundle(self.to, RECORDS),
            keys=find_bundle(self.keys_to, KEYS),
            master_key=find_master_key(self.settings),
            log_key=self.signing_key().public_key(),
            clock=clock,
            replay=partial(replay_erasures, self.settings),
            erased=self.settings.erased,
            replace=True,
            older_log=True,
        )

    def signing_key(self) -> Ed25519PrivateKey:
        return load_signing_key(signing_key_file(self.settings))

    def everything_reads(self) -> None:
        records = self.records()
        for number in range(1, KEPT + 1):
            found = find_original(records, self.source_id, f"r{number}")
            assert found is not None
            assert VALUE.format(number).encode() in found.body
        self.close()

    def count(self, table: str, where: str = "1", *values: str) -> int:
        with self.records().peek() as look:
            return look.db.table(table).count_where(where, list(values))

    def erasures(self) -> set[str]:
        """The states of all erasures."""
        with self.records().peek() as look:
            return {row["state"] for row in look.db.query("SELECT state FROM erasures")}

    def residue(self, value: str) -> list[str]:
        """Names of the files that hold a value; nothing is open meanwhile, or locks would go."""
        self.close()
        files = (path for path in self.settings.data_dir.rglob("*") if path.is_file())
        return [path.name for path in files if value.encode() in path.read_bytes()]

    def no_key_is_gone_unsaid(self) -> None:
        """A session without its key is being erased, or listed as one whose original ended."""
        listed = {each.original for each in read_ended(self.settings.erased)}
        records = self.records()
        lost = keyless(place(self.settings).database, records.keys.path)
        with records.peek() as look:
            rows = look.db.query("SELECT id FROM sessions WHERE status = 'erasing'")
            erasing = {row["id"] for row in rows}
        sessions = {key_id.partition(":")[2] for key_id in lost if key_id.startswith("session:")}
        assert sessions <= listed | erasing
        self.close()

    def log_is_whole(self) -> None:
        self.close()
        verdict = verify_log(place(self.settings), self.signing_key().public_key())
        assert verdict.whole, verdict.words

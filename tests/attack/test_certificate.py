"""A certificate of erasure on a machine that never saw this project: true, forged, untold."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.keeping.certificates import fingerprint
from models.log.access_log import stream_entries
from models.log.anchors import load_signing_key, public_bytes, read_statements, write_checkpoint
from models.log.events import Event
from models.log.key_rotation import rotate_key
from models.log.verify import canonical, single_file
from models.records import Records
from models.verifier.certificate import CERTIFICATE_DOMAIN, certificate_digest
from service.composition import operator, signing_key_file
from tests.attack.installation import Installation

Document = dict[str, Any]


def signed(document: Document, key: Ed25519PrivateKey, **changes: object) -> Document:
    """The document with changes, signed as the operator would sign it."""
    body = {**document, **changes, "key": fingerprint(key.public_key())}
    del body["signature"]
    made = key.sign(CERTIFICATE_DOMAIN + canonical(body))
    return {**body, "signature": base64.b64encode(made).decode()}


class Auditor:
    """One erased session, its certificate, and what an auditor was handed."""

    def __init__(self, house: Installation, folder: Path) -> None:
        self.folder, self.house = folder, house
        self.key = house.signing_key()
        self.records: Records = house.records()
        self.pem = folder / "public.pem"
        self.pem.write_bytes(public_bytes(self.key))
        self.verifier = folder / "verify.py"
        self.verifier.write_text(single_file())
        with self.records.peek() as look:
            (row,) = look.db.table("certificates").rows
        self.document: Document = json.loads(row["document"])
        (self.session,) = [each["session"] for each in self.document["sessions"]]

    def anchored(self) -> None:
        write_checkpoint(self.records, self.key)

    def export(self) -> Path:
        path = self.folder / "log.jsonl"
        with path.open("wb") as file:
            for statement in read_statements(self.records.place.anchor):
                file.write(statement.as_line())
            for entry in stream_entries(self.records, 2**53):
                file.write(entry.as_json().encode() + b"\n")
        return path

    def check(self, document: object, *, log: Path | None = None) -> tuple[int, str]:
        certificate = self.folder / "certificate.json"
        certificate.write_text(json.dumps(document, indent=1))
        done = subprocess.run(
            [
                *(sys.executable, "-I", "-S", self.verifier, "--certificate", certificate),
                *(log or self.export(), self.records.place.anchor, "--key", self.pem),
            ],
            capture_output=True,
            text=True,
            cwd="/",
            timeout=60,
        )
        assert not done.stderr, done.stderr
        return done.returncode, done.stdout


@pytest.fixture
def auditor(template: tuple[Path, str], tmp_path: Path) -> Auditor:
    house = Installation.copied(template, tmp_path / "home")
    house.ask()
    house.erase()
    house.close()
    auditor = Auditor(house, tmp_path)
    auditor.anchored()
    return auditor


def test_one_that_is_true_holds(auditor: Auditor) -> None:
    for log in (None, auditor.records.place.database):
        status, said = auditor.check(auditor.document, log=log)
        assert status == 0, said
        assert f"Certificate {auditor.document['id']} holds: 1 sessions erased" in said
        assert "of the log tell of it" in said
        assert "Log whole" in said


def test_one_that_was_changed_is_refused(auditor: Auditor) -> None:
    scan = {**auditor.document["scan"], "bytes": 1}
    status, said = auditor.check({**auditor.document, "scan": scan})
    assert (status, said.splitlines()[0]) == (
        1,
        "Its signature does not fit what it says: it was changed, or never made.",
    )


def test_one_by_another_key_is_refused(auditor: Auditor) -> None:
    forged = signed(auditor.document, Ed25519PrivateKey.generate())
    status, said = auditor.check(forged)
    assert (status, "which is not trusted" in said) == (1, True)


def test_one_that_names_our_key_and_is_signed_by_another_is_refused(auditor: Auditor) -> None:
    forged = signed(auditor.document, Ed25519PrivateKey.generate())
    status, said = auditor.check({**forged, "key": auditor.document["key"]})
    assert (status, "does not fit what it says" in said) == (1, True)


def test_one_that_the_log_does_not_tell_of_is_refused(auditor: Auditor) -> None:
    """Made with the stolen key, or by an operator who erased nothing."""
    status, said = auditor.check(signed(auditor.document, auditor.key, id="another"))
    assert (status, "Not in the log: no entry tells of this certificate" in said) == (1, True)
    more = [
        *auditor.document["sessions"],
        {**auditor.document["sessions"][0], "session": "8F3KQ2ZD"},
    ]
    status, said = auditor.check(signed(auditor.document, auditor.key, sessions=more))
    assert (status, "for ['session:8F3KQ2ZD']" in said) == (1, True)


def test_one_that_took_the_name_of_another_is_refused(auditor: Auditor) -> None:
    scan = {**auditor.document["scan"], "values_sought": 1_000_000}
    status, said = auditor.check(signed(auditor.document, auditor.key, scan=scan))
    assert (status, "another certificate by this name" in said) == (1, True)


@pytest.mark.parametrize(
    "found", [{"values_found": 1}, {"unread": ["logs"]}, {"old_records": ["replaced-1/keys.db"]}]
)
def test_a_report_is_no_certificate(auditor: Auditor, found: Document) -> None:
    def log(document: Document) -> None:
        with auditor.records.act(operator()) as act:
            act.log(
                Event.ERASURE_CERTIFIED,
                f"session:{auditor.session}",
                certificate=document["id"],
                digest=certificate_digest(document),
            )

    scan = auditor.document["scan"] | found
    report = signed(auditor.document, auditor.key, scan=scan, id="report")
    log(report)
    auditor.anchored()
    status, said = auditor.check(report)
    assert (status, "something is still there" in said) == (1, True)


def test_one_of_an_older_version_is_to_be_judged(auditor: Auditor) -> None:
    """Its entry names it, but knows no hash of it."""
    old = signed(auditor.document, auditor.key, id="old")
    with auditor.records.act(operator()) as act:
        act.log(Event.ERASURE_CERTIFIED, f"session:{auditor.session}", certificate="old")
    auditor.anchored()
    status, said = auditor.check(old)
    assert (status, "They have no hash of it" in said) == (3, True)


def test_one_from_before_a_new_key_holds(auditor: Auditor) -> None:
    path = signing_key_file(auditor.house.settings)
    rotate_key(auditor.records, operator(), path)
    auditor.key = load_signing_key(path)
    auditor.anchored()
    assert auditor.check(auditor.document)[0] == 0
    auditor.pem.write_bytes(public_bytes(auditor.key))
    assert auditor.check(auditor.document)[0] == 0


def test_a_log_that_is_not_whole_proves_no_certificate(auditor: Auditor) -> None:
    path = auditor.export()
    lines = path.read_text().splitlines(keepends=True)
    changed = next(n for n, line in enumerate(lines) if '"erasure:asked"' in line)
    lines[changed] = lines[changed].replace("subject_request", "another_reason")
    path.write_text("".join(lines))
    status, said = auditor.check(auditor.document, log=path)
    assert (status, "Not whole" in said) == (1, True)


NOTHING: dict[str, Callable[[Document], object]] = {
    "an empty object": lambda _: {},
    "a list": lambda document: [document],
    "another kind": lambda document: {**document, "kind": "chat-redactor/receipt/v1"},
    "no signature": lambda document: {n: v for n, v in document.items() if n != "signature"},
    "a number for a signature": lambda document: {**document, "signature": 7},
    "sessions that are none": lambda document: {**document, "sessions": {"a": 1}},
}


@pytest.mark.parametrize("what", NOTHING)
def test_what_is_none_is_refused(auditor: Auditor, what: str) -> None:
    assert auditor.check(NOTHING[what](auditor.document))[0] == 1

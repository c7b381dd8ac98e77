"""A certificate of erasure, as a page to read and as the signed document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from models.keeping.certificates import Certificate, get_certificate
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit
from review_ui.words import ERASED_BECAUSE, count_words, moment_words

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContext:
    """One certificate, or report, as a page that can be read and printed."""

    template: ClassVar[str] = "certificate.html"
    room: ClassVar[str] = "/erasures"
    id: str
    holds: bool
    statement: str
    issued: str
    sessions: tuple[tuple[str, str, int], ...]
    facts: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    more_files: int
    found_at: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    old_records: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the tab says."""
        return "Certificate of erasure" if self.holds else "Report of an erasure"


@router.get("/erasures/certificates/{certificate_id}")
def show_certificate(
    visit: Annotated[Visit, needs(Permission.CERTIFICATE_READ)], certificate_id: str
) -> HTMLResponse:
    """Show a certificate."""
    with visit.act() as act:
        found = get_certificate(act, certificate_id)
    return visit.page(_certificate(found, visit), ("Erasures", "/erasures"), ("Certificate", ""))


@router.get("/erasures/certificates/{certificate_id}/json")
def export_certificate(
    visit: Annotated[Visit, needs(Permission.CERTIFICATE_READ)], certificate_id: str
) -> Response:
    """Give the signed document itself."""
    with visit.act() as act:
        found = get_certificate(act, certificate_id)
    text = json.dumps(found.document, indent=1, sort_keys=True) + "\n"
    name = f"certificate-{found.id}.json"
    return Response(
        text,
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _certificate(found: Certificate, visit: Visit) -> CertificateContext:
    document, scan = found.document, found.document["scan"]
    old_records = tuple(scan.get("old_records", ()))  # certificates of before say nothing of them
    holds = not scan["values_found"] and not scan["unread"] and not old_records
    sessions = count_words(len(document["sessions"]), "session")
    looked = (
        f"{count_words(scan['values_sought'], 'value')} of it were sought in "
        f"{scan['bytes']:,} bytes of {count_words(scan['file_count'], 'file')}"
    )
    end = "and none was found." if holds else "and not all of it is gone, or could be looked at."
    return CertificateContext(
        id=found.id,
        holds=holds,
        statement=f"{sessions} erased. Keys were destroyed, rows, index and traces removed. "
        f"Then {looked}, {end}",
        issued=moment_words(found.issued_at, visit.zone),
        sessions=tuple(
            (
                each["session"],
                _why(each["reason"]),
                each["values_sought"],
            )
            for each in document["sessions"]
        ),
        facts=(
            ("Values sought", f"{scan['values_sought']:,}"),
            ("Values found", f"{scan['values_found']:,}"),
            ("Also in what others said or are called", f"{scan['values_also_elsewhere']:,}"),
            *_besides(document),
            ("Sought as", scan["forms"]),
            ("Made by", document["software"]),
            ("Signing key", document["key"]),
        ),
        files=tuple((name, f"{size:,}") for name, size in scan["files"]),
        more_files=max(0, scan["file_count"] - len(scan["files"])),
        found_at=tuple((name, f"{byte:,}") for name, byte in scan["found_at"]),
        unread=tuple(scan["unread"]),
        old_records=old_records,
    )


def _besides(document: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was done besides; certificates of before say nothing of it."""
    said = []
    if document["scan"].get("rewritten_before"):
        said.append(("Database", "Written anew as a whole before the last look"))
    if left_out := document["scan"].get("left_out"):
        said.append(("Left out, as only root may look there", ", ".join(left_out)))
    for each in document.get("requests", ()):
        ended, held = each["originals_of_others_ended"], each["originals_of_others_on_hold"]
        words = f"{count_words(ended, 'original')} destroyed"
        words += f", {count_words(held, 'original')} on hold" if held else ""
        said += [("Request", each["request"]), ("Chats of others that mention them", words)]
    if reports := document.get("after_reports"):
        said.append(("Looked for again after", ", ".join(reports)))
    return tuple(said)


def _why(reason: str) -> str:
    return ERASED_BECAUSE.get(reason, reason.replace("_", " ").capitalize())

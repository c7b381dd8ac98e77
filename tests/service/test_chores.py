"""What the keeper does besides: no byte of a reported value is left, notices go out by mail."""

from collections.abc import Callable

import pytest

from models.accounts.notices import NoticeKind, notify, unmailed
from models.accounts.people import add_person
from models.actors import Role
from models.intake.sources import add_source
from models.log.events import Event
from models.records import Records
from models.review.reported import scrub_reported
from models.review.reports import ReportedEntity, report_missed
from models.transcripts.sessions import keep
from service.chores import NoticePost, scrub_once
from service.composition import open_records, operator, set_up
from service.mail import MailUnsent
from service.settings import Settings
from tests.models.scene import actor_of, snapshot, told

VALUE = "Vexbury"


@pytest.fixture
def settings(tmp_path) -> Settings:
    made = Settings(data_dir=tmp_path / "data")
    set_up(made)
    return made


@pytest.fixture
def records(settings: Settings) -> Records:
    return open_records(settings)


def files_with(settings: Settings, value: str) -> list[str]:
    forms = (value.encode(), value.lower().encode(), value.encode("utf-16-le"))
    return [
        path.name
        for path in settings.data_dir.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_no_byte_of_a_reported_value_is_left_in_any_file(
    settings: Settings, records: Records
) -> None:
    chat = told(f"Hi, {VALUE} here", "Hello, one moment", f"mail {VALUE.lower()}", masking={})
    with records.act(operator()) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
        session_id = keep(act, snapshot(source.id, **chat)).session_id
        person = add_person(act, name="R", email="r@company.example", role=Role.REVIEWER)
    assert "records.db" in str(files_with(settings, VALUE))
    with records.act(actor_of(person)) as act:
        report_missed(
            act, session_id, revision=1, words=VALUE, entity=ReportedEntity.PERSON, position=1
        )
    scrub_once(records)
    assert files_with(settings, VALUE) == []
    assert scrub_reported(records) == 0
    with records.peek() as look:
        found = look.db.execute(
            "SELECT count(*) FROM search_words WHERE word = 'moment'"
        ).fetchone()
    assert found == (1,)


class Post:
    """Takes mails, until it is told not to, or not `of` somebody."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.tried = 0
        self.broken = self.of = ""

    def send(self, to: str, subject: str, text: str) -> None:
        self.tried += 1
        if self.broken and self.of in ("", to):
            raise MailUnsent(self.broken)
        self.sent.append((to, subject, text))


@pytest.fixture
def tell(records: Records) -> Callable[[str], None]:
    with records.act(operator()) as act:
        person = add_person(act, name="O", email="o@company.example", role=Role.PRIVACY_OFFICER)

    def telling(thing: str) -> None:
        with records.act(operator()) as act:
            notify(act, person.id, NoticeKind.REVEAL_ASKED, thing)
            act.log(Event.HEALTH_READ)

    return telling


def test_a_notice_goes_out_once_and_says_nothing_of_what_it_is_about(
    records: Records, tell: Callable[[str], None]
) -> None:
    post = Post()
    tell("reveal:abcdefg")
    send = NoticePost(records, post, "https://review.example")
    send()
    send()
    ((to, subject, text),) = post.sent
    assert (to, subject) == ("o@company.example", NoticeKind.REVEAL_ASKED.words)
    assert "https://review.example/notices" in text
    assert "abcdefg" not in text


def test_a_slow_server_keeps_the_watch_no_longer_than_a_turn(
    records: Records, tell: Callable[[str], None]
) -> None:
    post = Post()
    for thing in ("reveal:one", "reveal:two", "reveal:three"):
        tell(thing)
    send = NoticePost(records, post, "https://review.example", turn=0)
    for sent in (1, 2, 3, 3):
        send()
        assert len(post.sent) == sent


def test_what_the_server_does_not_take_is_tried_again(
    records: Records, tell: Callable[[str], None]
) -> None:
    post = Post()
    tell("reveal:one")
    post.broken = "unreachable"
    send = NoticePost(records, post, "https://review.example")
    send()
    assert len(unmailed(records)) == 1
    post.broken = ""
    send()
    assert len(post.sent) == 1


@pytest.mark.parametrize("code", ["recipient_refused", "refused_552"])
def test_one_broken_mailbox_keeps_nobody_elses_mail(
    records: Records, tell: Callable[[str], None], code: str
) -> None:
    tell("reveal:one")
    with records.act(operator()) as act:
        other = add_person(act, name="P", email="p@company.example", role=Role.LEAD)
        notify(act, other.id, NoticeKind.REVEAL_APPROVED, "reveal:two")
    post = Post()
    post.broken, post.of = code, "o@company.example"
    send = NoticePost(records, post, "https://review.example")
    send()
    send()
    assert [to for to, _, _ in post.sent] == ["p@company.example"]
    assert post.tried == 2, "who refuses is left alone for a while"
    assert len(unmailed(records)) == 1


def test_without_a_mail_server_nothing_is_sent(
    records: Records, tell: Callable[[str], None]
) -> None:
    tell("reveal:one")
    NoticePost(records, None, "https://review.example")()
    assert len(unmailed(records)) == 1

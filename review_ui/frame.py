"""What stands around every page of a person who is signed in: bar, rooms, purpose, me."""

from dataclasses import dataclass
from datetime import tzinfo
from itertools import accumulate

from models.accounts.sign_ins import SignIn
from models.actors import Purpose, Role
from review_ui.permissions import Permission, may
from review_ui.words import clock_words, zone_words

_ROOMS = (
    ("Queue", "/queue", Permission.SESSION_LIST),
    ("Held back", "/held", Permission.HELD_LIST),
    ("Reveals", "/reveals", Permission.REVEAL_LIST),
    ("Reports", "/reports", Permission.REPORT_LIST),
    ("Signs", "/signs", Permission.SIGN_LIST),
    ("Requests", "/requests", Permission.REQUEST_LIST),
    ("Who looked", "/looks", Permission.LOOK_TELL),
    ("Objections", "/objections", Permission.OBJECTION_LIST),
    ("Retention", "/retention", Permission.RETENTION_LIST),
    ("Holds", "/holds", Permission.HOLD_LIST),
    ("Erasures", "/erasures", Permission.ERASURE_LIST),
    ("Access log", "/log", Permission.LOG_LIST),
    ("Alerts", "/alerts", Permission.ALERT_LIST),
    ("Proof", "/log/proof", Permission.LOG_VERIFY),
    ("People", "/people", Permission.PERSON_LIST),
    ("Sources", "/sources", Permission.SOURCE_LIST),
    ("Purposes", "/purposes", Permission.PURPOSE_LIST),
    ("Policy", "/policy", Permission.POLICY_READ),
)
_BEGINNINGS = frozenset({"/retention", "/log", "/people", "/purposes"})
"""Where a group of rooms begins: after what waits, what is kept, what is watched, what is run."""
_PATHS = tuple(path for _, path, _ in _ROOMS)
_FEW_ROOMS = frozenset({Role.REVIEWER, Role.LEAD})

Place = tuple[str, str]
"""A step of the way here: its words and its address; an empty address is this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A link beside the page; with `starts` a gap stands before it."""

    name: str
    path: str
    here: bool
    starts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The bar and the rooms; `csrf_token` goes into every form.

    Without `shortcuts` the page leaves out the script that listens to single keys.
    """

    name: str
    role: str
    purpose: str
    ends: str
    csrf_token: str
    place: tuple[Place, ...]
    rooms: tuple[Room, ...]
    sided: bool
    searches: bool
    shortcuts: bool
    notices: int
    zone: str


def build_frame(
    sign_in: SignIn, *, room: str, place: tuple[Place, ...], zone: tzinfo, notices: int = 0
) -> Frame:
    """Return the frame for one page; `place` leads to it, its last step is the page itself.

    `notices` is how many wait for this person.
    """
    person, purpose = sign_in.person, sign_in.purpose
    open_rooms = _open_rooms(person.role, purpose)
    return Frame(
        name=person.name,
        role=person.role.words,
        purpose=sign_in.purpose_words,
        ends=clock_words(sign_in.ends_at, zone),
        csrf_token=sign_in.csrf_token,
        place=_way(place, open_rooms[0]) if person.role in _FEW_ROOMS else place,
        rooms=_rooms(open_rooms, room),
        sided=person.role not in _FEW_ROOMS,
        searches=may(person.role, purpose, Permission.SEARCH_RUN),
        shortcuts=person.shortcuts,
        notices=notices,
        zone=zone_words(zone),
    )


def home_path(role: Role, purpose: Purpose) -> str:
    """Return the room a role starts in."""
    return _open_rooms(role, purpose)[0][1]


def _rooms(shown: tuple[Place, ...], here: str) -> tuple[Room, ...]:
    groups = dict(zip(_PATHS, accumulate(path in _BEGINNINGS for path in _PATHS), strict=True))
    of = [groups[path] for _, path in shown]
    return tuple(
        Room(name=name, path=path, here=path == here, starts=of[number] != of[max(number - 1, 0)])
        for number, (name, path) in enumerate(shown)
    )


def _way(place: tuple[Place, ...], home: Place) -> tuple[Place, ...]:
    """The way to a page from the first room, for who has no list of rooms beside the page."""
    return place if place and home[0] == place[0][0] else (home, *place)


def _open_rooms(role: Role, purpose: Purpose) -> tuple[Place, ...]:
    return tuple((name, path) for name, path, needed in _ROOMS if may(role, purpose, needed))

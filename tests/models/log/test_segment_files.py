"""A file counts as a segment when its entries left, and goes when they did not."""

from models.log.events import Event
from models.log.segment_files import remove_left_behind, segment_name, segment_paths
from models.log.verify import GENESIS
from models.records import Records
from tests.models.scene import CLI


def test_only_what_the_live_log_holds_is_removed(records: Records) -> None:
    with records.act(CLI) as act:
        entries = [act.log(Event.HEALTH_READ) for _ in range(3)]
    first, second, third = (f"{entry.as_json()}\n" for entry in entries)
    folder = records.place.segments
    folder.mkdir()
    (folder / segment_name(1, 2)).write_text(first + second)
    (folder / segment_name(1, 3)).with_suffix(".tmp").write_text(first)
    given_up = folder / segment_name(1, 3)  # as after a restore: the log went on otherwise
    given_up.write_text(first + second + third.replace(entries[2].hash, GENESIS))
    unread, own = folder / segment_name(1, 4), folder / "notes.jsonl"
    unread.write_text("{}\n")
    own.write_text(first)
    assert segment_paths(records.place) == ()
    remove_left_behind(records.place)
    assert set(folder.iterdir()) == {given_up, unread, own}

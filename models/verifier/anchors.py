"""All statements of all places: which are signed, and what they say about which entry."""

from collections.abc import Iterable, Iterator, Mapping

from models.verifier.findings import Findings
from models.verifier.statements import Statement, from_base64, key_id, read_statement


class Anchors:
    """All statements of all places: which are signed, and what they say about which entry."""

    def __init__(
        self,
        places: Iterable[Iterable[Mapping[str, object]]],
        keys: Iterable[bytes],
        found: Findings,
    ) -> None:
        self.found = found
        self.places = [list(self._read(lines)) for lines in places]
        self.keys = self._trusted(tuple(keys))
        self.good: dict[str, Statement] = {}
        self.claims: set[str] = set()
        for place in self.places:
            self._take_signed(place)
        said = list(self.good.values())
        self.losses = [each for each in said if each.said("lost") and each.type == "key"]
        self.lost = self._vouched()
        for loss in self.losses:
            self._tell_loss(loss)
        self.restores = [each for each in said if each.type == "restore"]
        self.segments = sorted(
            (each for each in said if each.type == "segment" and not self._undone(each)),
            key=lambda each: each.number("last"),
        )
        self.waiting: dict[int, list[Statement]] = {}
        for each in said:
            if each.seq and not any(_gave_up(each, restore) for restore in self.restores):
                self.waiting.setdefault(each.seq, []).append(each)
        for seq, same in self.waiting.items():
            heads = {(each.head, each.count) for each in same}
            if len(heads) > 1 or len({each.root for each in same if each.root}) > 1:
                times = " and ".join(sorted({each.at for each in same}))
                words = f"two different logs were signed up to here ({times}): a split view"
                found.add(seq, "split_view", words)
        for restore in self.restores:
            self._tell(restore)

    def _read(self, lines: Iterable[Mapping[str, object]]) -> Iterator[Statement]:
        for line in lines:
            statement = read_statement(line)
            if statement is None:
                self.found.add(None, "anchor_malformed", "a line of the anchors is no statement")
            else:
                yield statement

    def _trusted(self, given: tuple[bytes, ...]) -> dict[str, bytes]:
        """The keys given, and all that a chain of rotations joins to them, either way.

        A rotation counts when the old key signed it and the new key consented. With no key
        given, the first one introduced is trusted.
        """
        known = {key_id(public): public for public in given}
        turns = [each for place in self.places for each in place if each.type == "key"]
        publics = {
            key_id(each): each for each in (from_base64(turn.said("public")) for turn in turns)
        }
        if not known and turns:
            known = {turns[0].key: publics.get(turns[0].key, b"")}
        joined = [
            {turn.key, turn.said("key")}
            for turn in turns
            if turn.is_signed_by(publics.get(turn.key, known.get(turn.key, b"")))
            and turn.is_signed_by(publics.get(turn.said("key"), b""), turn.consent)
        ]
        for _ in joined:
            for pair in joined:
                if pair & set(known):
                    known |= {key: publics[key] for key in pair if key in publics}
        return known

    def _take_signed(self, place: list[Statement]) -> None:
        """Keep what is signed: by its own signature, or by a signed one that links to it."""
        linked: set[str] = set()
        claims = {each.key: each for each in place if self._claims_loss(each)}
        claimed: dict[str, str] = {}
        for each in reversed(place):
            digest = each.digest()
            if digest in linked or digest in self.good or self._is_signed(each):
                self.good[digest] = each
                linked.add(each.before)
            elif each.key in claims and (
                digest in claimed or each.is_signed_by(from_base64(claims[each.key].said("public")))
            ):
                claimed[each.before] = each.at
                self._tell_claim(claims[each.key], each.at)
            else:
                words = f"the statement of {each.at} is not signed by a key that is trusted"
                self.found.add(each.seq, "anchor_unsigned", words)
        replaced: set[str] = set()
        for each in place:
            if each.key in replaced:
                words = f"the statement of {each.at} is signed by a key that was replaced"
                self.found.add(each.seq, "key_retired", words)
            if each.type == "key" and each.key != each.said("key"):
                replaced.add(each.key)
            if each.type == "key" and each.said("lost") and each.digest() in self.good:
                replaced.add(each.said("lost"))

    def _is_signed(self, each: Statement) -> bool:
        if not self.keys:  # then none can be checked, and the verdict says so
            return True
        if not each.type:  # the first version names no key
            return any(each.is_signed_by(key) for key in self.keys.values())
        return each.key in self.keys and each.is_signed_by(self.keys[each.key])

    def _claims_loss(self, each: Statement) -> bool:
        """Whether a key without a voucher says that it follows a trusted one that was lost."""
        public = from_base64(each.said("public"))
        return (
            (each.type, each.said("key")) == ("key", each.key)
            and each.said("lost") in self.keys
            and each.key not in self.keys
            and key_id(public) == each.key
            and each.is_signed_by(public)
        )

    def _tell_claim(self, claim: Statement, newest: str) -> None:
        if claim.key in self.claims:
            return
        self.claims.add(claim.key)
        words = (
            f"a signature gap: since {claim.at} (entry {claim.seq}), up to {newest}, statements "
            f"are signed by {claim.key}, which says that {claim.said('lost')} was lost and which "
            "no key of yours vouches for; they count for nothing until you are given that key "
            "another way and name it with --key"
        )
        self.found.add(claim.seq, "key_lost", words, doubt=True)

    def _tell_loss(self, loss: Statement) -> None:
        earlier = (each for each in self.good.values() if each.seq and each.at < loss.at)
        before = max(earlier, key=lambda each: (each.seq, each.at), default=None)
        since = f"{before.at} (entry {before.seq})" if before else "the beginning"
        words = (
            f"a signature gap: the key {loss.said('lost')} was lost "
            f"({loss.said('reason') or 'no reason'}), and nothing was signed from {since} to "
            f"{loss.at} (entry {loss.seq}), when {loss.key} began"
        )
        self.found.add(loss.seq, "key_lost", words, doubt=True)

    def _vouched(self) -> dict[str, bytes]:
        """Keys that a trusted one says were lost, as the statements it links to introduced them."""
        publics = {
            each.said("key"): from_base64(each.said("public"))
            for each in self.good.values()
            if each.type == "key" and key_id(from_base64(each.said("public"))) == each.said("key")
        }
        return {
            each.said("lost"): publics[each.said("lost")]
            for each in self.losses
            if each.said("lost") in publics
        }

    def _tell(self, restore: Statement) -> None:
        first, last = restore.number("kept_to") + 1, restore.number("lost_to")
        words = (
            f"the entries {first} to {last} were given up: an older copy was restored, as "
            f"acknowledged on {restore.at} ({restore.said('reason') or 'no reason'})"
        )
        self.found.add(first, "restored", words, doubt=True)

    def _undone(self, segment: Statement) -> bool:
        return any(
            _gave_up(segment, restore) and segment.number("last") > restore.number("kept_to")
            for restore in self.restores
        )

    def covering(self, first: int, last: int) -> list[Statement]:
        """The segments that hold these entries between them, if they end at `last`; or none."""
        held: list[Statement] = []
        for each in reversed(self.segments):
            if each.number("last") == last and last >= first:
                held.append(each)
                last = each.number("first") - 1
        return held[::-1] if held and last < first else []


def _gave_up(each: Statement, restore: Statement) -> bool:
    kept, lost = restore.number("kept_to"), restore.number("lost_to")
    return each is not restore and kept < each.seq <= lost and each.at <= restore.at

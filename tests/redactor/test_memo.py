from redactor.memo import Memo


def test_a_value_is_worked_out_once_and_the_least_lately_asked_is_forgotten() -> None:
    worked: list[int] = []

    def double(key: int) -> int:
        worked.append(key)
        return 2 * key

    memo = Memo[int, int](2)
    assert [memo.of(key, double) for key in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert worked == [1, 2, 3, 2]
    assert list(memo) == [1, 2]


class Long(str):
    """A key that counts how often it is looked up."""

    looked_up = 0

    def __hash__(self) -> int:
        Long.looked_up += 1
        return super().__hash__()


def test_a_long_key_that_is_remembered_is_looked_up_no_oftener_than_need_be() -> None:
    memo = Memo[str, int](2)
    memo.of(Long("key"), len)
    Long.looked_up = 0
    assert memo.of(Long("key"), len) == len("key")
    assert Long.looked_up == len(["found", "moved to the end"])

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

from hypothesis import given
from hypothesis import strategies as st

from kiosk.paper.lines import NOT_FIRST, NOT_LAST, Placed, Span, broken
from kiosk.paper.typecase import Face
from tests.paper.couple import press

WORDS = st.text(alphabet="公民婚育一件事，。（）《》“”a1-X ", max_size=60)


def lines(text: str, measure: float = 100) -> list[list[Placed]]:
    return broken([Span(text, Face.SERIF)], measure, 10, press().typecase)


def fill_in(text: str, *, least: float = 0, open: bool = False) -> list[Placed]:
    span = Span(text, Face.SERIF, filled=True, least=least, open=open)
    [line] = broken([span], 100, 10, press().typecase)
    return line


def texts(text: str, measure: float = 100) -> list[str]:
    return ["".join(one.text for one in line) for line in lines(text, measure)]


def test_nothing_is_one_empty_line() -> None:
    assert lines("") == [[]]


def test_a_line_never_begins_with_a_closing_sign() -> None:
    assert texts("一二三四五六七八九十，甲") == ["一二三四五六七八九", "十，甲"]


def test_a_line_never_ends_with_an_opening_sign() -> None:
    assert texts("一二三四五六七八九（十）") == ["一二三四五六七八九", "（十）"]


def test_words_and_numbers_stay_whole() -> None:
    assert texts("号码是150602200411219993对吗", 120)[0] == "号码是"


def test_a_word_longer_than_a_line_is_torn_rather_than_lost() -> None:
    assert "".join(texts("1" * 100)) == "1" * 100
    assert len(texts("1" * 100)) > 1


@given(WORDS, st.floats(min_value=30, max_value=300))
def test_every_character_is_set_and_no_line_is_too_long(text: str, measure: float) -> None:
    set_in = lines(text, measure)
    assert "".join(one.text for line in set_in for one in line) == text
    for line in set_in:
        assert all(one.x + one.width <= measure + 0.1 for one in line)


@given(st.text(alphabet="公民婚育一件事", min_size=1, max_size=60), st.sampled_from("，。）》”"))
def test_closing_signs_hang_on_to_the_character_before(text: str, sign: str) -> None:
    for line in texts(text + sign + text, 60):
        assert line[0] not in NOT_FIRST
        assert line[-1] not in NOT_LAST


def test_an_empty_fill_in_has_a_line_of_its_least_length() -> None:
    assert sum(one.width for one in fill_in("", least=60)) == 60


def test_an_open_fill_in_runs_to_the_end_of_the_measure() -> None:
    assert sum(one.width for one in fill_in("富兴街道", open=True)) == 100


def test_an_empty_fill_in_without_room_goes_to_the_next_line() -> None:
    blank = Span("", Face.SERIF, filled=True, least=60)
    words = Span("一二三四五六七八九", Face.SERIF)
    set_in = broken([words, blank], 100, 10, press().typecase)
    assert [[one.text for one in line] for line in set_in] == [["一二三四五六七八九"], [""]]

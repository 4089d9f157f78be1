import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.grouping import Grouping
from kiosk.screens.fields.groupings import GROUPINGS

KINDS = sorted(GROUPINGS)


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        (KindName.RESIDENT_ID, "15060220061121998x", "150602 20061121 998X"),
        (KindName.RESIDENT_ID, "150602", "150602"),
        (KindName.RESIDENT_ID, "1506022", "150602 2"),
        (KindName.PHONE, "13804770001", "138 0477 0001"),
        (KindName.DATE, "2004", "2004"),
        (KindName.DATE, "20041121", "2004 年 11 月 21 日"),
        (KindName.MONTH, "202611", "2026 年 11 月"),
    ],
)
def test_numbers_stand_apart_for_reading(kind: KindName, typed: str, shown: str) -> None:
    grouping = GROUPINGS[kind]
    assert grouping.spaced(grouping.bare(typed)) == shown


def test_full_width_signs_and_letters_are_read_as_meant() -> None:
    assert GROUPINGS[KindName.RESIDENT_ID].bare("１５０６０２ｘ") == "150602X"


@given(st.sampled_from(KINDS).map(GROUPINGS.__getitem__), st.text("0123456789", max_size=18))
def test_what_is_shown_reads_back_as_what_was_typed(grouping: Grouping, typed: str) -> None:
    bare = grouping.bare(typed)
    assert grouping.bare(grouping.spaced(bare)) == bare


@given(
    st.sampled_from(KINDS).map(GROUPINGS.__getitem__),
    st.text("0123456789", max_size=18),
    st.integers(0, 18),
)
def test_the_cursor_keeps_its_place_among_the_digits(
    grouping: Grouping, typed: str, place: int
) -> None:
    bare = grouping.bare(typed)
    place = min(place, len(bare))
    assert grouping.place(grouping.spaced(bare), grouping.cursor(bare, place)) == place

"""Every page fills its width and has what a field can't do without."""

import pytest

from kiosk.screens.keyboard.composition import MIDDLE_DOT
from kiosk.screens.keyboard.layouts import PADS, PAGES, UNITS, Does, Key, KeyLayout, Page
from kiosk.texts import Language


def keys(page: Page) -> list[Key]:
    return [key for row in PAGES[page] for key in row.keys]


@pytest.mark.parametrize("page", Page)
def test_rows_are_as_wide_as_the_page(page: Page) -> None:
    rows = PAGES[page]
    hanging = 0.0
    for row in rows:
        width = row.indent + sum(key.span for key in row.keys) + hanging
        assert width in {UNITS, UNITS - row.indent}
        hanging = sum(key.span for key in row.keys if key.rows > 1)


@pytest.mark.parametrize("page", Page)
def test_every_page_erases_hides_and_goes_on(page: Page) -> None:
    assert {Does.ERASE, Does.HIDE, Does.NEXT} <= {key.does for key in keys(page)}


@pytest.mark.parametrize("page", Page)
@pytest.mark.parametrize("language", Language)
def test_every_key_has_a_name(page: Page, language: Language) -> None:
    for key in keys(page):
        named = key.spoken or key.label
        assert (named[language] if named else key.text).strip()


def test_the_middle_dot_is_the_right_one() -> None:
    assert MIDDLE_DOT == "\u00b7"
    assert MIDDLE_DOT in [key.text for key in keys(Page.CHINESE)]


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        (Page.NUMBER, "0123456789"),
        (Page.DECIMAL, "0123456789."),
        (Page.PHONE, "0123456789-"),
        (Page.RESIDENT_ID, "0123456789X"),
        (Page.CERTIFICATE, "0123456789JLB-"),
        (Page.BIRTH_CERTIFICATE, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ],
)
def test_pads_type_what_their_numbers_need(page: Page, typed: str) -> None:
    assert {key.text for key in keys(page) if key.does is Does.TYPE} == set(typed)


@pytest.mark.parametrize("page", sorted(PADS, key=str))
def test_pads_lead_nowhere_else(page: Page) -> None:
    assert not {Does.TURN, Does.BACK} & {key.does for key in keys(page)}


@pytest.mark.parametrize("layout", KeyLayout)
def test_every_layout_opens_a_page(layout: KeyLayout) -> None:
    assert Page(layout.value) in PAGES

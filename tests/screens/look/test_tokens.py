"""The one file of numbers keeps its promises: contrast, sizes, and that nothing is said twice."""

import re
from pathlib import Path

import pytest

from kiosk.screens.look.look import Look, tokens
from kiosk.screens.look.switches import LABELS, MEANINGS
from tests.screens.accessibility import contrast_of

SCREENS = Path(__file__).parents[3] / "kiosk" / "screens"
THEMES = ("day", "quiet", "high_contrast")
PAIRS = [(theme, pair) for theme in THEMES for pair in tokens()["colour"]["contrast"][theme]]


@pytest.mark.parametrize(("theme", "pair"), PAIRS)
def test_the_contrast_is_what_the_tokens_claim_and_enough(theme: str, pair: str) -> None:
    found = contrast_of(theme, pair)
    assert found == pytest.approx(tokens()["colour"]["contrast"][theme][pair], abs=0.01)
    floor = tokens()["colour"]["contrast"]["floor"]
    edge = pair.startswith("edge") and theme != "high_contrast"
    assert found >= floor["control_edge" if edge else f"{theme}_text"]


def test_all_themes_have_the_same_roles() -> None:
    colour = tokens()["colour"]
    assert all(set(colour[theme]) == set(colour["roles"]) for theme in THEMES)


def test_lengths_follow_the_screen() -> None:
    assert Look().px("component.button.height") == 96
    assert Look(dots_per_mm=8.06).px("component.button.height") == 192
    assert Look(dots_per_mm=0.001).px("line.card") == 1


@pytest.mark.parametrize("large", [False, True])
def test_no_letter_is_smaller_than_the_eye_needs(large: bool) -> None:
    look = Look(large_print=large)
    sizes = [look.text_px(style) for style in tokens()["type"]["normal"]]
    assert min(sizes) == (38 if large else 28)


def test_large_print_makes_nothing_smaller() -> None:
    small, large = Look(), Look(large_print=True)
    for style in tokens()["type"]["normal"]:
        assert large.text_px(style) >= small.text_px(style)


def test_millimetres_and_dots_agree() -> None:
    def walk(node: object) -> None:
        if isinstance(node, dict):
            if {"px", "mm"} <= set(node):
                assert node["mm"] == pytest.approx(node["px"] / tokens()["px_per_mm"], abs=0.06)
            for inner in node.values():
                walk(inner)

    walk(tokens())


def test_nothing_moves_longer_than_a_blink() -> None:
    durations = dict(tokens()["duration_ms"])
    longest = durations.pop("max")
    durations.pop("countdown_tick")
    assert longest == 200
    assert max(durations.values()) <= longest


def test_colours_are_written_in_the_tokens_alone() -> None:
    """Drawings that are tinted by replacing colours are told apart by a table of their own."""
    drawn = {"icons.py", "document_picture.py"}
    for source in SCREENS.rglob("*.py"):
        text = source.read_text("utf-8")
        assert "setStyleSheet" not in text, source
        if source.name not in drawn:
            assert not re.search(r"""["']#[0-9A-Fa-f]{6}["']""", text), source


def test_every_word_on_the_switches_is_said_in_both_languages() -> None:
    for text in (*LABELS.values(), *MEANINGS.values()):
        assert text.zh
        assert text.en

"""Choosing items brings along what they need, and says so."""

from itertools import chain, combinations

import pytest

from kiosk.cases.choosing import choice
from tests.cases.wedding import ALL, WEDDING


def items(*wanted: str, waived: tuple[str, ...] = (), **answers: object) -> tuple[str, ...]:
    return choice(WEDDING, wanted, waived, answers).items


def test_what_an_item_needs_comes_along() -> None:
    found = choice(WEDDING, ["move"], (), {})
    assert found.items == ("marriage", "move")
    (brought,) = found.brought
    assert (brought.item, brought.by, brought.proof) == ("marriage", "move", "cert_no")
    assert brought.say.zh == "要先登记结婚"
    assert not found.proofs


def test_a_need_without_words_gets_some() -> None:
    (brought,) = choice(WEDDING, ["status"], (), {}).brought
    assert brought.say.zh == "办“婚姻状况变更”要先办“结婚登记”，已帮您选上。"


def test_a_certificate_settles_the_need() -> None:
    assert items("move", cert_no="J150602-2026-000123") == ("move",)
    assert items("move", waived=("marriage",)) == ("move",)
    assert choice(WEDDING, ["move"], ["marriage"], {}).proofs == {"cert_no"}


def test_an_empty_certificate_settles_nothing() -> None:
    assert items("move", cert_no="") == ("marriage", "move")


def test_what_was_ticked_is_done_whatever_was_typed_before() -> None:
    assert items("marriage", "move", cert_no="J150602-2026-000123") == ("marriage", "move")


def test_what_must_go_together_goes_together() -> None:
    bound = WEDDING.items[3].model_copy(update={"must_with": ("status",)})
    service = WEDDING.model_copy(update={"items": (*WEDDING.items[:3], bound)})
    found = choice(service, ["birth"], ["marriage"], {})
    assert found.items == ("status", "birth")
    assert [(one.item, one.by, one.proof) for one in found.brought] == [("status", "birth", None)]


def test_unknown_items_are_left_out() -> None:
    assert items("swimming") == ()


@pytest.mark.parametrize(
    "wanted", [*chain.from_iterable(combinations(ALL, n) for n in range(len(ALL) + 1))]
)
def test_the_result_never_lacks_anything(wanted: tuple[str, ...]) -> None:
    found = items(*wanted)
    assert set(wanted) <= set(found)
    assert items(*found) == found
    for item in WEDDING.items:
        if item.id in found:
            assert {need.item for need in item.needs} <= set(found)

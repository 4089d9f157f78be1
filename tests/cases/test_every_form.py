"""Whatever is typed into any form that ships, in whatever order, it stays whole."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.cases.checks import ITEMS
from kiosk.cases.filling import Filling
from kiosk.cases.given import is_given
from kiosk.cases.recheck import recheck
from kiosk.catalogue.schema import Severity
from kiosk.visits.resume import resume
from kiosk.visits.sealed import SealedFilling, seal, unseal
from tests.cases.every_form import (
    CALENDAR,
    FILES,
    Occasion,
    all_asked,
    likely,
    occasions,
    sample,
    walk,
    ways,
)

LATER = datetime(2100, 1, 1, tzinfo=UTC)
ROUNDS = 200

every_form = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def drawn(data: st.DataObject, file: Path) -> tuple[Occasion, Filling]:
    occasion = data.draw(st.sampled_from(occasions(file)))
    way: list[tuple[str, Any, Any]] = data.draw(ways(occasion.service))
    start = occasion.empty().choose(data.draw(st.sets(st.sampled_from(items_of(occasion)))))
    return occasion, walk(start, way)


def items_of(occasion: Occasion) -> list[str]:
    return [item.id for item in occasion.service.items]


@every_form
@many
@given(st.data())
def test_nothing_breaks_it(file: Path, data: st.DataObject) -> None:
    occasion, filling = drawn(data, file)
    seen = {one.path for one in all_asked(filling)}
    assert {one.path for one in filling.missing()} <= seen
    assert filling.first_trouble() in seen | {ITEMS, None}
    assert all(is_given(value) for value in filling.effective.values())
    assert 0 <= filling.progress.done <= filling.progress.total
    assert {one.role for one in filling.signers()} <= {one.id for one in occasion.service.people}
    assert all(one.say.zh and one.say.en for one in filling.deadlines)
    assert filling.materials is not None


@every_form
@many
@given(st.data())
def test_what_is_wrong_can_be_put_right(file: Path, data: st.DataObject) -> None:
    _, filling = drawn(data, file)
    seen = {one.path for one in all_asked(filling)} | {ITEMS}
    for one in filling.remarks():
        assert one.severity is Severity.WARNING or seen & set(one.on or (ITEMS,)), one.code


@every_form
@many
@given(st.data())
def test_central_agrees_with_the_kiosk(file: Path, data: st.DataObject) -> None:
    occasion, filling = drawn(data, file)
    items, sent = filling.items, filling.effective
    found = recheck(occasion.service, occasion.day, items, sent, CALENDAR)
    assert [one for one in found if one.code in ("case.answer", "case.items")] == []
    if filling.complete:
        assert found == filling.remarks()


@every_form
@settings(many, max_examples=2)
@given(st.data())
def test_what_was_put_away_comes_back_the_same(file: Path, data: st.DataObject) -> None:
    occasion, filling = drawn(data, file)
    sealed = seal(SealedFilling.of(filling, LATER), "23456ABCDE", b"s" * 16, b"n" * 12)
    back = unseal(sealed, "23456ABCDE", datetime(2026, 11, 23, tzinfo=UTC))
    resumed = resume(back, occasion.service, occasion.service, occasion.day, CALENDAR)
    assert resumed.filling == filling
    assert (resumed.gone, resumed.new, resumed.wrong) == ((), (), ())


def answered(filling: Filling, given: dict[str, Any], choice: int) -> Filling:
    """Answer what is asked for as missing, otherwise each time, until nothing is."""
    tried = Counter[str]()
    for _ in range(ROUNDS):
        missing = filling.missing()
        if not missing:
            return filling
        path = missing[0].path
        field = next(one.field for one in all_asked(filling) if one.path == path)
        values = likely(filling.service, field)
        values = (*values[choice % len(values) :], *values)
        if path in given:
            values = (given[path], *values)
        assert tried[path] < len(values), path
        filling = filling.answer(path, values[tried[path]])
        tried[path] += 1
    raise AssertionError([one.path for one in filling.missing()])


@every_form
@settings(many, max_examples=6)
@given(st.data(), st.integers(0, 5))
def test_answering_what_is_missing_comes_to_an_end(
    file: Path, data: st.DataObject, choice: int
) -> None:
    occasion = data.draw(st.sampled_from(occasions(file)))
    wanted = data.draw(st.sets(st.sampled_from(items_of(occasion)), min_size=1))
    _, given = sample(occasion.service)
    for known in ({}, given):
        filling = answered(occasion.empty().choose(wanted), known, choice)
        found = recheck(occasion.service, occasion.day, filling.items, filling.effective, CALENDAR)
        assert found == filling.remarks()


@every_form
def test_the_invented_family_gets_through(file: Path) -> None:
    done = []
    for occasion in occasions(file):
        items, given = sample(occasion.service)
        known = [one for one in items if one in items_of(occasion)]
        filling = answered(occasion.empty().choose(known), given, 0)
        errors = [one.code for one in filling.remarks() if one.severity is Severity.ERROR]
        assert filling.complete == (errors == [])
        done.append(filling.complete)
    assert any(done)

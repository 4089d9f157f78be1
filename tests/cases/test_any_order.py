"""Whatever is typed, in whatever order, a form stays whole."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.given import is_given
from kiosk.cases.recheck import recheck
from kiosk.cases.visible import is_asked
from kiosk.catalogue.schema import Severity
from tests.cases.wedding import ALL, BIRTH, COUPLE, DAY, HOUSEHOLD, WEDDING, empty, filled, whole

GOOD = {**COUPLE, **HOUSEHOLD, **BIRTH, "cert_no": "J150602-2026-000123", "reg_date": "2026-11-20"}
ASKED = [field.id for field in WEDDING.fields if is_asked(field)]
TICKS = {"do_status", "do_move"}

rubbish = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.lists(st.text(max_size=3))
)
answers = st.one_of(
    st.tuples(st.sampled_from(ASKED), rubbish),
    st.tuples(st.sampled_from(sorted(TICKS)), st.booleans()),
    st.sampled_from(sorted(GOOD.items(), key=str)),
)
steps = st.one_of(
    st.tuples(st.just("answer"), answers),
    st.tuples(st.just("toggle"), st.sampled_from(ALL)),
    st.tuples(st.just("waive"), st.sampled_from(ALL)),
    st.tuples(st.just("add"), st.just("children")),
    st.tuples(st.just("row"), st.tuples(st.sampled_from(["name", "sex", "month"]), rubbish)),
)


def walk(filling: Filling, way: list[tuple[str, object]]) -> Filling:
    for what, how in way:
        match what, how:
            case "answer", (str(path), value):
                filling = filling.answer(path, value)
            case "toggle", str(item):
                filling = filling.toggle(item)
            case "waive", str(item):
                filling = filling.waive(item)
            case "add", str(group):
                filling = filling.add_row(group)
            case "row", (str(name), value):
                rows = filling.answers.get("children")
                if isinstance(rows, list) and rows:
                    filling = filling.answer(f"children.{len(rows) - 1}.{name}", value)
    return filling


@given(st.lists(steps, max_size=25))
def test_answers_that_do_not_count_change_nothing(way: list[tuple[str, object]]) -> None:
    filling = walk(empty(), way)
    counting = {name: one for name, one in filling.answers.items() if name in filling.effective}
    again = replace(filling, answers=counting)
    assert again.effective == filling.effective
    assert again.pages == filling.pages


@given(st.lists(steps, max_size=25))
def test_it_never_raises_and_always_agrees_with_itself(way: list[tuple[str, object]]) -> None:
    filling = walk(empty(), way)
    visible = {field.path: field for page in filling.pages for field in page.fields}
    for one in filling.missing():
        assert one.path.partition(".")[0] in visible
    assert filling.complete == (filling.first_trouble() is None)
    assert 0 <= filling.progress.done <= filling.progress.total
    assert all(is_given(value) for value in filling.effective.values())
    assert all(name in filling.items for name in filling.wanted)
    derived = {"host", "apply_date"}
    assert set(filling.effective) <= set(visible) | derived
    assert filling.materials


@given(st.lists(steps, max_size=15))
def test_typing_over_and_hiding_loses_nothing(way: list[tuple[str, object]]) -> None:
    filling = walk(empty(), way)
    there = filling.answers
    for item in ALL:
        filling = filling.toggle(item).toggle(item)
    assert filling.answers == there


@given(st.permutations(sorted(GOOD.items(), key=str)), st.sets(st.sampled_from(ALL), min_size=1))
def test_the_order_of_answers_does_not_matter(
    order: list[tuple[str, object]], wanted: set[str]
) -> None:
    in_order = filled(empty().choose(wanted), GOOD)
    mixed = filled(empty().choose(wanted), dict(order))
    assert mixed.effective == in_order.effective
    assert Snapshot.of(mixed).hash == Snapshot.of(in_order).hash


@given(st.lists(steps, max_size=12))
def test_what_the_kiosk_lets_through_passes_again(way: list[tuple[str, object]]) -> None:
    filling = filled(walk(filled(empty().choose(ALL), GOOD), way), GOOD)
    if filling.complete:
        found = recheck(WEDDING, DAY, filling.items, filling.effective)
        assert [one for one in found if one.severity is Severity.ERROR] == []
        assert found == filling.remarks()


@given(st.lists(steps, min_size=1, max_size=6))
@settings(max_examples=50)
def test_a_signature_holds_exactly_as_long_as_nothing_changes(
    way: list[tuple[str, object]],
) -> None:
    before = whole()
    after = walk(before, way)
    consent = Consent.on(Snapshot.of(before))
    same = before.effective == after.effective and before.items == after.items
    assert consent.still_holds(after) == same
    assert bool(consent.changes(after)) == (not same)


@given(st.dictionaries(st.sampled_from([*ASKED, "host", "new"]), rubbish))
def test_central_survives_any_answers(sent: dict[str, object]) -> None:
    recheck(WEDDING, DAY, ALL, sent)
    assert recheck(WEDDING, DAY, ALL, {**whole().effective, **sent, "new": 1})

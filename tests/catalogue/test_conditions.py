"""The conditions of a form, over answers that may not be given."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.conditions import BadExpression, Expression, Scope, Together
from kiosk.catalogue.workdays import Calendar, Year
from kiosk.errors import Fault

TODAY = date(2026, 11, 21)
SCOPE = Scope(
    {
        "m_id": "150602200411219993",
        "reg_date": "2026-05-20",
        "cert_no": "J150602-2026-000123",
        "m_name": "巴特尔",
        "children": [{"child_birth": "2024-05"}, {"child_birth": None}, {}],
    },
    ("marriage_reg",),
    TODAY,
    {"child_birth": "2024-05"},
    Calendar.load(),
)


@pytest.mark.parametrize(
    "source",
    [
        "answers.cert_no != null",
        "answers.never_asked == null",
        "row.never_asked == null",
        "row.child_birth == '2024-05'",
        "'marriage_reg' in items",
        "!('birth_reg' in items)",
        "today == '2026-11-21'",
        "answers.reg_date <= today",
        "age(answers.m_id, today) >= 22",
        "age(answers.never_asked, today) == null",
        "birth_date(answers.m_id) == '2004-11-21'",
        "sex_of(answers.m_id) == 'male'",
        "add_years(birth_date(answers.m_id), 22) == today",
        "add_days(today, 30) == '2026-12-21'",
        "days_between(answers.reg_date, today) == 185",
        "weeks_between(answers.reg_date, today) == 26",
        "weeks_between(answers.never_asked, today) == null",
        "working_days_after(today, 2) == '2026-11-24'",
        "working_days_after(answers.never_asked, 2) == null",
        "certificate_year(answers.cert_no) == year_of(answers.reg_date)",
        "answers.cert_no.startsWith('J')",
        "size(answers.children) == 3",
        "answers.children.exists(c, has(c.child_birth) && c.child_birth == '2024-05')",
    ],
)
def test_what_holds(source: str) -> None:
    assert Expression(source).holds(SCOPE)
    assert Expression(source).strange == ()


@pytest.mark.parametrize("source", ["null", "answers.m_name", "1", "answers.never_asked"])
def test_only_true_holds(source: str) -> None:
    assert not Expression(source).holds(SCOPE)


@pytest.mark.parametrize("source", ["answers.", "a b", "'open", "answers.a ==", ")"])
def test_what_is_no_cel_says_where(source: str) -> None:
    with pytest.raises(BadExpression, match=r"<input>:1:\d+"):
        Expression(source)


@pytest.mark.parametrize("source", ["answers.never_asked > 3", "age(1)", "answers.m_name + 1"])
def test_what_cannot_be_worked_out_is_our_fault_and_tells_no_answer(source: str) -> None:
    with pytest.raises(Fault) as caught:
        Expression(source).holds(SCOPE)
    assert source in str(caught.value)
    assert "巴特尔" not in str(caught.value)


def test_working_days_are_counted_by_the_calendar_of_the_occasion() -> None:
    moved = Calendar.of([Year(2026, (), (date(2026, 11, 22),))])
    source = "working_days_after(answers.never_asked == null ? today : '', 1)"
    assert Expression(source).value(SCOPE) == "2026-11-23"
    assert Expression(source).value(replace(SCOPE, calendar=moved)) == "2026-11-22"


def test_an_expression_knows_what_it_speaks_of() -> None:
    found = Expression("answers.m_id != 'answers.f_id' && row.child_sex == null && 'x' in items")
    assert found.answers == {"m_id"}
    assert found.row == {"child_sex"}
    assert found.items == {"x"}


@pytest.mark.parametrize("source", ["answers['m_id'] != null", "size(answers) > 1", "row != null"])
def test_an_answer_is_read_by_its_name(source: str) -> None:
    with pytest.raises(BadExpression, match="by its name"):
        Expression(source)


def test_an_answer_may_be_called_like_what_holds_it() -> None:
    found = Expression("answers.row == 'first' && answers.answers == null")
    assert found.answers == {"row", "answers"}
    assert not found.row
    assert found.holds(replace(SCOPE, answers={"row": "first"}))


def test_what_hangs_on_items_and_day_alone_is_worked_out_for_each() -> None:
    source = Expression("'birth_reg' in items && today == '2026-11-21'")
    chosen = replace(SCOPE, items=["birth_reg"])
    assert [source.holds(one) for one in (SCOPE, chosen, SCOPE)] == [False, True, False]
    assert not source.holds(replace(chosen, today=date(2026, 11, 22)))


def test_what_is_worked_out_together_comes_out_as_alone() -> None:
    sources = (
        "age(answers.m_id, today) >= 22",
        "answers.never_asked == null",
        "answers.reg_date < add_years(birth_date(answers.m_id), 22)",
        "working_days_after(answers.reg_date, 3) > today",
        "'marriage_reg' in items && answers.m_name == '巴特尔'",
        "row.child_birth == '2024-05' && answers.m_id != null",
        "'birth_reg' in items",
    )
    found = [Expression(source) for source in sources]
    alone = [one.value(SCOPE) for one in found]
    assert alone == [True, True, True, False, True, True, False]
    scope = replace(SCOPE, together=Together(found))
    assert [one.value(scope) for one in found] == alone
    other = replace(scope, answers={}, items=["birth_reg"], row={})
    assert [one.value(other) for one in found[1:2] + found[5:]] == [True, False, True]


def test_who_is_not_among_them_is_worked_out_too() -> None:
    scope = replace(SCOPE, together=Together([Expression("answers.cert_no == null")]))
    assert Expression("answers.m_name == '巴特尔' && sex_of(answers.m_id) == 'male'").holds(scope)


def test_what_it_should_not_speak_of_is_strange() -> None:
    assert Expression("answer.m_id == agee(today)").strange == ("agee", "answer")
    assert Expression("answers.children.all(c, c.child_birth <= today)").strange == ()


def test_the_evaluator_comes_without_its_terminal_program() -> None:
    code = "import sys, kiosk.catalogue.conditions as c; print(*sys.modules); import cel; "
    code += "assert cel.Context is c.cel.Context"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"cel.cli", "typer", "prompt_toolkit"} & set(done.stdout.split())

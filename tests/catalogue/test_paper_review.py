"""Every mistake of an official paper is found, and said where it stands."""

from kiosk.catalogue.findings import Names
from kiosk.catalogue.paper_review import review_papers
from tests.paper import many
from tests.paper.many import FORM, MANY, PROMISE, field, label, line, row

TEXT: dict[str, object] = {"line": "说明"}


def findings(*rows: dict[str, object]) -> list[tuple[str, str]]:
    """What is wrong with a table of two columns."""
    section = {"label": "", "page": "birth", "rows": list(rows)}
    service = many.service({**FORM, "columns": [1, 1], "sections": [section]})
    return [
        (".".join(str(step) for step in one.path[4:]), one.what)
        for one in review_papers(service, Names(service))
    ]


def test_good_papers_have_nothing_wrong() -> None:
    assert list(review_papers(MANY, Names(MANY))) == []


def test_a_cell_that_reaches_down_leaves_its_columns_to_nobody_else() -> None:
    assert findings(row(label("一", rows=2), label("二")), row(label("三"))) == []
    assert findings(row(label("一", rows=2), label("二")), row(label("三"), label("四"))) == [
        ("rows.1.cells", "the cells cover 3 of 2 columns")
    ]


def test_a_row_that_is_too_short_is_found_wherever_it_stands() -> None:
    assert findings(row(label("一", 2)), TEXT, row(label("二"))) == [
        ("rows.2.cells", "the cells cover 1 of 2 columns")
    ]


def test_a_cell_may_not_reach_below_the_last_row() -> None:
    found = findings(row(label("一", rows=3), label("二")), row(label("三")), TEXT)
    assert found == [("rows.0.cells", "a cell reaches 1 rows below the last")]


def test_a_cell_may_not_lie_over_another() -> None:
    rows = (row(label("一"), label("二", rows=2)), row(label("三", 2)))
    assert [where for where, _ in findings(*rows)] == ["rows.1.cells"]


def test_names_in_a_cell_are_known() -> None:
    found = findings(row(line("{nobody|boxes}{sign:priest}{m_name|loud}"), field("nothing")))
    assert [what for _, what in found] == [
        "no field is called 'nobody'",
        "no person is called 'priest'",
        "no way to write an answer is called 'loud'",
        "no field is called 'nothing'",
    ]


def test_a_cell_says_one_thing() -> None:
    found = findings(row({"label": "姓名", "field": "m_name"}, label("二")))
    assert found == [("rows.0.cells.0", "a cell has label and field")]


def test_papers_have_names_of_their_own() -> None:
    twice = many.service(FORM, {**PROMISE, "id": "application"})
    [found] = review_papers(twice, Names(twice))
    assert found.what == "two papers are called 'application'"

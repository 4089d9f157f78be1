"""What a form's author is told to do about a mistake."""

from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.forms import ORDOS, Change, after, mistakes, write
from tests.catalogue.test_mistakes import ask, field, rows


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        (
            lambda c: c["items"][0].update(colour="red"),
            "use one of: from, until, id, title, short,",
        ),
        (
            lambda c: rows(c, 0)[0]["cells"][0].update(colour="red"),
            "label, field, line, span, rows",
        ),
        (lambda c: c.pop("title"), "add title:"),
        (lambda c: c.update(region=150600), 'put it in quotes: "150600"'),
        (lambda c: c["materials"][0].update(source="sent"), "use one of those instead of sent"),
        (lambda c: field(c, "cert_no").update(when="answers."), "write it as: answers.field =="),
    ],
    ids=["a key", "a key of a cell", "none", "a number", "a value", "no CEL"],
)
def test_it_is_said_what_to_do(tmp_path: Path, change: Change, remedy: str) -> None:
    found = after(tmp_path, change)
    assert [one for one in found if remedy in one.remedy], [str(one) for one in found]


def test_a_day_no_calendar_has_is_not_a_matter_of_quotes(tmp_path: Path) -> None:
    write(tmp_path, ORDOS.read_text("utf-8").replace("until: 2025-05-09", "until: 2025-13-09", 1))
    assert [one.remedy for one in mistakes(tmp_path)] == [
        "write it as 2027-01-31: year, month, day"
    ]


def test_a_choice_among_the_people_says_who_signs(tmp_path: Path) -> None:
    def asked(content: dict[str, Any]) -> None:
        options = [{"value": one["id"], "title": one["title"]} for one in content["people"]]
        ask(content, kind="choice", options=options)
        rows(content, 1)[3].update(line="{sign:more}{items|boxes}")

    assert after(tmp_path, asked) == ()

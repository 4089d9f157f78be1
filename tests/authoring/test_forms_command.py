"""`kiosk forms` as its author types it: check, new, preview, diff, schema."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PySide6.QtGui import QImage

from kiosk.authoring.previewing import Drawn, Preview, day_for
from kiosk.catalogue.schema_file import TARGET
from kiosk.cli import main
from tests.catalogue.forms import ORDOS

REFERENCE = Path(__file__).parents[2] / "docs" / "forms-reference.md"
pytestmark = pytest.mark.usefixtures("qapp")


def forms(*words: str) -> Result:
    return CliRunner().invoke(main, ["forms", *words])


def new(region: str, name: str, folder: Path) -> Result:
    titles = ("--zh", "搬家", "--en", "Moving")
    return forms("new", region, name, *titles, "--folder", str(folder))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return a form just started."""
    made = forms(
        "new", "330100", "moving", "--zh", "搬家", "--en", "Moving", "--folder", str(tmp_path)
    )
    assert made.exit_code == 0
    return tmp_path / "330100-moving.yaml"


def mend(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_the_forms_that_ship_are_free_of_mistakes() -> None:
    said = forms("check")
    assert said.exit_code == 0
    assert "no mistake" in said.output


def test_a_new_form_passes_every_check(fresh: Path) -> None:
    assert "<" not in fresh.read_text("utf-8").replace("<-", "")
    assert forms("check", str(fresh)).exit_code == 0


def test_a_new_form_is_advised_to_name_its_own_city(fresh: Path) -> None:
    said = forms("check", str(fresh), "--advice").output
    assert said.count("advice:") == 1
    assert "write your own" in said


def test_every_mistake_is_named_at_once_with_its_line(fresh: Path) -> None:
    mend(fresh, "department: police", "department: polise")
    mend(fresh, "{field: a_phone}", "{field: a_fone}")
    mend(fresh, "'second' in items", "'secnd' in items")
    said = forms("check", str(fresh))
    assert said.exit_code == 1
    lines = fresh.read_text("utf-8").splitlines()
    for wrong in ("polise", "a_fone", "secnd"):
        line = next(number for number, text in enumerate(lines, start=1) if wrong in text)
        assert any(
            one.startswith(f"{fresh.name}:{line}: ") and wrong in one and " — " in one
            for one in said.output.splitlines()
        ), said.output


def test_a_folder_is_checked_as_one_catalogue(fresh: Path) -> None:
    other = fresh.with_name("330100-other.yaml")
    other.write_text(fresh.read_text("utf-8").replace("id: moving\n", "id: other\n", 1), "utf-8")
    said = forms("check", str(fresh.parent))
    assert said.exit_code == 1
    assert "case numbers would be the same" in said.output


def test_a_new_form_never_overwrites_one(fresh: Path) -> None:
    said = forms(
        "new", "330100", "moving", "--zh", "搬", "--en", "M", "--folder", str(fresh.parent)
    )
    assert said.exit_code == 1
    assert "there already" in said.output


@pytest.mark.parametrize(
    ("region", "name"), [("3301", "moving"), ("330100", "搬家"), ("330100", "../x")]
)
def test_a_name_that_is_none_is_told(tmp_path: Path, region: str, name: str) -> None:
    said = new(region, name, tmp_path)
    assert said.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_the_difference_between_two_days_is_the_change_of_law() -> None:
    said = forms("diff", str(ORDOS), "--days", "2025-05-09", "2025-05-10").output
    assert "materials.declaration.title\n  + 结婚登记声明书" in said
    assert "materials.household_books.items\n  - marriage_reg, " in said
    assert "rules" not in said


def test_the_difference_between_two_forms_tells_what_was_and_what_is(fresh: Path) -> None:
    other = fresh.with_name("later.yaml")
    other.write_text(
        fresh.read_text("utf-8").replace("working_days: 5", "working_days: 3"), "utf-8"
    )
    said = forms("diff", str(fresh), str(other)).output
    assert said == "time_limit.1.working_days\n  - 5\n  + 3\n"
    assert forms("diff", str(fresh), str(fresh)).output == "no difference\n"


def test_what_is_put_between_others_is_all_that_differs(fresh: Path) -> None:
    other = fresh.with_name("later.yaml")
    text = fresh.read_text("utf-8")
    basis = "  - {name: {zh: 新办法, en: New measures}, number: 新〔2027〕1号}\n"
    other.write_text(text.replace("basis: ", f"basis:\n{basis}#", 1), "utf-8")
    said = forms("diff", str(fresh), str(other)).output.splitlines()
    assert said[0] == "basis.新办法.name"
    assert all(line.startswith(("basis.新办法", "  + ")) for line in said)
    field = "      - {id: b_name, kind: text, label: {zh: 别名, en: Alias}}\n"
    other.write_text(text.replace("      - id: a_id\n", f"{field}      - id: a_id\n"), "utf-8")
    said = forms("diff", str(fresh), str(other)).output.splitlines()
    assert [line.rpartition(".")[2] for line in said if line[0] != " "] == [
        *("id", "kind", "label", "label (en)")
    ]


def test_days_are_not_told_between_two_days() -> None:
    said = forms("diff", str(ORDOS), "--days", "2025-05-09", "2025-05-10").output
    assert ".until" not in said
    assert ".from" not in said


def test_the_schema_is_the_one_that_lies_beside_the_forms() -> None:
    assert forms("schema").output == TARGET.read_text("utf-8")


def test_the_reference_is_the_one_that_lies_among_the_docs() -> None:
    said = forms("reference").output
    assert said == REFERENCE.read_text("utf-8")
    told = {line.split("`")[1] for line in said.splitlines() if "`" in line and line[0] == "|"}
    assert set(json.loads(TARGET.read_text("utf-8"))["properties"]) <= told | {"from", "until"}


def test_a_preview_shows_every_page_and_paper(fresh: Path, tmp_path: Path) -> None:
    out = tmp_path / "seen"
    assert Preview(fresh, out, date(2026, 11, 23)).draw() == Drawn()
    names = {one.stem for one in out.glob("*.png")}
    assert {"01-guide", "02-items", "03-form-applicant", "paper-1", "06-sign"} <= names
    assert {"07-accepted", "receipt-1"} <= names
    shown = (out / "index.html").read_text("utf-8")
    assert all(f'src="{name}.png?' in shown for name in names)
    assert not QImage(str(out / "03-form-applicant.png")).isNull()


def test_a_preview_keeps_the_last_pictures_and_tells_the_mistake(
    fresh: Path, tmp_path: Path
) -> None:
    out = tmp_path / "seen"
    asked = Preview(fresh, out, date(2026, 11, 23))
    asked.draw()
    before = sorted(one.name for one in out.glob("*.png"))
    mend(fresh, "department: police", "department: polise")
    assert len(asked.draw().mistakes) == 1
    assert sorted(one.name for one in out.glob("*.png")) == before
    assert "polise" in (out / "index.html").read_text("utf-8")


def test_a_preview_follows_the_file(fresh: Path, tmp_path: Path) -> None:
    asked = Preview(fresh, tmp_path / "seen", date(2026, 11, 23))
    rounds: Iterator[int] = iter(range(2))

    class Enough(Exception):
        pass

    def told(drawn: Drawn) -> None:
        if next(rounds) == 0:
            assert drawn.mistakes == ()
            mend(fresh, "working_days: 5", "working_day: 5")
        else:
            assert len(drawn.mistakes) == 1
            raise Enough

    with pytest.raises(Enough):
        asked.watch(told)


def test_a_form_of_the_past_is_shown_as_of_its_last_day(fresh: Path) -> None:
    mend(fresh, "version: 1 ", "until: 2025-05-09\nversion: 1 ")
    assert day_for(fresh, None) == date(2025, 5, 9)
    assert day_for(fresh, date(2024, 1, 1)) == date(2024, 1, 1)


def test_a_preview_takes_answers_and_says_what_they_hide_and_lack(
    fresh: Path, tmp_path: Path
) -> None:
    answers = fresh.with_name("answers.yaml")
    answers.write_text("day: 2026-11-20\nitems: [first]\nanswers: {a_name: 张晓明}\n", "utf-8")
    assert day_for(fresh, None, answers) == date(2026, 11, 20)
    out = tmp_path / "seen"
    said = forms("preview", str(fresh), "--out", str(out), "--answers", str(answers)).output
    assert "请填公民身份号码" in said
    assert "请填公民身份号码" in (out / "index.html").read_text("utf-8")
    assert not list(out.glob("*sign.png"))

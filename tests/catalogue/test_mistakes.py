"""A form's author learns every mistake at once: file, line, what, and what to do."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.mistakes import BrokenCatalogue
from kiosk.catalogue.reading import read_yaml
from kiosk.texts import Language
from tests.catalogue.forms import ORDOS, Change, after, form, mistakes, write


def field(content: dict[str, Any], name: str) -> dict[str, Any]:
    found = [one for page in content["pages"] for one in page["fields"] if one["id"] == name]
    assert isinstance(found[0], dict)
    return found[0]


def rows(content: dict[str, Any], section: int) -> list[dict[str, Any]]:
    found = content["papers"][0]["sections"][section]["rows"]
    assert isinstance(found, list)
    return found


def waits(content: dict[str, Any], item: int, other: str) -> None:
    content["items"][item]["needs"] = [{"item": other}]


SAY = {"zh": "说", "en": "say"}
SLOT = {"id": "early", "start": "09:00", "end": "10:00"}
OFFICE = {"id": "hall", "title": SAY, "division": "150602"}


def excludes(content: dict[str, Any], item: int, other: str) -> None:
    content["items"][item]["excludes"] = [other]


def excluded(content: dict[str, Any], **more: object) -> None:
    one = {"id": "far", "when": "answers.m_name == '远'", "on": ["m_name"]}
    content.setdefault("exclusions", []).append({**one, "say": SAY, "instead": SAY, **more})


def deadline(content: dict[str, Any], **more: object) -> None:
    one = {"id": "soon", "kind": "apply", "title": SAY, "event": "reg_date", "say": SAY}
    content.setdefault("deadlines", []).append({**one, "limit": {"working_days": 30}, **more})


def ask(content: dict[str, Any], **more: object) -> None:
    content["pages"][0]["fields"].append({"id": "more", "label": SAY, **more})


def offer(content: dict[str, Any], **more: object) -> None:
    content["appointment"] = {"offices": [OFFICE], "slots": [SLOT], **more}


CHANGES: list[tuple[Change, str]] = [
    (lambda c: c.update(colour="red"), "colour: extra inputs are not permitted"),
    (lambda c: c.update(version="one"), "version: input should be a valid integer"),
    (lambda c: c.pop("title"), "title: field required"),
    (lambda c: c.update(title={"zh": "婚育"}), "en: field required"),
    (lambda c: c.update(title={"zh": "婚育", "en": ""}), "both languages need words"),
    (lambda c: c.update(title=""), "both languages need words"),
    (lambda c: c.update(title="婚育"), "write it in both languages"),
    (lambda c: c.update(title={"zh": "婚", "en": "M", "mn": "Г"}), "only zh and en"),
    (lambda c: c["items"].append(c["items"][0]), "'marriage_reg' stands twice among the items"),
    (lambda c: c["materials"][3].pop("from"), "'household_books' stands twice"),
    (lambda c: field(c, "children")["fields"].append({**field(c, "children")["fields"][0]}),
     "'child_name' stands twice among the fields of 'children'"),
    (lambda c: waits(c, 0, "hukou_marital"), "waits for itself in a circle"),
    (lambda c: waits(c, 3, "birth_reg"), "waits for itself in a circle"),
    (lambda c: field(c, "m_phone").update(when="answers.m_phone != null"), "itself in a circle"),
    (lambda c: (field(c, "m_phone").update(when="answers.f_phone != null"),
                field(c, "f_phone").update(default="answers.m_phone")), "itself in a circle"),
    (lambda c: waits(c, 3, "death_reg"), "no item is called 'death_reg'"),
    (lambda c: c["items"][1]["needs"][0].update(unless="cert"), "no field is called 'cert'"),
    (lambda c: c["items"][0].update(department="tax"), "no department is called 'tax'"),
    (lambda c: c["items"][0].update(must_with=["tax"]), "no item is called 'tax'"),
    (lambda c: c["items"][0].update(after=["tax"]), "no item is called 'tax'"),
    (lambda c: c["items"][0].update(after=["hukou_marital"]), "waits for itself in a circle"),
    (lambda c: c["materials"][5].update(items=["tax"]), "no item is called 'tax'"),
    (lambda c: c["materials"][5].update(made_by="tax"), "no item is called 'tax'"),
    (lambda c: c["people"][0].update(phone="fax"), "no field is called 'fax'"),
    (lambda c: c["people"][0].update(signature="m_name"), "'m_name' is no signature"),
    (lambda c: field(c, "child_order").pop("options"), "has nothing to choose from"),
    (lambda c: field(c, "children").pop("fields"), "'children' repeats nothing"),
    (lambda c: field(c, "mover_name").update(sentence="{who} moves"), "other places than {this}"),
    (lambda c: field(c, "host_name").update(other_of="guest"), "no field is called 'guest'"),
    (lambda c: field(c, "do_spouse_move").update(item="tax"), "no item is called 'tax'"),
    (lambda c: field(c, "cert_no").update(when="answers."), "this is no CEL"),
    (lambda c: field(c, "cert_no").update(when="answers.fax == 1"), "no field is called 'fax'"),
    (lambda c: field(c, "cert_no").update(when="'tax' in items"), "no item is called 'tax'"),
    (lambda c: field(c, "cert_no").update(default="tomorow"), "function is called 'tomorow'"),
    (lambda c: field(c, "cert_no").update(required="row.x == 1"), "'row.x' stands in no row"),
    (lambda c: field(c, "children")["fields"][0].update(when="row.x == 1"), "row is called 'x'"),
    (lambda c: c["rules"][0].update(check="sexof(answers.m_id)"), "function is called 'sexof'"),
    (lambda c: c["rules"][0].update(on=["fax"]), "no field is called 'fax'"),
    (lambda c: c["guide"]["who"][0].update(rule="a b"), "this is no CEL"),
    (lambda c: c["items"][0]["conditions"][0].update(on=["fax"]), "no field is called 'fax'"),
    (lambda c: rows(c, 0)[0]["cells"][1].update(field="fax"), "no field is called 'fax'"),
    (lambda c: rows(c, 0)[0]["cells"].pop(), "the cells cover 3 of 4 columns"),
    (lambda c: rows(c, 1)[3].update(line="{fax}"), "no field is called 'fax'"),
    (lambda c: rows(c, 1)[3].update(line="{m_name|bold}"), "way to write an answer is called"),
    (lambda c: rows(c, 1)[3].update(line="{items}"), "items stand in a line with their boxes"),
    (lambda c: rows(c, 1)[3].update(line="{sign:witness}"), "no person is called 'witness'"),
    (lambda c: rows(c, 2)[7].update(line="{m_name}"), "no field is called 'm_name'"),
    (lambda c: rows(c, 2)[7].update(each="m_name"), "no repeating group is called 'm_name'"),
    (lambda c: c["papers"][0]["sections"][0].update(page="x"), "no page is called 'x'"),
    (lambda c: c.update({"from": date(2026, 2, 1), "until": date(2026, 1, 1)}), "it ends before"),
    (lambda c: c["people"][0].pop("signature"), "nobody signs at 'm_sign'"),
    (lambda c: [one.pop("signature") for one in c["people"]], "nobody signs this"),
    (lambda c: excludes(c, 0, "swimming"), "no item is called 'swimming'"),
    (lambda c: excludes(c, 0, "marriage_reg"), "comes with marriage_reg"),
    (lambda c: excludes(c, 1, "marriage_reg"), "'hukou_marital' comes with hukou_marital and m"),
    (lambda c: excluded(c, on=["fax"]), "no field is called 'fax'"),
    (lambda c: excluded(c, items=["tax"]), "no item is called 'tax'"),
    (lambda c: excluded(c, when="answers.fax"), "no field is called 'fax'"),
    (lambda c: [excluded(c), excluded(c)], "'far' stands twice among the exclusions"),
    (lambda c: deadline(c, event="fax"), "no field is called 'fax'"),
    (lambda c: deadline(c, event="m_name"), "'m_name' is no date to count from"),
    (lambda c: deadline(c, event=None), "so nobody is ever late"),
    (lambda c: deadline(c, items=["tax"]), "no item is called 'tax'"),
    (lambda c: deadline(c, limit={}), "a limit is so many"),
    (lambda c: deadline(c, limit={"months": 1, "working_days": 1}), "a limit is so many"),
    (lambda c: deadline(c, say={"zh": "{when}", "en": "{day}"}), "other places than {day}"),
    (lambda c: [deadline(c), deadline(c)], "'soon' stands twice among the deadlines"),
    (lambda c: c["items"][0].update(time_limit={}), "a limit is so many"),
    (lambda c: c["time_limit"][0].update(months=1), "a limit is so many"),
    (lambda c: ask(c, kind="appointment"), "asks for an appointment, and there is none"),
    (offer, "no field asks for the appointment"),
    (lambda c: offer(c, offices=[]), "an appointment without offices"),
    (lambda c: offer(c, slots=[]), "an appointment without slots"),
    (lambda c: offer(c, slots=[SLOT, SLOT]), "'early' stands twice among the slots"),
    (lambda c: offer(c, slots=[{**SLOT, "end": "08:00"}]), "'early' ends before it begins"),
    (lambda c: field(c, "cert_no").update(when="answers.mover_name == 'man'"), "never 'man'"),
    (lambda c: field(c, "cert_no").update(when="'a' != answers.delivery"), "is never 'a'"),
    (lambda c: field(c, "cert_no").update(when="answers.host_name in ['wife', 'x']"), "never 'x'"),
    (lambda c: field(c, "cert_no").update(when="answers.not_rural == 'yes'"), "is never 'yes'"),
    (lambda c: c.update(icon="hat"), "no icon is called 'hat'"),
    (lambda c: c["materials"][0].update(icon="hat"), "no icon is called 'hat'"),
    (lambda c: field(c, "m_name")["guide"].update(picture="cat"), "no picture is called 'cat'"),
    (lambda c: field(c, "m_name")["guide"].update(picture="id_card:ear"), "called 'ear'"),
    (lambda c: c["materials"][1].update(source="produced"), "is produced by no item"),
    (lambda c: ask(c, kind="digits"), "'more' does not say how many digits"),
    (lambda c: ask(c, kind="digits", min_length=6, max_length=5), "longer than at most"),
    (lambda c: ask(c, kind="text", min_count=30), "more rows than at most"),
    (lambda c: ask(c, kind="text", open_end=True), "is no date, so it has no open end"),
    (lambda c: ask(c, kind="photo", instead=SAY), "'more' is taken without asking first"),
    (lambda c: ask(c, kind="photo", instead=SAY, consent="fax"), "no field is called 'fax'"),
    (lambda c: ask(c, kind="photo", instead=SAY, consent="m_name"), "'m_name' allows nothing"),
    (lambda c: ask(c, kind="fingerprint", consent="not_rural"), "leaves no other way"),
    (lambda c: c.update(unpublished=["fee"]), "fee is given, and said not to be published"),
    (lambda c: c["guide"].pop("fee"), "fee is neither given nor said not to be published"),
    (lambda c: c.pop("time_limit"), "time_limit is neither given nor said"),
    (lambda c: c["guide"].pop("delivery"), "delivery is neither given nor said"),
    (lambda c: c.pop("materials"), "materials is neither given nor said"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[said for _, said in CHANGES])
def test_every_mistake_is_seen(tmp_path: Path, change: Change, said: str) -> None:
    found = after(tmp_path, change)
    assert [one for one in found if said in one.what], [str(one) for one in found]
    assert all(one.file == "form.yaml" and one.line and one.remedy for one in found)


def test_the_form_as_it_is_has_none(tmp_path: Path) -> None:
    assert after(tmp_path, lambda content: None) == ()


def test_the_line_is_where_the_mistake_stands(tmp_path: Path) -> None:
    text = ORDOS.read_text("utf-8")
    write(tmp_path, text.replace("department: health", "department: wealth"))
    line = text.splitlines().index("    department: health") + 1
    assert [one.line for one in mistakes(tmp_path)] == [line]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("id: a\nid: b\n", 2, "the key 'id' stands twice"),
        ("id: [a\n", 2, "expected ',' or ']'"),
        ("id: a\nfrom: 2026-02-30\n", 2, "no calendar has the day 2026-02-30"),
        ("id: a\n\tb: c\n", 2, "tab character"),
        ("", 1, "valid dictionary"),
        ("- a\n", 1, "valid dictionary"),
        ("? [a]\n: b\n", 1, "a key is one word"),
        ("id: a\nline: {{m_name}}\n", 2, "a key is one word"),
        ("id: a\nx: &x [*x]\n", 2, "this part stands within itself"),
        ("id: a\nx: !!python/name:os.system a\n", 2, "no form has a"),
        ("id: a\nx: !secret a\n", 2, "no form has a !secret"),
    ],
)
def test_what_is_no_form_at_all(tmp_path: Path, text: str, line: int, said: str) -> None:
    write(tmp_path, text)
    first = mistakes(tmp_path)[0]
    assert (first.line, said in str(first)) == (line, True), str(first)


def test_what_is_no_text_at_all(tmp_path: Path) -> None:
    (tmp_path / "form.yaml").write_bytes("id: 婚".encode("gb18030"))
    assert "UTF-8" in mistakes(tmp_path)[0].remedy


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    content = form()
    content["items"][0]["department"] = "tax"
    content["rules"][0]["check"] = "("
    write(tmp_path, content, "b.yaml")
    write(tmp_path, "id: [", "a.yaml")
    found = mistakes(tmp_path)
    assert [one.file for one in found] == ["a.yaml", "b.yaml", "b.yaml"]


def test_the_trouble_says_the_first_and_how_many_more_in_one_line(tmp_path: Path) -> None:
    content = form()
    content["items"][0]["department"] = "tax"
    content["rules"][0]["check"] = "("
    write(tmp_path, content)
    with pytest.raises(BrokenCatalogue) as caught:
        Catalogue.load(tmp_path)
    assert caught.value.code == "catalogue.broken"
    for language in Language:
        said = caught.value.say[language]
        assert "form.yaml" in said
        assert "\n" not in said
    assert "(1 more)" in caught.value.say.en


def test_one_version_twice(tmp_path: Path) -> None:
    write(tmp_path, form(), "a.yaml")
    write(tmp_path, form(), "b.yaml")
    assert [str(one) for one in mistakes(tmp_path)] == [
        f"b.yaml:{mistakes(tmp_path)[0].line}: a.yaml has version 1 of 150600-marriage-birth "
        "already — count version: up"
    ]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "no form file" in mistakes(tmp_path)[0].what


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("7", 7),
        ("-7", -7),
        ("0.16", 0.16),
        ("'7'", "7"),
        ("true", True),
        ("'true'", "true"),
        ("", None),
        ("null", None),
        ("2026-11-23", date(2026, 11, 23)),
        ("'2026-11-23'", "2026-11-23"),
        ("2026-11-23 10:00", "2026-11-23 10:00"),
        ("15060220061121998X", "15060220061121998X"),
    ],
)
def test_words_are_words(tmp_path: Path, written: str, read: object) -> None:
    assert read_yaml(write(tmp_path, f"- {written}\n")) == ([read], [])

"""The list of a region: what can be done here leads to its guide, the rest is at the window."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.contents import Contents, chapters
from kiosk.catalogue.covers import holds as region_holds
from kiosk.catalogue.reading import read_yaml
from kiosk.catalogue.schema_file import LISTS, schema_text
from tests.catalogue.forms import form, mistakes, write

DAY, HALL = date(2026, 11, 23), "150602"
LIST = FORMS / "lists" / "150600.yaml"
Change = Callable[[dict[str, Any]], object]
NOTICE = {
    "personal": [
        "新生儿出生", "入园入学", "大中专学生毕业", "就业", "就医", "婚育", "扶残", "助困",
        "军人退役", "二手房交易及水电气联动过户", "退休", "身后",
    ],
    "enterprise": [
        "开办", "工程建设", "生产经营", "惠企政策兑现", "员工录用", "不动产登记", "注销",
    ],
}  # fmt: skip


def listed() -> dict[str, Any]:
    """Return the list as data, with the one service of `folder_with`."""
    content, _ = read_yaml(LIST)
    for group in content["groups"]:
        for entry in group["entries"]:
            entry["services"] = ["marriage-birth"] if entry["id"] == "marriage_birth" else []
    return dict(content)


def folder_with(folder: Path, content: object) -> Path:
    write(folder, form())
    (folder / "lists").mkdir()
    write(folder / "lists", content, "150600.yaml")
    return folder


def after(folder: Path, change: Change) -> list[tuple[int, str]]:
    content = listed()
    change(content)
    return [(one.line, one.what) for one in mistakes(folder_with(folder, content))]


def test_it_is_the_list_of_the_notice() -> None:
    contents = Catalogue.load().contents(HALL, DAY)
    assert contents is not None
    titles = {one.id: [entry.title.zh for entry in one.entries] for one in contents.groups}
    assert titles == NOTICE


def test_every_service_of_the_program_has_its_place() -> None:
    catalogue = Catalogue.load()
    services = catalogue.services(DAY)
    found = chapters(catalogue.contents(HALL, DAY), services, HALL)
    keys = [one.key for group in found for matter in group.matters for one in matter.services]
    assert sorted(keys) == sorted(one.key for one in services)
    assert len(found) == len(NOTICE)


def test_the_own_region_comes_first_and_what_no_list_names_last(tmp_path: Path) -> None:
    folder_with(tmp_path, listed())
    write(tmp_path, {**form(), "region": "130000"}, "a.yaml")
    write(tmp_path, {**form(), "region": "130000", "id": "else", "code": "02"}, "b.yaml")
    catalogue = Catalogue.load(tmp_path)
    people, _, rest = chapters(catalogue.contents(HALL, DAY), catalogue.services(DAY), HALL)
    (matter,) = [one for one in people.matters if one.services]
    assert [one.region for one in matter.services] == ["150600", "130000"]
    assert [one.key for one in rest.matters[0].services] == ["130000-else"]


def test_without_a_list_the_services_stand_alone(tmp_path: Path) -> None:
    write(tmp_path, form())
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.contents(HALL, DAY) is None
    (only,) = chapters(None, catalogue.services(DAY), HALL)
    assert [one.title.zh for one in only.matters] == ["公民婚育"]


def test_the_nearest_list_in_force_counts(tmp_path: Path) -> None:
    folder_with(tmp_path, {**listed(), "until": date(2026, 12, 31)})
    write(tmp_path / "lists", {**listed(), "region": "150000"}, "150000.yaml")
    catalogue = Catalogue.load(tmp_path)
    near, later = catalogue.contents(HALL, DAY), catalogue.contents(HALL, date(2027, 1, 1))
    assert near is not None
    assert later is not None
    assert (near.region, later.region) == ("150600", "150000")
    assert catalogue.contents("310101", DAY) is None


def test_an_entry_counts_from_its_day(tmp_path: Path) -> None:
    content = listed()
    content["groups"][0]["entries"][1]["from"] = date(2027, 1, 1)
    catalogue = Catalogue.load(folder_with(tmp_path, content))
    before, then = catalogue.contents(HALL, DAY), catalogue.contents(HALL, date(2027, 1, 1))
    assert before is not None
    assert then is not None
    assert len(before.groups[0].entries) + 1 == len(then.groups[0].entries)


def test_the_hash_says_that_a_list_changed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FORMS, tmp_path / "forms"))
    before = Catalogue.load(folder).hash
    file = folder / "lists" / LIST.name
    file.write_bytes(file.read_bytes() + b"\n")
    assert Catalogue.load(folder).hash != before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.pop("region"), "region: field required"),
        (lambda c: c.update(colour="red"), "colour: extra inputs are not permitted"),
        (
            lambda c: c["groups"][0]["entries"][5].update(services=["wedding"]),
            "no service has the id 'wedding'",
        ),
        (
            lambda c: c["groups"][0]["entries"][0].update(services=["marriage-birth"]),
            "the service 'marriage-birth' stands under two entries",
        ),
        (
            lambda c: c["groups"][1]["entries"][0].update(id="school"),
            "the entry 'school' stands twice",
        ),
        (
            lambda c: c["groups"][0].update(title="个人"),
            "groups.0.title: value error, write it in both languages, as {zh: …, en: …}",
        ),
    ],
)
def test_every_mistake_has_its_line_and_its_remedy(
    tmp_path: Path, change: Change, said: str
) -> None:
    ((line, what),) = after(tmp_path, change)
    assert what == said
    assert line >= 1


def test_no_yaml_is_said_too(tmp_path: Path) -> None:
    (found,) = mistakes(folder_with(tmp_path, "groups: [\n"))
    assert found.file == "150600.yaml"
    assert found.remedy


@pytest.mark.parametrize(
    ("region", "holds"),
    [("150602", True), ("150600", True), ("150000", True), ("150603", False), ("130000", False)],
)
def test_which_region_holds_the_hall(region: str, holds: bool) -> None:
    assert region_holds(region, HALL) is holds


def test_its_shape_is_described_for_editors() -> None:
    assert LISTS.read_text("utf-8") == schema_text(Contents)
    content, _ = read_yaml(LIST)
    schema = json.loads(schema_text(Contents))
    as_json = json.loads(json.dumps(content, default=str))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(as_json)) == []

"""A form changes only on the days it names; services of a region never share a code."""

from datetime import date, timedelta
from pathlib import Path

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.part import boundaries
from kiosk.catalogue.schema import JointService
from tests.catalogue.forms import form, mistakes, write

KEY = "150600-marriage-birth"
FIRST, NEW_LAW = date(2022, 12, 29), date(2025, 5, 10)
CATALOGUE = Catalogue.load()


def test_the_days_on_which_something_changes() -> None:
    service = JointService.model_validate(form())
    assert set(boundaries(service)) == {FIRST, NEW_LAW}


def test_between_those_days_it_is_the_very_same() -> None:
    old = CATALOGUE.service(KEY, NEW_LAW - timedelta(days=1))
    new = CATALOGUE.service(KEY, NEW_LAW)
    assert CATALOGUE.service(KEY, FIRST) is old
    assert CATALOGUE.service(KEY, date(2026, 11, 23)) is new
    assert CATALOGUE.exact(KEY, 1, FIRST) is old
    assert old != new


def test_services_of_one_region_need_codes_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, form(), "a.yaml")
    write(tmp_path, {**form(), "id": "afterlife"}, "b.yaml")
    (found,) = mistakes(tmp_path)
    assert found.file == "b.yaml"
    assert found.what.startswith("a.yaml has code '01' already")
    write(tmp_path, {**form(), "id": "afterlife", "code": "02"}, "b.yaml")
    assert len(Catalogue.load(tmp_path).services(NEW_LAW)) == 2


def test_what_ends_may_not_be_spoken_of_any_more(tmp_path: Path) -> None:
    content = form()
    content["pages"][0]["fields"][2]["until"] = date(2026, 12, 31)
    write(tmp_path, content)
    found = mistakes(tmp_path)
    assert {one.what for one in found} == {"from 2027-01-01 on, no field is called 'm_phone'"}


def test_what_replaces_it_may(tmp_path: Path) -> None:
    content = form()
    phone = content["pages"][0]["fields"][2]
    phone["until"] = date(2026, 12, 31)
    again = {**phone, "from": date(2027, 1, 1)}
    del again["until"]
    content["pages"][0]["fields"].append(again)
    write(tmp_path, content)
    assert mistakes(tmp_path) == ()

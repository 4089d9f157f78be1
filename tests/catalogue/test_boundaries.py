"""A form changes only on the days it names; two forms never get in each other's way."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.mistakes import BrokenCatalogue
from kiosk.catalogue.part import boundaries
from kiosk.catalogue.reading import read_yaml
from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble

KEY = "150600-marriage-birth"
FORM = FORMS / f"{KEY}.yaml"
FIRST, NEW_LAW = date(2022, 12, 29), date(2025, 5, 10)
CATALOGUE = Catalogue.load()
DAY = timedelta(days=1)


def test_it_is_offered_from_the_day_of_the_document() -> None:
    assert CATALOGUE.services(FIRST - DAY) == ()
    assert [one.key for one in CATALOGUE.services(FIRST)] == [KEY]
    with pytest.raises(Trouble, match="no service"):
        CATALOGUE.service(KEY, FIRST - DAY)


def test_the_days_on_which_something_changes() -> None:
    service = JointService.model_validate(read_yaml(FORM)[0])
    assert set(boundaries(service)) == {FIRST, NEW_LAW}


def test_between_those_days_it_is_the_very_same() -> None:
    old, new = CATALOGUE.service(KEY, NEW_LAW - DAY), CATALOGUE.service(KEY, NEW_LAW)
    assert CATALOGUE.service(KEY, FIRST) is old
    assert CATALOGUE.service(KEY, date(2026, 11, 23)) is new
    assert CATALOGUE.exact(KEY, 1, FIRST) is old


def test_the_law_of_2025_takes_the_booklet_and_asks_for_a_declaration() -> None:
    def wanted(day: date, item: str) -> set[str]:
        return {one.id for one in CATALOGUE.service(KEY, day).materials if item in one.items}

    old, new = NEW_LAW - DAY, NEW_LAW
    assert wanted(old, "marriage_reg") == {"household_books", "photos"}
    assert wanted(new, "marriage_reg") == {"declaration", "photos"}
    for item in ("hukou_marital", "hukou_spouse_move"):
        assert "household_books" in wanted(old, item) & wanted(new, item)
    assert "国令第804号" not in {one.number for one in CATALOGUE.service(KEY, old).basis}
    assert "国令第804号" in {one.number for one in CATALOGUE.service(KEY, new).basis}


def with_another(folder: Path, **changed: str) -> Catalogue:
    text = FORM.read_text("utf-8")
    (folder / "a.yaml").write_text(text, "utf-8")
    for old, new in changed.items():
        line = next(one for one in text.splitlines() if one.startswith(f"{old}:"))
        text = text.replace(line, f"{old}: {new}", 1)
    (folder / "b.yaml").write_text(text, "utf-8")
    return Catalogue.load(folder)


def test_the_newer_version_counts_from_its_day(tmp_path: Path) -> None:
    both = with_another(tmp_path, version="2", **{"from": "2026-12-01"})
    assert both.service(KEY, date(2026, 11, 30)).version == 1
    assert both.service(KEY, date(2026, 12, 1)).version == 2
    assert both.exact(KEY, 1, date(2026, 12, 1)).version == 1
    assert both.hash != CATALOGUE.hash
    with pytest.raises(Trouble, match="version 3"):
        both.exact(KEY, 3, date(2026, 12, 1))


def test_services_of_one_region_need_codes_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(BrokenCatalogue, match="has code '01' already") as caught:
        with_another(tmp_path, id="afterlife")
    assert [one.file for one in caught.value.mistakes] == ["b.yaml"]
    assert [len(with_another(tmp_path, id="afterlife", code='"02"').services(NEW_LAW))] == [2]

"""What can be applied for on a day, and the very form of an old case."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.errors import Trouble
from tests.catalogue.forms import form, write

KEY = "150600-marriage-birth"
BEFORE, FIRST = date(2022, 12, 28), date(2022, 12, 29)
OLD_RULES, NEW_RULES = date(2025, 5, 9), date(2025, 5, 10)
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def ordos() -> Catalogue:
    return Catalogue.load()


def two_versions(folder: Path) -> Catalogue:
    write(folder, form(), "one.yaml")
    write(folder, {**form(), "version": 2, "from": date(2026, 1, 1)}, "two.yaml")
    return Catalogue.load(folder)


def test_a_service_begins_with_its_document(ordos: Catalogue) -> None:
    assert KEY not in {one.key for one in ordos.services(BEFORE)}
    assert KEY in {one.key for one in ordos.services(FIRST)}


def test_the_day_decides_what_is_in_force(ordos: Catalogue) -> None:
    def materials(day: date) -> dict[str, tuple[str, ...]]:
        return {one.id: one.items for one in ordos.service(KEY, day).materials}

    assert "marriage_reg" in materials(OLD_RULES)["household_books"]
    assert "marriage_reg" not in materials(NEW_RULES)["household_books"]
    assert "declaration" not in materials(OLD_RULES)
    assert materials(NEW_RULES)["declaration"] == ("marriage_reg",)


def test_the_same_day_gives_the_same_service(ordos: Catalogue) -> None:
    assert ordos.service(KEY, TODAY) is ordos.service(KEY, TODAY)


def test_the_newest_version_in_force_is_offered(tmp_path: Path) -> None:
    both = two_versions(tmp_path)
    assert both.service(KEY, date(2025, 12, 31)).version == 1
    assert both.service(KEY, date(2026, 1, 1)).version == 2
    assert [one.version for one in both.services(TODAY)] == [2]


def test_an_old_case_finds_its_very_form(tmp_path: Path) -> None:
    both = two_versions(tmp_path)
    old = both.exact(KEY, 1, date(2025, 5, 1))
    assert old.version == 1
    assert "declaration" not in {one.id for one in old.materials}


@pytest.mark.parametrize(("key", "version", "day"), [("x", 1, TODAY), (KEY, 99, TODAY)])
def test_what_was_never_offered(ordos: Catalogue, key: str, version: int, day: date) -> None:
    with pytest.raises(Trouble) as caught:
        ordos.exact(key, version, day)
    assert caught.value.code == "catalogue.no_service"


def test_what_is_not_in_force_yet(ordos: Catalogue) -> None:
    with pytest.raises(Trouble, match="150600-marriage-birth"):
        ordos.service(KEY, BEFORE)


def test_the_hash_changes_with_any_form(tmp_path: Path) -> None:
    file = write(tmp_path, form())
    first = Catalogue.load(tmp_path).hash
    assert Catalogue.load(tmp_path).hash == first
    file.write_text(file.read_text("utf-8") + "# a word\n", "utf-8")
    assert Catalogue.load(tmp_path).hash != first


def test_every_form_that_ships_is_whole() -> None:
    assert len(Catalogue.load(FORMS).services(TODAY)) >= 1

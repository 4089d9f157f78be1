"""Covers are good for as long as no form changed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.covers import Cover, KeptCovers, cover_of


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORMS, tmp_path / "forms"))


@pytest.fixture
def covers(forms: Path) -> tuple[Cover, ...]:
    found = Catalogue.load(forms).services(date(2026, 11, 21))
    assert found
    return tuple(map(cover_of, found))


def test_what_was_kept_is_found_again(
    tmp_path: Path, forms: Path, covers: tuple[Cover, ...]
) -> None:
    file = tmp_path / "covers.json"
    assert KeptCovers(file, forms).read() == ()
    KeptCovers(file, forms).keep(covers)
    assert KeptCovers(file, forms).read() == covers


def test_a_changed_form_has_another_cover(
    tmp_path: Path, forms: Path, covers: tuple[Cover, ...]
) -> None:
    file = tmp_path / "covers.json"
    KeptCovers(file, forms).keep(covers)
    form = next(forms.glob("*.yaml"))
    form.write_bytes(form.read_bytes() + b"\n")
    assert KeptCovers(file, forms).read() == ()


def test_what_central_publishes_makes_other_covers(
    tmp_path: Path, forms: Path, covers: tuple[Cover, ...]
) -> None:
    file, beside = tmp_path / "covers.json", tmp_path / "catalogue.json"
    KeptCovers(file, forms, beside).keep(covers)
    assert KeptCovers(file, forms, beside).read() == covers
    beside.write_bytes(b"{}")
    assert KeptCovers(file, forms, beside).read() == ()


@pytest.mark.parametrize("content", [b"", b"[]", b"{\xff", b'{"forms": [], "covers": 1}'])
def test_damaged_covers_are_none(tmp_path: Path, forms: Path, content: bytes) -> None:
    file = tmp_path / "covers.json"
    file.write_bytes(content)
    assert KeptCovers(file, forms).read() == ()


def test_covers_that_cannot_be_kept_stop_nobody(
    tmp_path: Path, forms: Path, covers: tuple[Cover, ...]
) -> None:
    kept = KeptCovers(tmp_path / "gone" / "covers.json", forms)
    kept.keep(covers)
    assert kept.read() == ()

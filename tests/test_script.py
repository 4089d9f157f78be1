"""Files of answers: the day they are for, and those who sign."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.errors import Trouble
from kiosk.script import SAMPLES, read_script

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_sample_is_for_a_service_of_its_day_and_signed_by_all(file: Path) -> None:
    script = read_script(file, None)
    service = Catalogue.load().service(script.service, script.day or TODAY)
    assert service.key == file.stem
    assert set(script.signatures) == {one.id for one in service.people if one.signature}
    assert not any(strokes.blank for strokes in script.signatures.values())


def test_what_is_over_says_its_day() -> None:
    assert read_script(None, "532300-marriage-cross-region").day == date(2025, 3, 12)
    assert read_script(None, None).day is None


def test_a_day_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("day: soon\n", "utf-8")
    with pytest.raises(Trouble) as caught:
        read_script(file, None)
    assert caught.value.code == "walk.answers"

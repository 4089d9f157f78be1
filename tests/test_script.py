"""Files of answers: the day they are for, and those who sign."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble
from kiosk.hosting import hosting
from kiosk.script import SAMPLES, Script, read_script
from kiosk.settings import Settings
from kiosk.visits.visit import Visit

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


def written(folder: Path, text: str) -> Script:
    file = folder / "answers.yaml"
    file.write_text(text, "utf-8")
    return read_script(file, None)


def test_a_day_among_the_answers_may_stand_without_quotes(tmp_path: Path) -> None:
    script = written(tmp_path, "answers: {reg_date: 2026-11-23, rows: [{born: 2020-02-29}]}\n")
    assert script.answers == {"reg_date": "2026-11-23", "rows": [{"born": "2020-02-29"}]}


def test_rows_that_are_there_from_the_first_are_filled_in_first() -> None:
    known, names = Catalogue.load().service("150600-marriage-birth", TODAY), ["巴图", "娜仁"]
    content = known.model_dump_json().replace('"min_count":0', '"min_count":1')
    service = JointService.model_validate_json(content)
    script = replace(
        read_script(None, None),
        answers={
            "preg_state": "born",
            "children": [{"child_name": "巴图"}, {"child_name": "娜仁"}],
        },
        items=("birth_reg",),
    )
    visit = Visit().choose_service(service, TODAY).next().filled(script.chosen)
    filling = script.answered(visit).filling
    assert filling is not None
    assert [row["child_name"] for row in filling.answers["children"]] == names  # type: ignore[index, union-attr]  # rows


def test_a_proof_among_the_answers_stands_for_the_item_it_proves(tmp_path: Path) -> None:
    service = Catalogue.load().service("150600-marriage-birth", TODAY)
    asked = "items: [hukou_marital]\nanswers: {cert_no: J150602-2026-000123}\n"
    filling = written(tmp_path, asked).chosen(Filling.start(service, TODAY))
    assert filling.items == ("hukou_marital",)
    without = written(tmp_path, "items: [hukou_marital]\n").chosen(Filling.start(service, TODAY))
    assert without.items == ("marriage_reg", "hukou_marital")


def test_a_hall_of_its_region_is_found_for_a_form_from_elsewhere(tmp_path: Path) -> None:
    copy(FORMS / "130000-newborn.yaml", tmp_path)
    settings = hosting(Settings(), tmp_path, "130000-newborn")
    assert settings.hall.district == "130102"
    assert settings.places.forms == tmp_path
    assert hosting(Settings(), tmp_path, "130000-other").hall == Settings().hall


def test_what_no_form_is_of_is_told_otherwise_than_what_is_not_in_force() -> None:
    catalogue = Catalogue.load()
    with pytest.raises(Trouble) as caught:
        catalogue.service("330100-moving", TODAY)
    assert "No form here" in str(caught.value)
    assert "places.forms" in caught.value.remedy.en
    with pytest.raises(Trouble) as caught:
        catalogue.service("532300-marriage-cross-region", TODAY)
    assert "2026-11-23" in str(caught.value)

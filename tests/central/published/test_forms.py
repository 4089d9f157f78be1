"""A form that staff publish at central: checked, kept, and offered at every kiosk."""

from datetime import date
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from kiosk.app import Kiosk, opened
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.mistakes import BrokenCatalogue
from kiosk.central.audit import readings_of
from kiosk.central.overview import received
from kiosk.courier.forms import KeptForms
from kiosk.errors import Trouble
from kiosk.wire.notices import FormNotices
from kiosk.wire.signed import read_signed
from tests.central.chuxiong import forms
from tests.central.hall import Central
from tests.central.published.moving import KEY, apply, form, offered, publish, renew, staff
from tests.central.real_kiosk import central_key, courier_goes

DAY = date(2026, 11, 23)


def test_a_form_reaches_the_kiosk_and_its_cases_their_departments(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    assert KEY not in offered(kiosk)
    publish(central, form(tmp_path / "first"))
    assert courier_goes(central, kiosk) is None
    assert KEY not in offered(kiosk)
    renew(kiosk)
    assert offered(kiosk)[KEY] == 1
    first = apply(kiosk)
    publish(central, form(tmp_path / "second", version=2, title="搬新家"))
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert offered(kiosk)[KEY] == 2
    second = apply(kiosk)
    assert courier_goes(central, kiosk) is None
    for case, version in ((first, 1), (second, 2)):
        with central.database.read() as connection:
            (found,) = received(connection, case.number)
        assert (found.quarantine, case.service.version) == (None, version)
        assert {task.item for task in found.tasks} == {"first", "second"}
        assert kiosk.counter.service_of(case).version == version
    assert not kiosk.counter.line().other_forms


def test_what_was_kept_counts_after_a_restart_without_central(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    assert courier_goes(central, kiosk) is None
    central.stop()
    kiosk.journal.close()
    with opened(kiosk.ground.settings, kiosk.clock) as again:
        assert offered(again)[KEY] == 1


def test_a_withdrawn_version_is_offered_no_more_and_its_cases_stay(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"), form(tmp_path / "second", version=2))
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    case = apply(kiosk)
    assert case.service.version == 2
    assert staff(central, "forms", "withdraw", KEY, 2).exit_code == 0
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert offered(kiosk)[KEY] == 1
    assert kiosk.counter.service_of(case).version == 2
    with central.database.read() as connection:
        (found,) = received(connection, case.number)
    assert found.quarantine is None
    assert staff(central, "forms", "withdraw", KEY, 1).exit_code == 0
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert KEY not in offered(kiosk)
    listed = staff(central, "forms", "list").output.splitlines()
    assert [line.split()[2:6] for line in listed] == [
        ["form", KEY, "version", "1"],
        ["form", KEY, "version", "2"],
        ["withdrawn", KEY, "version", "2"],
        ["withdrawn", KEY, "version", "1"],
    ]


def test_a_form_that_ships_can_be_published_higher_and_withdrawn(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    shipped = forms().service("150600-marriage-birth", DAY)
    assert staff(central, "forms", "withdraw", shipped.key, shipped.version).exit_code == 0
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert shipped.key not in offered(kiosk)
    assert not kiosk.counter.line().other_forms


def test_who_published_what_is_kept_and_cannot_be_changed(central: Central, tmp_path: Path) -> None:
    publish(central, form(tmp_path / "first"))
    staff(central, "forms", "withdraw", KEY, 1)
    with central.database.read() as connection:
        told = [(one.what, one.subject) for one in readings_of(connection)]
    assert told == [("publish", f"{KEY}/1"), ("withdraw", f"{KEY}/1")]
    for change in ("UPDATE gazette SET version = 9", "DELETE FROM gazette"):
        with pytest.raises(DatabaseError, match="stays"), central.database.write() as connection:
            connection.execute(text(change))


def test_the_same_again_changes_nothing(central: Central, tmp_path: Path) -> None:
    file = form(tmp_path / "first")
    publish(central, file)
    assert "nothing new" in staff(central, "forms", "publish", file).output
    shipped = Path("forms") / "150600-marriage-birth.yaml"
    assert "nothing new" in staff(central, "forms", "publish", shipped).output
    assert len(staff(central, "forms", "list").output.splitlines()) == 1


def test_nothing_is_published_with_a_mistake(central: Central, tmp_path: Path) -> None:
    good, bad = form(tmp_path / "good"), form(tmp_path / "bad", version=2)
    bad.write_text(bad.read_text("utf-8").replace("needs:", "neds:"), "utf-8")
    refused = staff(central, "forms", "publish", good, bad)
    assert isinstance(refused.exception, BrokenCatalogue)
    assert "neds" in str(refused.exception)
    assert staff(central, "forms", "list").output == ""


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"version": 2, "title": "搬新家"}, "central.form_version", "write version: 3"),
        ({"version": 1, "title": "搬新家"}, "central.form_version", "version 2 is known already"),
        ({"version": 3, "code": "01"}, "central.form_code", "150600-marriage-birth"),
    ],
)
def test_versions_go_up_and_codes_stay_apart(
    central: Central, tmp_path: Path, changed: dict[str, object], code: str, said: str
) -> None:
    publish(central, form(tmp_path / "first", version=2))
    refused = staff(central, "forms", "publish", form(tmp_path / "other", **changed))  # type: ignore[arg-type]  # its own arguments
    assert isinstance(refused.exception, Trouble)
    assert refused.exception.code == code
    assert said in str(refused.exception)


def test_what_was_withdrawn_comes_back_as_a_higher_version(
    central: Central, tmp_path: Path
) -> None:
    file = form(tmp_path / "first")
    publish(central, file)
    staff(central, "forms", "withdraw", KEY, 1)
    refused = staff(central, "forms", "publish", file)
    assert isinstance(refused.exception, Trouble)
    assert "withdrawn" in str(refused.exception)
    publish(central, form(tmp_path / "again", version=2))


@pytest.mark.parametrize("version", [2, 9])
def test_only_what_is_offered_can_be_withdrawn(
    central: Central, tmp_path: Path, version: int
) -> None:
    publish(central, form(tmp_path / "first", version=2))
    staff(central, "forms", "withdraw", KEY, 2)
    refused = staff(central, "forms", "withdraw", KEY, version)
    assert isinstance(refused.exception, Trouble)
    assert refused.exception.code == "central.no_form"


def test_a_form_that_is_too_large_is_refused(central: Central, tmp_path: Path) -> None:
    file = form(tmp_path / "first")
    file.write_text(file.read_text("utf-8") + "# \n" * 200_000, "utf-8")
    refused = staff(central, "forms", "publish", file)
    assert isinstance(refused.exception, Trouble)
    assert refused.exception.code == "central.form_large"


def test_a_kiosk_whose_program_ships_other_forms_takes_the_published_version(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    ours = form(tmp_path / "ours", title="我们的")
    publish(central, form(tmp_path / "first"))
    assert courier_goes(central, kiosk) is None
    found = KeptForms(kiosk.settings.places.data, central_key(central), ours.parent).catalogue()
    assert found.service(KEY, DAY).title.zh == "搬家"
    assert len(Catalogue.load(ours.parent).versions(KEY)) == 1


def test_the_tag_saves_fetching_again_and_the_word_is_signed(
    central: Central, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    first = httpx2.get(f"{central.url}/v1/catalogue")
    told = read_signed(first.content, FormNotices, central_key(central))
    assert [(one.key, one.version) for one in told.forms] == [(KEY, 1)]
    tag = {"if-none-match": first.headers["etag"]}
    assert httpx2.get(f"{central.url}/v1/catalogue", headers=tag).status_code == 304
    publish(central, form(tmp_path / "second", version=2))
    again = httpx2.get(f"{central.url}/v1/catalogue", headers=tag)
    assert again.status_code == 200
    assert read_signed(again.content, FormNotices, central_key(central)).version > told.version

"""A service that ships with no program: its form as a member of staff writes it."""

from pathlib import Path

from click.testing import CliRunner, Result

from kiosk.app import Kiosk
from kiosk.authoring.starting import Beginning, start
from kiosk.cases.case import Case
from kiosk.cases.filling import Filling
from kiosk.central.database import identity_key
from kiosk.cli_central import central as command
from kiosk.script import Script
from kiosk.standing import standing
from kiosk.texts import Language
from kiosk.visits.visit import Visit
from kiosk.wire.identity import Identity
from tests.cases.wedding import SIGNED
from tests.central.hall import Central
from tests.central.real_kiosk import hand_in

KEY = "150600-moving"
ANSWERS = {
    "a_name": "巴特尔",
    "a_id": "150602200411219993",
    "a_phone": "13804770001",
    "moving": True,
}


def form(folder: Path, version: int = 1, code: str = "90", title: str = "搬家") -> Path:
    """Write it, counted up."""
    folder.mkdir(parents=True, exist_ok=True)
    file = start(Beginning("150600", "moving", title, "Moving"), folder, code)
    text = file.read_text("utf-8").replace("version: 1", f"version: {version}", 1)
    file.write_text(text, "utf-8")
    return file


def staff(central: Central, *words: object) -> Result:
    """Give a command to central."""
    where = ["--folder", str(central.folder), "--database", central.database_url]
    return CliRunner().invoke(command, [*map(str, words), *where])


def filled(kiosk: Kiosk) -> tuple[Filling, Script]:
    """The invented citizen's application, on the form as it stands."""
    script = Script(KEY, None, Language.ZH, ("first", "second"), ANSWERS, {"applicant": SIGNED})
    day = kiosk.clock().astimezone(kiosk.place.zone).date()
    service = kiosk.catalogue.service(KEY, day)
    visit = Visit().choose_service(service, day, kiosk.calendar.at(service.region)).next()
    filling = script.answered(visit.filled(script.chosen)).filling
    assert filling is not None
    assert filling.complete, filling.missing()
    return filling, script


def apply(kiosk: Kiosk) -> Case:
    """Hand one in."""
    return hand_in(kiosk, *filled(kiosk))


def publish(central: Central, *files: Path) -> None:
    """Have staff publish forms."""
    done = staff(central, "forms", "publish", *files)
    assert done.exit_code == 0, done.exception


def renew(kiosk: Kiosk) -> None:
    """Do what the window does between two visits."""
    kiosk.stands = standing(kiosk.ground)


def offered(kiosk: Kiosk) -> dict[str, int]:
    """Return what can be applied for, and in which version."""
    return {one.key: one.version for one in kiosk.backroom.services()}


def identity_of(central: Central) -> Identity:
    """Return the key central signs with, to say what it never said."""
    return Identity.load(identity_key(central.folder))

"""The papers that are kept as pictures, and how they are drawn and compared."""

from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageChops

from kiosk.paper.claim import claim
from kiosk.paper.document import Document
from kiosk.paper.notice import notice
from kiosk.paper.receipt import receipt
from kiosk.paper.slip_sheet import A4, A5
from kiosk.paper.way_out import way_out
from kiosk.texts import Language
from tests.paper import samples
from tests.paper.annex import SERVICE
from tests.paper.couple import ANSWERS, DAY, HARD_NAMES, SIGNED, case, handed, press, snapshot
from tests.paper.reading import image

KEPT = Path(__file__).parent / "kept"
DPI = 72
DIFFERENT = 96
"""Levels of grey between two pixels before they count as different."""


def papers() -> dict[str, Document]:
    """The annex's papers, then those of every service."""
    return {**_annex(), **_services()}


def _services() -> dict[str, Document]:
    found = {f"{key}-{one.kind}": one for key in samples.KEYS for one in samples.drawn(key)}
    for key in samples.KEYS:
        form, case = samples.service(key), samples.case(key)
        slip = receipt(case, form, samples.handed(key))
        found[f"{key}-receipt"] = press().on_sheets(slip, A5, Language.ZH)
    quiet, day = samples.service("130000-afterlife"), samples.DAY
    hall, window = samples.HALL, handed().window
    out = way_out(quiet, quiet.exclusions[0], day, hall, window)
    found["way-out"] = press().on_sheets(out, A5, Language.ZH)
    told = notice(quiet, day, hall, window)
    found["notice-quiet"] = press().on_sheets(told, A4, Language.ZH)
    return found


def _annex() -> dict[str, Document]:
    slip = receipt(case(), SERVICE, handed())
    until = datetime(2026, 11, 24, 10, 31, tzinfo=UTC)
    sealed = claim("7KQ2MX4P", kept_until=until, hall=case().hall, machine=handed().machine)
    many = [{"name": HARD_NAMES, "sex": "male", "born": "2020-01"}] * 16
    long = {**ANSWERS, "m_name": "阿卜杜热合曼·买买提依明·" * 3, "children": many}
    return {
        "application": press().application(case(), SERVICE, SIGNED),
        "preview": press().preview(snapshot(), SERVICE),
        "application-long": press().application(case(long), SERVICE, SIGNED),
        "receipt-a4-en": press().on_sheets(slip, A4, Language.EN),
        "receipt-a5": press().on_sheets(slip, A5, Language.ZH),
        "receipt-roll": press().on_roll(slip, Language.ZH),
        "claim-roll-en": press().on_roll(sealed, Language.EN),
        "notice": press().on_sheets(
            notice(SERVICE, DAY, case().hall, handed().window), A4, Language.ZH
        ),
    }


def pictures() -> dict[str, Image.Image]:
    """Every page of every paper, by the name of its file."""
    return {
        f"{name}-{page + 1}": image(paper.pdf, page, DPI)
        for name, paper in papers().items()
        for page in range(paper.pages)
    }


def share_of_difference(one: Image.Image, other: Image.Image) -> float:
    """How much of the paper looks different, 0 to 1."""
    if one.size != other.size:
        return 1
    levels = ImageChops.difference(one, other).histogram()
    return sum(levels[DIFFERENT:]) / sum(levels)

"""How a kiosk stands: its settings, forms and rooms, put together anew when central publishes."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.afar import names, over
from kiosk.backroom import Backroom
from kiosk.catalogue.catalogue import Catalogue
from kiosk.counter import Counter
from kiosk.courier.enrolled import enrolment
from kiosk.courier.forms import KeptForms
from kiosk.courier.notices import Notices, kept_settings
from kiosk.journal.journal import Journal
from kiosk.ledger import Ledger
from kiosk.offer import Offer
from kiosk.outlet import Outlet
from kiosk.paper.press import Press
from kiosk.papers import Papers
from kiosk.place import Outside, Place
from kiosk.printers import Printers
from kiosk.settings import Settings, read_settings, read_toml
from kiosk.shelf import Shelf
from kiosk.wire.identity import Identity
from kiosk.wire.messages import EnrolmentAnswer
from kiosk.wire.notices import SettingNotices

ALONE_DIGITS = "99"
"""The digits in case numbers of a kiosk that is only tried out; central gives them to nobody."""

MIB = 1024 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ground:
    """What stays as it is while the program runs; `settings` are those of the machine's file."""

    settings: Settings
    known: EnrolmentAnswer | None
    forms: KeptForms
    told: Notices[SettingNotices]
    outside: Outside
    journal: Journal
    press: Press
    identity: Identity
    printers: Printers
    ledger: Ledger

    @property
    def mark(self) -> tuple[object, ...]:
        """What changes whenever central's forms or settings are others; quick."""
        return self.forms.mark, self.told.mark


@dataclass(frozen=True, slots=True)
class Standing:
    """What one visit goes by from its beginning to its end.

    `left_out` names what central told to be set and this program does not know.
    """

    mark: tuple[object, ...]
    settings: Settings
    left_out: tuple[str, ...]
    place: Place
    catalogue: Catalogue
    counter: Counter
    papers: Papers
    backroom: Backroom


def standing(ground: Ground) -> Standing:
    """Put together what stands on the ground now; raises BrokenCatalogue for the folder's forms."""
    mark = ground.mark
    settings, left_out = in_force(ground.settings, ground.told)
    place, catalogue = _place(settings, ground.known), ground.forms.catalogue()
    outside, journal = ground.outside, ground.journal
    counter = Counter(place, outside, journal, catalogue)
    papers = Papers(place, outside, journal, ground.press, ground.identity)
    hours = settings.times.sealed_hours
    clock = outside.clock
    backroom = Backroom(
        counter,
        papers,
        Outlet(counter, papers, ground.ledger, rolls=ground.printers.has_roll),
        Shelf(place, outside, journal.drafts, catalogue, ground.press, hours),
        Offer(
            catalogue,
            place.district,
            settings.hall.offers,
            lambda: clock().astimezone(place.zone).date(),
        ),
        lambda: journal.has_room(settings.limits.reserve_mib * MIB),
        lambda: journal.retire(clock() - timedelta(days=settings.times.kept_days)),
        outside,
    )
    return Standing(mark, settings, left_out, place, catalogue, counter, papers, backroom)


def in_force(settings: Settings, told: Notices[SettingNotices]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings of the machine's file with what central told over them, as `over`."""
    said = told.now()
    found, left = over(settings, said.values if said is not None else {})
    if left:
        log.warning("settings that this program does not know: %s", ", ".join(left))
    return found, left


def set_to(file: Path | None) -> tuple[str, ...]:
    """Say of every setting what it is and from where: central, the machine's file, or nobody.

    Raises Trouble `settings.*`.
    """
    ground, data = read_settings(file), read_settings(file).places.data
    kept = kept_settings(data, enrolment(data))
    said, written = kept.now(), read_toml(file) if file else {}
    settings, left = in_force(ground, kept)
    told = set(names(said.values)) - set(left) if said is not None else set()
    lines = [f"central's settings: version {kept.version}"] if kept.version else []
    for group in msgspec.structs.fields(Settings):
        part = getattr(settings, group.name)
        for key in msgspec.structs.fields(group.type):
            name = f"{group.name}.{key.name}"
            here = "file" if key.name in written.get(group.name, {}) else "default"
            value = getattr(part, key.name)
            lines.append(f"{name} = {value}  ({'central' if name in told else here})")
    return tuple(lines)


def _place(settings: Settings, known: EnrolmentAnswer | None) -> Place:
    hall = settings.hall
    return Place(
        district=known.district if known else hall.district,
        kiosk=known.digits if known else ALONE_DIGITS,
        hall=hall.name,
        machine=hall.machine,
        window=hall.window,
        zone=ZoneInfo(hall.time_zone),
    )

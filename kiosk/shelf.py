"""The shelf: fillings put away under a claim code, for some hours, on this kiosk only."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import Catalogue
from kiosk.errors import Trouble
from kiosk.journal.drafts import Drafts
from kiosk.paper.claim import claim
from kiosk.paper.document import Document
from kiosk.paper.press import Press
from kiosk.paper.slip_sheet import A5
from kiosk.place import Outside, Place
from kiosk.texts import Language, Text
from kiosk.visits.claim import claim_code, is_claim_code, plain
from kiosk.visits.renewal import Resumed
from kiosk.visits.resume import resume
from kiosk.visits.sealed import COST, NONCE_BYTES, SALT_BYTES, SealedFilling, seal, unseal

MEMORY = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Claim:
    """What opens a filling again, and until when; `printed` once it is on a slip too."""

    code: str
    until: datetime
    printed: bool = False


class Shelf:
    """Seals, keeps and opens; nobody without the code can read what lies here."""

    def __init__(
        self,
        place: Place,
        outside: Outside,
        drafts: Drafts,
        catalogue: Catalogue,
        press: Press,
        hours: int,
    ) -> None:
        self._place, self._outside, self._press = place, outside, press
        self._drafts, self._catalogue = drafts, catalogue
        self._kept_for = timedelta(hours=hours)

    def put_away(self, filling: Filling) -> Claim:
        """Seal a filling and keep it; durable when this returns. Raises Trouble `journal.*`."""
        random: Callable[[int], bytes] = self._outside.random
        code = claim_code(random(16))
        until = self._outside.clock() + self._kept_for
        sealed = seal(
            SealedFilling.of(filling, until), code, random(SALT_BYTES), random(NONCE_BYTES)
        )
        self._drafts.put(_slot(code), sealed, until)
        return Claim(code, until)

    def take_out(self, code: str) -> Resumed:
        """Open what lies under a code, under today's form; raises Trouble for a wrong code."""
        now = self._outside.clock()
        sealed = self._drafts.take(_slot(code), now) if is_claim_code(code) else None
        if sealed is None:
            raise _nothing_there()
        kept = unseal(sealed, code, now)
        try:
            return self._opened(kept, now.astimezone(self._place.zone).date())
        except Trouble:
            # No such form today: what was filled in must still be there when it is back.
            self._drafts.put(_slot(code), sealed, kept.until)
            raise

    def _opened(self, kept: SealedFilling, today: date) -> Resumed:
        service = kept.service
        then = self._catalogue.exact(service.key, service.version, service.day)
        present = self._catalogue.service(service.key, today)
        return resume(kept, then, present, today, self._outside.calendar.at(present.region))

    def erase_expired(self) -> int:
        """Forget what nobody came back for; returns how many."""
        return self._drafts.erase_expired(self._outside.clock())

    def slip(self, claimed: Claim, language: Language, *, roll: bool = False) -> Document:
        """Draw the slip that says how to come back, on a sheet or on the roll."""
        place = self._place
        until = claimed.until.astimezone(place.zone)
        slip = claim(claimed.code, kept_until=until, hall=place.hall, machine=place.machine)
        press = self._press
        return press.on_roll(slip, language) if roll else press.on_sheets(slip, A5, language)


def _slot(code: str) -> str:
    # As dear to guess as the seal itself: a stolen disk gives no quicker way to the code.
    return hashlib.scrypt(
        plain(code).encode(), salt=b"kiosk/shelf", n=COST, r=8, p=1, maxmem=MEMORY, dklen=32
    ).hex()


def _nothing_there() -> Trouble:
    return Trouble(
        "shelf.nothing",
        Text(
            "没有找到。请再看一遍纸条上的取回码；过了保存时间的已经清除。",
            "Nothing is kept under this code. Look at the slip again; what expired is erased.",
        ),
        Text("请办事人核对取回码。", "Have the code checked."),
    )

"""A form as it stands: what is asked now, what is missing or wrong, what counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kiosk.cases.case import ServiceRef
from kiosk.cases.choosing import Brought, Choice, choice
from kiosk.cases.looking import look
from kiosk.cases.materials import materials
from kiosk.cases.people import PersonView, people
from kiosk.cases.visible import Sheet, Sight, VisiblePage
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import JointService, Material
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays


@dataclass(frozen=True)
class Reading:
    """A form with what was ticked, waived and answered; everything else follows from that.

    `service` is reduced to what is in force on `day`, the day of application. `wanted` are the
    items ticked; `waived` those whose result is there already; `answers` all that was ever
    given, hidden or not; `sources` says of a path whether it came from the "card" or was
    "typed". `calendar` is what the form counts working days by.
    """

    service: JointService
    day: date
    wanted: tuple[str, ...]
    waived: tuple[str, ...]
    answers: Mapping[str, Json] = field(repr=False)
    sources: Mapping[str, str]
    calendar: WorkingDays = field(default=UNANNOUNCED, repr=False)

    @property
    def reference(self) -> ServiceRef:
        """Which form this is."""
        return ServiceRef(self.service.key, self.service.version, self.day)

    @cached_property
    def choice(self) -> Choice:
        """The items with what they bring along."""
        return choice(self.service, self.wanted, self.waived, self.answers)

    @property
    def items(self) -> tuple[str, ...]:
        """The items applied for, in the service's order."""
        return self.choice.items

    @property
    def brought(self) -> tuple[Brought, ...]:
        """The items among them that another one brought along, and why."""
        return self.choice.brought

    @cached_property
    def _sight(self) -> Sight:
        chosen, service = self.choice, self.service
        proofs, answers = chosen.proofs, self.answers
        return look(Sheet(service, self.day, chosen.items, proofs, answers, self.calendar))

    @property
    def pages(self) -> tuple[VisiblePage, ...]:
        """The pages that are asked now, with the fields that are."""
        return self._sight.pages

    @property
    def effective(self) -> dict[str, Json]:
        """The answers that count: visible or derived, and given. What is signed and filed."""
        return dict(self._sight.answers)

    @cached_property
    def materials(self) -> tuple[Material, ...]:
        """The materials that this application needs."""
        return materials(self.service, self._sight.scope)

    def people(self) -> tuple[PersonView, ...]:
        """Return everybody the form is about, as far as they are known."""
        return people(self.service, self.effective)

    def signers(self) -> tuple[PersonView, ...]:
        """Return those who sign it: whose signature is wanted now."""
        wanted = self._sight.signing
        signing = {one.id for one in self.service.people if one.signature in wanted}
        return tuple(one for one in self.people() if one.role in signing)

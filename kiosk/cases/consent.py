"""Those who apply sign one frozen snapshot; what changes afterwards voids every signature."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Self

from kiosk.cases.canonical import canonical, digest
from kiosk.cases.case import (
    AttachmentRef,
    Case,
    ServiceRef,
    Signature,
    Strokes,
    signature_blob,
)
from kiosk.cases.checks import ITEMS
from kiosk.cases.people import PersonView
from kiosk.cases.reading import Reading
from kiosk.cases.shown import shown_text
from kiosk.catalogue.schema import JointService
from kiosk.texts import Text


@dataclass(frozen=True)
class Snapshot:
    """What is signed: the form, the items and every effective answer."""

    service: ServiceRef
    items: tuple[str, ...]
    answers: Mapping[str, object] = field(repr=False)

    @classmethod
    def of(cls, filling: Reading) -> Self:
        """Freeze a filling as it stands."""
        return cls(filling.reference, filling.items, filling.effective)

    @classmethod
    def of_case(cls, case: Case) -> Self:
        """Return what a case says was signed; its `hash` must equal `case.snapshot`."""
        return cls(case.service, case.items, case.answers)

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of its canonical JSON, in hex."""
        service = self.service
        return digest(
            canonical(
                {
                    "service": [service.key, service.version, service.day.isoformat()],
                    "items": sorted(self.items),
                    "answers": dict(self.answers),
                }
            )
        )


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not what was signed: its label, what it was and what it is now."""

    path: str
    label: Text
    before: Text = field(repr=False)
    after: Text = field(repr=False)


@dataclass(frozen=True)
class Consent:
    """Who has signed a snapshot so far, and how it looked."""

    snapshot: Snapshot
    signatures: tuple[Signature, ...] = ()
    strokes: Mapping[str, Strokes] = field(default_factory=dict, repr=False)

    @classmethod
    def on(cls, snapshot: Snapshot) -> Self:
        """Lay a snapshot out for signing."""
        return cls(snapshot)

    def sign(self, role: str, strokes: Strokes, at: datetime) -> Self:
        """Add one person's signature, in place of an earlier one of theirs.

        Raises ValueError for a blank frame or a time without a zone.
        """
        if strokes.blank:
            raise ValueError("a blank frame is no signature")
        if at.tzinfo is None:
            raise ValueError("the time of a signature has a zone")
        reference, _ = signature_blob(role, strokes)
        others = tuple(one for one in self.signatures if one.role != role)
        return replace(
            self,
            signatures=(*others, Signature(role, at.astimezone(UTC), reference.sha256)),
            strokes={**self.strokes, role: strokes},
        )

    def without(self, role: str) -> Self:
        """Take one person's signature back, to be written again."""
        return replace(
            self,
            signatures=tuple(one for one in self.signatures if one.role != role),
            strokes={one: drawn for one, drawn in self.strokes.items() if one != role},
        )

    def signed(self, role: str) -> bool:
        """Whether that person has signed."""
        return any(one.role == role for one in self.signatures)

    def complete(self, signers: Iterable[PersonView]) -> bool:
        """Whether everybody of them has signed."""
        return all(self.signed(one.role) for one in signers)

    def signature_blobs(self) -> tuple[tuple[AttachmentRef, bytes], ...]:
        """Return every signature as an attachment, in the order they were given."""
        return tuple(signature_blob(one.role, self.strokes[one.role]) for one in self.signatures)

    def still_holds(self, filling: Reading) -> bool:
        """Whether what was signed is still what the form says."""
        return Snapshot.of(filling).hash == self.snapshot.hash

    def changes(self, filling: Reading) -> tuple[Change, ...]:
        """Return what is different from what was signed, in the form's order."""
        service, before, after = filling.service, self.snapshot.answers, filling.effective
        items = _titles(service, self.snapshot.items), _titles(service, filling.items)
        found = [] if items[0] == items[1] else [Change(ITEMS, _ITEMS, *items)]
        found += [
            Change(
                field.id,
                field.label,
                shown_text(field, service, before),
                shown_text(field, service, after),
            )
            for field in service.fields
            if before.get(field.id) != after.get(field.id)
        ]
        return tuple(found)


_ITEMS = Text("办理事项", "What is applied for")


def _titles(service: JointService, items: tuple[str, ...]) -> Text:
    titles = [item.title for item in service.items if item.id in items]
    return Text("、".join(one.zh for one in titles), ", ".join(one.en for one in titles))

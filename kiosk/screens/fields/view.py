"""What a field shows: one frozen view per question, already in the citizen's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import KindName, Severity


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose: `value` is stored, `title` is a whole sentence to read.

    A `note` stands below it in few words; what is `closed` can be seen and not be chosen.
    """

    value: str
    title: str
    note: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """Where and when one can come; days are ISO 8601, closed ones included.

    `free` tells of an (office, day) how many places each time of day has left; of what is not in
    it nothing is known, and whatever is chosen is a wish.
    """

    offices: tuple[OptionView, ...]
    days: tuple[OptionView, ...]
    slots: tuple[OptionView, ...]
    free: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GuideView:
    """The on-screen guide of a field; `picture` is `document` or `document:place`."""

    what: str
    example: str = ""
    where: str = ""
    use: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What to do about an answer; an error is red, a warning only told."""

    say: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class CaptureView:
    """What a photo or fingerprint waits for, and what was taken.

    `possible`: this kiosk has the device; `allowed`: somebody ticked `consent`, the label of
    that question (empty: none is asked); `instead` is the other way; `photo` is JPEG.
    """

    possible: bool
    allowed: bool
    consent: str = ""
    instead: str = ""
    photo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question as it is to be shown; `path` names the answer, e.g. `children.0.name`.

    `rows` are the groups of a repeating field, each with its own fields; `min_rows` and
    `max_rows` say how many there may be. `near` is the hall's GB/T 2260 code, so that places
    begin close by.
    """

    path: str
    kind: KindName
    label: str
    value: Json = None
    hint: str = ""
    options: tuple[OptionView, ...] = ()
    required: bool = True
    from_card: bool = False
    remark: RemarkView | None = None
    guide: GuideView | None = None
    max_length: int | None = None
    open_end: bool = False
    rows: tuple[tuple["FieldView", ...], ...] = ()
    min_rows: int = 0
    max_rows: int = 20
    near: str = ""
    appointment: AppointmentView | None = None
    capture: CaptureView | None = None

    @property
    def refused(self) -> bool:
        """Whether something must be put right here before the application can go on."""
        return self.remark is not None and self.remark.severity is Severity.ERROR

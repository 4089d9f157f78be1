"""What a field shows: one frozen view per question, already in the citizen's language."""

from dataclasses import dataclass

from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import KindName, Severity


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose: `value` is stored, `title` is a whole sentence to read."""

    value: str
    title: str


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

    @property
    def refused(self) -> bool:
        """Whether something must be put right here before the application can go on."""
        return self.remark is not None and self.remark.severity is Severity.ERROR

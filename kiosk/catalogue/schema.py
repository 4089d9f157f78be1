"""The shape of a joint service: one YAML file says everything the kiosk and central need.

The truth about `forms/*.yaml`; `forms/schema.json` is generated from these models.
Everything visible is a `Text`. Anything may carry `from:`/`until:` (both days included);
the day of application decides what is in force. `when:` and `check:` are CEL over
`answers`, `items` and `today` (see `conditions.py`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kiosk.texts import Text


def _text(value: object) -> object:
    """Let a bare string be the same in every language (numbers, official document names)."""
    if value == "" or (isinstance(value, dict) and "" in value.values()):
        raise ValueError("both languages need words")
    if isinstance(value, str):
        return Text(zh=value, en=value)
    if isinstance(value, dict) and set(value) - {"zh", "en"}:
        raise ValueError("only zh and en are languages here")
    return value


Words = Annotated[Text, BeforeValidator(_text)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Cel = Annotated[str, Field(min_length=1, max_length=500)]


class Part(BaseModel):
    """Anything in a form file; in force from `from` until `until`, both days included."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: date | None = Field(default=None, alias="from")
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether this part counts for an application made on `day`."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


class Basis(Part):
    """A document that this service rests on (设定依据)."""

    name: Words
    number: str | None = None


class TimeLimit(Part):
    """How long the hall promises to take (承诺时限): working or calendar days."""

    working_days: int | None = Field(default=None, ge=0)
    calendar_days: int | None = Field(default=None, ge=0)


class Department(Part):
    """Who decides an item (责任部门)."""

    id: Id
    title: Words


class Need(Part):
    """What an item waits for: another item's result, unless a field already proves it."""

    item: Id
    unless: Id | None = None
    say: Words | None = None


class Condition(Part):
    """Who may apply, or for what (受理条件); with a rule it is checked, else only told."""

    text: Words
    rule: Cel | None = None
    on: tuple[Id, ...] = ()
    otherwise: Words | None = None


class Item(Part):
    """One thing that one department decides (事项)."""

    id: Id
    title: Words
    short: Words | None = None
    summary: Words
    department: Id
    in_person: Words | None = None
    needs: tuple[Need, ...] = ()
    must_with: tuple[Id, ...] = ()
    conditions: tuple[Condition, ...] = ()
    result: Words
    collect: Words | None = None
    time_limit: TimeLimit | None = None


class MaterialForm(StrEnum):
    """In which shape a material is wanted."""

    ORIGINAL = "original"
    COPY = "copy"
    ORIGINAL_AND_COPY = "original_and_copy"
    ELECTRONIC = "electronic"


class MaterialSource(StrEnum):
    """How a material comes to the case: its state on the list at the kiosk."""

    KIOSK = "kiosk"  # made by this application
    BRING = "bring"  # original shown at the window
    PHOTOGRAPH = "photograph"  # photographed here
    FETCHED = "fetched"  # the departments fetch it themselves
    PRODUCED = "produced"  # made by an item of the same case


class Material(Part):
    """A document that the application needs (申请材料)."""

    id: Id
    title: Words
    note: Words | None = None
    form: MaterialForm = MaterialForm.ORIGINAL
    source: MaterialSource = MaterialSource.BRING
    copies: int = Field(default=1, ge=1)
    whose: Literal["both", "either", "applicant"] = "applicant"
    items: tuple[Id, ...] = ()  # empty: every item
    when: Cel | None = None
    made_by: Id | None = None  # the item whose result this is, for `produced`
    icon: str = "document"
    basis: str | None = None


class Step(Part):
    """One step of how it goes (办理流程)."""

    title: Words
    text: Words


class Guide(Part):
    """What a citizen reads first (办事指南)."""

    who: tuple[Condition, ...] = ()
    steps: tuple[Step, ...] = ()
    fee: Words
    delivery: Words
    where: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


class Option(Part):
    """One answer of a choice; `value` is stored, `title` is shown."""

    value: str
    title: Words


class FieldGuide(Part):
    """The on-screen guide beside a field: what, for instance, where to look, what for."""

    what: Words
    example: Words | None = None
    where: Words | None = None
    use: Words | None = None
    picture: str | None = None


class KindName(StrEnum):
    """The kinds of field; each is one module in `kinds/` and one widget."""

    TEXT = "text"
    PERSON_NAME = "person_name"
    RESIDENT_ID = "resident_id"
    PHONE = "phone"
    SEX = "sex"
    ETHNIC_GROUP = "ethnic_group"
    DIVISION = "division"
    ADDRESS = "address"
    DATE = "date"
    MONTH = "month"
    NUMBER = "number"
    CERTIFICATE_NO = "certificate_no"
    POLICE_STATION = "police_station"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    CONFIRM = "confirm"
    REPEAT = "repeat"
    NOTE = "note"
    SIGNATURE = "signature"


class FormField(Part):
    """One question of the form, in the order of the official paper."""

    id: Id
    kind: KindName
    label: Words
    hint: Words | None = None
    guide: FieldGuide | None = None
    required: bool | Cel = True
    when: Cel | None = None
    options: tuple[Option, ...] = ()
    couple: bool = False  # the options are the two people, by role
    sentence: Words | None = None  # how a person reads as an option: {this} and {other}
    other_of: Id | None = None  # derived: the person not chosen in that field
    item: Id | None = None  # a yes/no that is the same as choosing that item
    system: bool = False  # filled by kiosk or a department, never asked
    default: str | None = None  # a CEL expression offered as the first value
    max_length: int | None = Field(default=None, ge=1)
    min_count: int = Field(default=0, ge=0)
    max_count: int = Field(default=20, ge=1)
    fields: tuple["FormField", ...] = ()  # of a repeating group
    say: Words | None = None  # what to say when it is missing


class FormPage(Part):
    """One topic on the screen: two to eight fields."""

    id: Id
    title: Words
    intro: Words | None = None
    when: Cel | None = None
    fields: tuple[FormField, ...]


class Severity(StrEnum):
    """An error keeps the application from going on; a warning goes with it to the clerk."""

    ERROR = "error"
    WARNING = "warning"


class Rule(Part):
    """A check over several answers; it counts when every answer in `on` is given."""

    id: Id
    check: Cel
    on: tuple[Id, ...]
    when: Cel | None = None
    say: Words
    severity: Severity = Severity.ERROR
    basis: str | None = None


class Person(Part):
    """One of those who apply together; names the fields that are about them."""

    id: Id  # the role: husband, wife, applicant …
    title: Words
    sex: Literal["male", "female"] | None = None
    name: Id
    id_number: Id
    phone: Id | None = None
    ethnic_group: Id | None = None
    address: Id | None = None
    signature: Id | None = None


class Cell(Part):
    """One cell of an official table: a printed label or an answer."""

    label: str | None = None
    field: Id | None = None
    span: int = Field(default=1, ge=1)


class TableRow(Part):
    """A row of cells."""

    cells: tuple[Cell, ...]


class Line(Part):
    """A line of running text with fill-ins.

    `{field}` underlined answer · `{field|boxes}` every option with its box ·
    `{field|plain}` the answer without a line · `{sign:role}` a signature ·
    `{field|year}` `{field|month}` `{field|day}` parts of a date.
    Inside `each:` the names are those of the repeating group's fields; an empty group
    prints the line once with empty fill-ins.
    """

    line: str
    each: Id | None = None
    indent: int = 0


class PaperSection(Part):
    """A block of an official table beside its label; `page` is where 改 leads."""

    label: str
    page: Id
    rows: tuple[TableRow | Line, ...]


class Paper(Part):
    """An official paper: the table as printed, always in Chinese."""

    id: Id
    title: str
    columns: tuple[float, ...]  # shares of the width right of the section labels
    label_share: float = 0.13  # share of the width for the section labels
    sections: tuple[PaperSection, ...]
    when: Cel | None = None


class Declaration(Part):
    """What both promise when they sign."""

    text: Words


class JointService(Part):
    """A bundle of items that one application starts (一件事)."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
    region: Annotated[str, Field(pattern=r"^\d{6}$")]
    code: Annotated[str, Field(pattern=r"^\d{2}$")]  # two digits in the case number
    version: int = Field(ge=1)
    title: Words
    full_title: Words
    summary: Words
    stage: Words  # the life stage on the welcome page
    icon: str
    quiet: bool = False
    hotline: str = "12345"
    basis: tuple[Basis, ...]
    time_limit: tuple[TimeLimit, ...]
    departments: tuple[Department, ...]
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    materials: tuple[Material, ...]
    guide: Guide
    pages: tuple[FormPage, ...]
    rules: tuple[Rule, ...] = ()
    declaration: Declaration
    papers: tuple[Paper, ...]

    @property
    def key(self) -> str:
        """The service's name across regions, for instance `150600-marriage-birth`."""
        return f"{self.region}-{self.id}"

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Every field of every page, in order."""
        return tuple(field for page in self.pages for field in page.fields)

    def on(self, day: date) -> "JointService":
        """Return the service with only what is in force on a day."""
        return _reduced(self, day)


P = TypeVar("P", bound=Part)


def _reduced(part: P, day: date) -> P:
    changed: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            changed[name] = _reduced(value, day)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            changed[name] = tuple(_reduced(one, day) for one in value if one.in_force(day))
    return part.model_copy(update=changed) if changed else part

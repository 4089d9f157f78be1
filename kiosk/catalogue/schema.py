"""The shape of a joint service: one YAML file says everything the kiosk and central need.

The truth about `forms/*.yaml`; `forms/schema.json` is generated from these models.
Everything visible is a `Text`. Anything may carry `from:`/`until:` (both days included);
the day of application decides what is in force. `when:` and `check:` are CEL over
`answers`, `items` and `today` (see `conditions.py`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kiosk.catalogue.appointment import Appointment, Office, Slot
from kiosk.catalogue.bounds import Deadline, Exclusion, TimeLimit
from kiosk.catalogue.part import Cel, Id, Part, Words, reduced
from kiosk.catalogue.question import FieldGuide, FormField, FormPage, KindName, Option
from kiosk.catalogue.table import Cell, Line, Paper, PaperSection, TableRow
from kiosk.texts import Text

__all__ = [
    "NOT_PUBLISHED",
    "Appointment",
    "Basis",
    "Cel",
    "Cell",
    "Condition",
    "Deadline",
    "Declaration",
    "Department",
    "Exclusion",
    "FieldGuide",
    "FormField",
    "FormPage",
    "Guide",
    "Id",
    "Item",
    "JointService",
    "KindName",
    "Line",
    "Material",
    "MaterialForm",
    "MaterialSource",
    "Need",
    "Office",
    "Option",
    "Paper",
    "PaperSection",
    "Part",
    "Person",
    "Rule",
    "Severity",
    "Slot",
    "Step",
    "TableRow",
    "TimeLimit",
    "Unpublished",
    "Words",
]  # fmt: skip


class Basis(Part):
    """A document that this service rests on (设定依据)."""

    name: Words
    number: str | None = None


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
    after: tuple[Id, ...] = ()  # waits for these too where they are chosen, but brings none along
    must_with: tuple[Id, ...] = ()
    excludes: tuple[Id, ...] = ()  # the other ways of the same thing: only one is chosen
    conditions: tuple[Condition, ...] = ()
    result: Words
    collect: Words | None = None
    time_limit: TimeLimit | None = None

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The items whose results it waits for, where they are applied for, too."""
        return (*(need.item for need in self.needs), *self.after)


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
    WINDOW = "window"  # handed in, or signed, at the window
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
    fee: Words | None = None
    delivery: Words | None = None
    where: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


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


class Unpublished(StrEnum):
    """What the documents do not give: said so on screen and paper, never invented."""

    MATERIALS = "materials"
    TIME_LIMIT = "time_limit"
    FEE = "fee"
    DELIVERY = "delivery"
    FORM = "form"


NOT_PUBLISHED = Text("文件没有公布，请到窗口问", "Not published; please ask at the window")
"""What stands in the place of what the documents do not give."""


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
    place: Words
    summary: Words
    stage: Words  # the life stage on the welcome page
    icon: str
    quiet: bool = False
    hotline: str = "12345"
    basis: tuple[Basis, ...]
    time_limit: tuple[TimeLimit, ...] = ()
    visits: int | None = Field(default=None, ge=0)  # so often people come at most (最多跑…次)
    unpublished: tuple[Unpublished, ...] = ()
    departments: tuple[Department, ...]
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    materials: tuple[Material, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    appointment: Appointment | None = None
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
        return reduced(self, day)

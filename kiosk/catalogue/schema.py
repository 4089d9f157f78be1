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
from kiosk.catalogue.item import Condition, Item, Need
from kiosk.catalogue.material import Material, MaterialForm, MaterialSource
from kiosk.catalogue.part import Cel, Id, Named, Part, Words, reduced
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
    number: str | None = None  # 文号


class Department(Named):
    """Who decides an item (责任部门)."""

    title: Words


class Step(Part):
    """One step of how it goes (办理流程)."""

    title: Words
    text: Words


class Guide(Part):
    """What a citizen reads first (办事指南)."""

    who: tuple[Condition, ...] = ()  # who may apply, for whatever item
    steps: tuple[Step, ...] = ()
    fee: Words | None = None  # what it costs
    delivery: Words | None = None  # how results come
    where: tuple[Words, ...] = ()  # who else does this: address, hours, telephone
    notes: tuple[Words, ...] = ()  # what else the document tells people


class Severity(StrEnum):
    """An error keeps the application from going on; a warning goes with it to the clerk."""

    ERROR = "error"  # has to be mended
    WARNING = "warning"  # lets the citizen go on, and tells the clerk


class Rule(Named):
    """A check over several answers; it counts when every answer in `on` is given."""

    check: Cel  # has to hold
    on: tuple[Id, ...]  # the questions it is about
    when: Cel | None = None  # counts only where this holds
    say: Words  # what to do where it does not hold
    severity: Severity = Severity.ERROR
    basis: str | None = None  # where it is written


class Unpublished(StrEnum):
    """What the documents do not give: said so on screen and paper, never invented."""

    MATERIALS = "materials"
    TIME_LIMIT = "time_limit"
    FEE = "fee"
    DELIVERY = "delivery"
    FORM = "form"  # no official table: the one in `papers` is ours


NOT_PUBLISHED = Text("文件没有公布，请到窗口问", "Not published; please ask at the window")
"""What stands in the place of what the documents do not give."""

OUR_FORM = Text(
    "文件没有公布统一表单，申请表由自助机按所填内容生成",
    "No official form is published; the kiosk makes one from the answers",
)
"""What is said of an application whose form the documents do not give."""


class Person(Named):
    """One of those who apply together; names the fields that are about them."""

    id: Id  # the role: husband, wife, applicant …
    title: Words
    sex: Literal["male", "female"] | None = None  # where the role says it
    name: Id  # the question for the name
    id_number: Id  # the question for the ID number; an ID card fills in what is named here
    phone: Id | None = None
    ethnic_group: Id | None = None
    address: Id | None = None
    signature: Id | None = None  # the field where they sign; nobody signs where it is not shown


class Declaration(Part):
    """What both promise when they sign."""

    text: Words


class JointService(Part):
    """A bundle of items that one application starts (一件事)."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
    region: Annotated[str, Field(pattern=r"^\d{6}$")]
    code: Annotated[str, Field(pattern=r"^\d{2}$")]  # two digits in the case number
    version: int = Field(ge=1)  # the newest in force on a day counts
    title: Words
    full_title: Words  # as the document calls it
    place: Words  # whose service it is, as people say
    summary: Words  # one line under the title
    stage: Words  # the life stage on the welcome page
    icon: str  # the name of a drawing, see below
    quiet: bool = False  # a sad occasion: no bright colours, no good wishes
    hotline: str = "12345"  # telephone for questions
    basis: tuple[Basis, ...]  # what it rests on
    time_limit: tuple[TimeLimit, ...] = ()  # of the whole case
    visits: int | None = Field(default=None, ge=0)  # so often people come at most (最多跑…次)
    unpublished: tuple[Unpublished, ...] = ()  # what the document does not give
    departments: tuple[Department, ...]
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    materials: tuple[Material, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()  # who or what it cannot take
    deadlines: tuple[Deadline, ...] = ()
    appointment: Appointment | None = None  # offices and times to come by
    guide: Guide
    pages: tuple[FormPage, ...]
    rules: tuple[Rule, ...] = ()  # checks over several answers
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

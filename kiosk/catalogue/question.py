"""What a form asks: its pages and their fields, each with its guide and its kind."""

from enum import StrEnum

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Part, Words


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
    BIRTH_CERTIFICATE_NO = "birth_certificate_no"
    DIGITS = "digits"
    MONEY = "money"
    BANK_ACCOUNT = "bank_account"
    RELATION = "relation"
    COUNTRY = "country"
    APPOINTMENT = "appointment"
    PHOTO = "photo"
    FINGERPRINT = "fingerprint"
    POLICE_STATION = "police_station"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    CONFIRM = "confirm"
    REPEAT = "repeat"
    NOTE = "note"
    SIGNATURE = "signature"

    # A kind is looked up often, and an enumeration's own hash is slow.
    __hash__ = str.__hash__


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
    min_length: int = Field(default=0, ge=0)  # of digits
    max_length: int | None = Field(default=None, ge=1)
    open_end: bool = False  # a date that may also be "长期", without end
    consent: Id | None = None  # of a photo or fingerprint: the field that allows taking it
    instead: Words | None = None  # the other way, for who does not want or cannot
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

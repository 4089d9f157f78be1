"""What a form asks: its pages and their fields, each with its guide and its kind."""

from enum import StrEnum

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Named, Part, Words


class Option(Part):
    """One answer of a choice; `value` is stored, `title` is shown."""

    value: str  # what conditions compare with
    title: Words  # what people see


class FieldGuide(Part):
    """The on-screen guide beside a field: what, for instance, where to look, what for."""

    what: Words
    example: Words | None = None
    where: Words | None = None  # where to find it on the document
    use: Words | None = None  # what it is wanted for
    picture: str | None = None  # a document, or document:place, see below


class KindName(StrEnum):
    """The kinds of field; each is one module in `kinds/` and one widget."""

    TEXT = "text"  # words
    PERSON_NAME = "person_name"  # as on the ID card
    RESIDENT_ID = "resident_id"  # 公民身份号码, 18 signs
    PHONE = "phone"  # a mobile or other number
    SEX = "sex"  # male or female
    ETHNIC_GROUP = "ethnic_group"  # two digits of GB/T 3304
    DIVISION = "division"  # a county, by its code
    ADDRESS = "address"  # `answers.x.division`, a county's code, and `answers.x.detail`, words
    DATE = "date"  # in conditions '2026-01-31'
    MONTH = "month"  # in conditions '2026-01'
    NUMBER = "number"  # whole
    CERTIFICATE_NO = "certificate_no"  # of a marriage certificate; for others: text, digits
    BIRTH_CERTIFICATE_NO = "birth_certificate_no"  # of a medical certificate of birth
    DIGITS = "digits"  # kept as written, see min_length and max_length
    MONEY = "money"  # yuan; shown with 元 behind
    BANK_ACCOUNT = "bank_account"  # an account, or a card with its check digit
    RELATION = "relation"  # father, mother, …; or options: of the form's own
    COUNTRY = "country"  # three letters, CHN
    APPOINTMENT = "appointment"  # office, day and time
    PHOTO = "photo"  # taken here, or 'window'
    FINGERPRINT = "fingerprint"  # taken here, or 'window'
    POLICE_STATION = "police_station"  # its name
    CHOICE = "choice"  # one of the options
    CHOICES = "choices"  # some of the options
    YES_NO = "yes_no"  # in conditions true or false
    CONFIRM = "confirm"  # read and ticked: true
    REPEAT = "repeat"  # rows of `fields:`
    NOTE = "note"  # said, not asked
    SIGNATURE = "signature"  # signed at the end

    # A kind is looked up often, and an enumeration's own hash is slow.
    __hash__ = str.__hash__


class FormField(Named):
    """One question of the form, in the order of the official paper."""

    kind: KindName
    label: Words
    hint: Words | None = None  # a small line beside the label
    guide: FieldGuide | None = None
    required: bool | Cel = True  # or only where a condition holds
    when: Cel | None = None  # asked only where this holds
    options: tuple[Option, ...] = ()
    couple: bool = False  # of a choice: the options are the people, by role
    sentence: Words | None = None  # how a person reads as such an option: {this} and {other}
    other_of: Id | None = None  # derived: the person not chosen in that field
    item: Id | None = None  # a yes/no that is the same as choosing that item
    system: bool = False  # filled by kiosk or a department, never asked
    default: str | None = None  # a CEL expression: the first value
    min_length: int = Field(default=0, ge=0)  # of digits
    max_length: int | None = Field(default=None, ge=1)  # of text and digits
    open_end: bool = False  # a date that may also be "长期", without end
    consent: Id | None = None  # of a photo or fingerprint: the field that allows taking it
    instead: Words | None = None  # the other way, for who does not want or cannot
    min_count: int = Field(default=0, ge=0)  # rows of a repeating group
    max_count: int = Field(default=20, ge=1)
    fields: tuple["FormField", ...] = ()  # of a repeating group
    say: Words | None = None  # what to say when it is missing


class FormPage(Named):
    """One topic on the screen: two to eight fields."""

    title: Words
    intro: Words | None = None  # a line under the page's title
    when: Cel | None = None  # asked only where this holds
    fields: tuple[FormField, ...]

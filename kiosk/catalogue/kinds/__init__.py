"""One module per kind of field: parse, check, show, mask."""

from collections.abc import Mapping

from kiosk.catalogue.kinds.appointment import AppointmentKind
from kiosk.catalogue.kinds.bank_account import BankAccount
from kiosk.catalogue.kinds.birth_certificate_no import BirthCertificateNo
from kiosk.catalogue.kinds.capture import Capture
from kiosk.catalogue.kinds.certificate_no import CertificateNo
from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.kinds.choices import Choices
from kiosk.catalogue.kinds.country import CountryKind
from kiosk.catalogue.kinds.date import Day, Month
from kiosk.catalogue.kinds.digits import Digits
from kiosk.catalogue.kinds.division import Address, Division
from kiosk.catalogue.kinds.ethnic_group import EthnicGroup
from kiosk.catalogue.kinds.kind import Json, Kind, Occasion
from kiosk.catalogue.kinds.money import Money
from kiosk.catalogue.kinds.number import Number
from kiosk.catalogue.kinds.person_name import PersonName
from kiosk.catalogue.kinds.phone import Phone
from kiosk.catalogue.kinds.relation import Relation
from kiosk.catalogue.kinds.repeat import Repeat, Silent
from kiosk.catalogue.kinds.resident_id import ResidentId
from kiosk.catalogue.kinds.sex import Sex
from kiosk.catalogue.kinds.words import Words
from kiosk.catalogue.kinds.yes_no import Confirm, YesNo
from kiosk.catalogue.schema import FormField, KindName

__all__ = ["KINDS", "Json", "Kind", "Occasion", "kind_of"]

KINDS: Mapping[KindName, Kind] = {
    KindName.TEXT: Words(),
    KindName.PERSON_NAME: PersonName(),
    KindName.RESIDENT_ID: ResidentId(),
    KindName.PHONE: Phone(),
    KindName.SEX: Sex(),
    KindName.ETHNIC_GROUP: EthnicGroup(),
    KindName.DIVISION: Division(),
    KindName.ADDRESS: Address(),
    KindName.DATE: Day(),
    KindName.MONTH: Month(),
    KindName.NUMBER: Number(),
    KindName.CERTIFICATE_NO: CertificateNo(),
    KindName.BIRTH_CERTIFICATE_NO: BirthCertificateNo(),
    KindName.DIGITS: Digits(),
    KindName.MONEY: Money(),
    KindName.BANK_ACCOUNT: BankAccount(),
    KindName.RELATION: Relation(),
    KindName.COUNTRY: CountryKind(),
    KindName.APPOINTMENT: AppointmentKind(),
    KindName.PHOTO: Capture(),
    KindName.FINGERPRINT: Capture(),
    KindName.POLICE_STATION: Words(),
    KindName.CHOICE: Choice(),
    KindName.CHOICES: Choices(),
    KindName.YES_NO: YesNo(),
    KindName.CONFIRM: Confirm(),
    KindName.REPEAT: Repeat(),
    KindName.NOTE: Silent(),
    KindName.SIGNATURE: Silent(),
}


def kind_of(field: FormField) -> Kind:
    """Return what a field can do."""
    return KINDS[field.kind]

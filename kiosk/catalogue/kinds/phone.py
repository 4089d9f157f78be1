"""Telephone numbers; a text message needs a mobile one."""

import re
from functools import cache

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import Words, ascii_signs
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField

MOBILE_LENGTH = 11
SHOWN = 7
_CHINA = 86
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0[1-9]\d{1,2}\d{7,8}", re.ASCII)
_SIGNS = re.compile(r"[\s()\u2010-\u2015\u2212-]+")
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))+", re.ASCII)


class Phone(Words):
    """A mobile number or a landline with its area code."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Keep the digits; +86 or 0086 in front goes."""
        return _COUNTRY.sub("", _SIGNS.sub("", ascii_signs(typed))) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse by shape only; a prefix that is not on the list is a warning."""
        number = str(value)
        if not _MOBILE.fullmatch(number) and not _LANDLINE.fullmatch(number):
            if number.startswith("1"):
                return error(
                    "phone.shape",
                    f"请填 11 位手机号，现在是 {len(number)} 位"
                    if len(number) != MOBILE_LENGTH
                    else "请再看一遍，手机号以 13 到 19 开头",
                    "Please fill in the mobile number, 11 digits starting with 13 to 19",
                )
            return error(
                "phone.shape",
                "请填 11 位手机号；座机请带区号",
                "Please fill in a mobile number of 11 digits, or a landline with its area code",
            )
        if not _is_known(number):
            return warning(
                "phone.unknown",
                "没见过这个号段，请再核对一遍",
                "These first digits are not on our list; please check once more",
            )
        return ()

    def mask(self, value: Json, field: FormField) -> str:
        """Keep three digits at the front and four at the end."""
        number = str(value or "")
        if len(number) <= SHOWN:
            return "*" * len(number)
        return number[:3] + "*" * (len(number) - SHOWN) + number[-4:]


def _is_known(number: str) -> bool:
    """Tell whether somebody can have it; the list of mobile ones is asked first, it is short."""
    return bool(_mobile().fullmatch(number)) or phonenumbers.is_valid_number(
        PhoneNumber(_CHINA, int(number))
    )


@cache
def _mobile() -> re.Pattern[str]:
    china = PhoneMetadata.metadata_for_region("CN")
    listed = china.mobile if china is not None else None
    return re.compile((listed.national_number_pattern if listed is not None else None) or "")

"""结婚证字号: J, district, year, serial, as in J150602-2026-000123; BJ when issued again.

Certificates before 2010 carry other numbers: they go through with a warning.
"""

import re

from kiosk.catalogue.divisions import historic_codes
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import Words, capitals
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField

OLD_LENGTH = 30
FIRST_YEAR = 1950
_SHAPE = re.compile(r"(B?J)(\d{6})-(\d{4})-(\d{6})", re.ASCII)
_LOOSE = re.compile(r"(B?J)(\d{6})-?(\d{4})-?(\d{6})", re.ASCII)
_DIVORCE = re.compile(r"B?L\d{6}-?\d{4}-?\d{6}", re.ASCII)
_DASHES = re.compile(r"\s*(?:[\u2010-\u2015\u2212_-]\s*)+")


class CertificateNo(Words):
    """The number of a marriage certificate."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Write letters large and put the hyphens where they belong."""
        text = _DASHES.sub("-", capitals(typed)).strip()
        shape = _LOOSE.fullmatch(text.replace(" ", ""))
        return "{}{}-{}-{}".format(*shape.groups()) if shape else text or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Check year and serial of a present number; let an old one through with a warning."""
        number = str(value)
        shape = _SHAPE.fullmatch(number)
        if _DIVORCE.fullmatch(number):
            return error(
                "certificate.divorce",
                "这是离婚证的字号，请填结婚证上的",
                "This is the number of a divorce certificate; the marriage certificate is wanted",
            )
        if shape is None:
            if len(number) > OLD_LENGTH:
                return error(
                    "certificate.long",
                    f"请照结婚证填字号，最多 {OLD_LENGTH} 个字",
                    f"Please copy the certificate number, at most {OLD_LENGTH} characters",
                )
            return warning(
                "certificate.old",
                "这像是旧式字号，窗口会再核对",
                "This looks like an old certificate number; the window will check it",
            )
        _, district, year, serial = shape.groups()
        if serial == "000000" or not FIRST_YEAR <= int(year) <= on.day.year:
            return error(
                "certificate.impossible",
                "请对照结婚证再填一遍字号",
                "Please compare the number with the marriage certificate",
            )
        if district not in historic_codes():
            return warning(
                "certificate.district",
                "没查到字号里的地区，请再核对一遍",
                "The district in this number is not on our list; please check once more",
            )
        return ()

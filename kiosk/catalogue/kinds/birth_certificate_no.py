"""出生医学证明编号: a letter and nine digits, the first two of them a province.

So printed since the seventh edition (2023-04-01), with a bar code of the same ten signs.
"""

import re

from kiosk.catalogue.divisions import provinces
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import Words, capitals
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField

LENGTH = 10
_SHAPE = re.compile(r"[A-Z](\d{2})\d{7}", re.ASCII)
_GAPS = re.compile(r"[\s\u2010-\u2015\u2212-]+")


class BirthCertificateNo(Words):
    """The number of a birth certificate."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Write the letter large and leave out gaps."""
        return _GAPS.sub("", capitals(typed)) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse another shape; a province that does not exist is a warning."""
        shape = _SHAPE.fullmatch(str(value))
        if shape is None:
            return error(
                "birth_certificate.shape",
                "请照出生医学证明填编号：1 个字母加 9 位数字",
                "Please copy the number of the birth certificate: one letter and nine digits",
            )
        if shape.group(1) not in provinces():
            return warning(
                "birth_certificate.province",
                "没查到编号里的省份，请再核对一遍",
                "The province in this number is not on our list; please check once more",
            )
        return ()

"""What a scanned code is for: each kind of number has a shape that tells it from all others."""

import re

from kiosk.catalogue.kinds.words import capitals
from kiosk.catalogue.schema import KindName

SHAPES = {
    KindName.BIRTH_CERTIFICATE_NO: re.compile(r"[A-Z]\d{9}", re.ASCII),
    KindName.CERTIFICATE_NO: re.compile(r"B?J\d{6}-?\d{4}-?\d{6}", re.ASCII),
}
"""Of the numbers that certificates bear as a code."""


def answers(kind: KindName, scanned: str) -> bool:
    """Tell whether a scanned text is an answer of this kind."""
    shape = SHAPES.get(kind)
    return shape is not None and shape.fullmatch(capitals(scanned).strip()) is not None

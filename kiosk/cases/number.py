"""The case number: unique without a line, and it notices when it is copied wrongly.

    150602  01  261123  01  0017  41
    district service YYMMDD kiosk counter check

All digits, so that Code 128 packs two in a symbol. The check is MOD 97-10 (ISO/IEC 7064):
every single wrong digit and every swap of neighbours is found.

How it grows: the kiosk's number is given at enrolment, 01 to 99 within a district. From the
hundredth on it has four digits (0100 to 9999) and the whole number 24; the length tells which.
It still fits the roll. The counter runs over all services of a day, also after the clock was
set back; 9,999 cases a day would be one every nine seconds, day and night.
"""

import re
from datetime import date
from unicodedata import normalize

from stdnum.iso7064 import mod_97_10

SHORT, LONG = 22, 24
KIOSKS_SHORT = 99
COUNTER_LIMIT = KIOSK_LIMIT = 9999

_SHAPE = re.compile(r"(\d{6})(\d{2})(\d{6})(\d{2}|\d{4})(\d{4})(\d{2})", re.ASCII)


def case_number(district: str, service: str, day: date, kiosk: int, counter: int) -> str:
    """Compose a number from GB/T 2260 district, two-digit service code, day, kiosk and counter.

    Raises ValueError for parts that do not fit: kiosk and counter are 1 to 9999.
    """
    if not 1 <= kiosk <= KIOSK_LIMIT:
        raise ValueError("a kiosk's number is 1 to 9999")
    if not 1 <= counter <= COUNTER_LIMIT:
        raise ValueError("a day's counter is 1 to 9999")
    places = 2 if kiosk <= KIOSKS_SHORT else 4
    body = f"{district}{service}{day:%y%m%d}{kiosk:0{places}}{counter:04}"
    number = body + mod_97_10.calc_check_digits(body)
    if _SHAPE.fullmatch(number) is None:
        raise ValueError("a district has six digits, a service two")
    return number


def is_case_number(typed: str) -> bool:
    """Tell whether this is a whole case number with the right check digits; spaces may be in."""
    number = plain(typed)
    return _SHAPE.fullmatch(number) is not None and int(number) % 97 == 1


def day_of(number: str) -> date:
    """Return the day that a number says; raises ValueError for what is no number."""
    shape = _SHAPE.fullmatch(number)
    if shape is None:
        raise ValueError("not a whole case number")
    year, month, day = (int(shape[3][at : at + 2]) for at in (0, 2, 4))
    return date(2000 + year, month, day)


def plain(typed: str) -> str:
    """Return what was typed or scanned without spaces and hyphens, full-width digits as usual."""
    return re.sub(r"[\s-]", "", normalize("NFKC", typed))


def grouped(number: str) -> str:
    """Write a number as people read it: `150602 01 261123 01 0017 41`."""
    shape = _SHAPE.fullmatch(plain(number))
    return number if shape is None else " ".join(shape.groups())

"""银行账号: 12 to 30 digits; the 16 to 19 of a card end in a check digit (ISO/IEC 7812-1)."""

import re

from stdnum import luhn

from kiosk.catalogue.kinds.digits import without_gaps
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import Words
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField

SHORTEST, LONGEST = 12, 30
CARD = range(16, 20)
SHOWN = 4


class BankAccount(Words):
    """The number of an account or a card."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Leave out gaps."""
        return without_gaps(typed) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse by length only: an account of 16 to 19 digits need not be a card."""
        number = str(value)
        if not re.fullmatch(r"\d+", number, re.ASCII):
            return error("bank_account.shape", "请只填数字", "Please fill in digits only")
        if not SHORTEST <= len(number) <= LONGEST:
            return error(
                "bank_account.length",
                f"请填 {SHORTEST} 到 {LONGEST} 位账号，现在是 {len(number)} 位",
                f"Please fill in {SHORTEST} to {LONGEST} digits; there are {len(number)} now",
            )
        if len(number) in CARD and not luhn.is_valid(number):
            return warning(
                "bank_account.check",
                "卡号可能有一位不对，请再核对一遍",
                "One digit of the card number may be wrong; please check once more",
            )
        return ()

    def mask(self, value: Json, field: FormField) -> str:
        """Keep the last four digits."""
        number = str(value or "")
        return "****" + number[-SHOWN:] if len(number) >= SHORTEST else "*" * len(number)

"""Papers of the true sizes."""

from kiosk.paper.receipt import receipt
from kiosk.paper.slip_sheet import A4, A5
from kiosk.texts import Language
from tests.paper.annex import SERVICE
from tests.paper.couple import case, handed, press

TITLE = "1506020126112301001742-receipt"
_SLIP = receipt(case(), SERVICE, handed())
ON_A4 = press().on_sheets(_SLIP, A4, Language.ZH).pdf
ON_A5 = press().on_sheets(_SLIP, A5, Language.ZH).pdf
ON_THE_ROLL = press().on_roll(_SLIP, Language.ZH).pdf

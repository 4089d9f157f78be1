import pytest
import zxingcpp
from PIL import Image, ImageFilter

from kiosk.paper.claim import claim
from kiosk.paper.document import Document
from kiosk.paper.receipt import receipt
from kiosk.paper.slip_roll import BAR, DOT, DPI, SQUARE, WIDTH
from kiosk.paper.slip_sheet import A4, A5
from kiosk.paper.slip_sheet import SQUARE as SHEET_SQUARE
from kiosk.paper.symbols import QUIET_BARS, bars, qr
from kiosk.texts import Language
from tests.paper import reading
from tests.paper.annex import SERVICE
from tests.paper.couple import ANSWERS, NUMBER, SIGNED, case, handed, press, proof

LONG_NUMBER = "150602012611230123001742"
CODE = "7KQ2MX4P"


def papers() -> dict[str, Document]:
    slip = receipt(case(), SERVICE, handed())
    many = [{"name": f"巴图{n}", "sex": "male"} for n in range(20)]
    return {
        "application": press().application(case(), SERVICE, SIGNED),
        "application of two sheets": press().application(
            case({**ANSWERS, "children": many}), SERVICE, SIGNED
        ),
        "receipt on A4": press().on_sheets(slip, A4, Language.EN),
        "receipt on A5": press().on_sheets(slip, A5, Language.ZH),
        "receipt on the roll": press().on_roll(slip, Language.EN),
    }


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", papers())
def test_both_symbols_on_every_page_say_the_case_number_and_no_more(name: str, dpi: int) -> None:
    paper = papers()[name]
    for page in range(paper.pages):
        found = reading.symbols(paper.pdf, page, dpi)
        assert found == {"Code128": NUMBER, "QRCode": NUMBER}


@pytest.mark.parametrize("kiosk", ["a", "ordos-hall-3", "a" * 100])
@pytest.mark.parametrize("language", Language)
def test_a_receipts_qr_code_says_its_proof_and_the_bars_its_number(
    language: Language, kiosk: str
) -> None:
    said = proof(case(), kiosk)
    slip = receipt(case(), SERVICE, handed(proof=said, again=True))
    sheets = [press().on_sheets(slip, one, language) for one in (A4, A5)]
    for paper in (*sheets, press().on_roll(slip, language)):
        for dpi in (203, 300):
            found = reading.symbols(paper.pdf, 0, dpi)
            assert found == {"Code128": NUMBER, "QRCode": said}


def test_a_proof_has_modules_of_three_dots_and_survives_ink_that_spreads() -> None:
    said = proof(case(), "a" * 60)
    slip = receipt(case(), SERVICE, handed(proof=said))
    assert SHEET_SQUARE / qr(said).width >= 3 * DOT
    picture = reading.image(press().on_roll(slip, Language.ZH).pdf, 0, DPI)
    for spoilt in (picture.filter(ImageFilter.MinFilter(3)), picture.rotate(45, expand=True)):
        assert said in {one.text for one in zxingcpp.read_barcodes(spoilt)}


def test_the_claim_slip_says_its_code() -> None:
    at = case().submitted_at
    slip = claim(CODE, kept_until=at, hall=case().hall, machine=handed().machine)
    for paper in (press().on_roll(slip, Language.ZH), press().on_sheets(slip, A5, Language.EN)):
        assert set(reading.symbols(paper.pdf, 0, DPI).values()) == {CODE}
        assert "7KQ2 MX4P" in reading.text(paper.pdf)


def test_the_roll_is_576_dots_and_its_symbols_stand_on_whole_dots() -> None:
    paper = papers()["receipt on the roll"]
    picture = reading.image(paper.pdf, 0, DPI)
    assert picture.width == WIDTH
    codes = [row for row in range(picture.height) if _only_black_and_white(picture, row)]
    assert len(codes) >= SQUARE * qr(NUMBER).width


def test_bars_are_wide_enough_for_ink_that_spreads() -> None:
    assert BAR / DPI * 25.4 >= 0.37
    assert (bars(NUMBER).width + 2 * QUIET_BARS) * BAR <= WIDTH


def test_a_number_of_24_digits_still_fits_the_roll() -> None:
    assert (bars(LONG_NUMBER).width + 2 * QUIET_BARS) * BAR <= WIDTH


def _only_black_and_white(picture: Image.Image, row: int) -> bool:
    line = picture.crop((0, row, picture.width, row + 1)).tobytes()
    dark = sum(level < 10 for level in line)
    return dark > SQUARE and all(level < 10 or level > 245 for level in line)

"""What people do at the kiosk, told from beginning to end."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.script import read_script
from tests.journeys.hand import Hand, texts_of
from tests.journeys.pages import Form, number_on, sign
from tests.journeys.serving import Tell, serve, serve_what_is_new

HUSBAND, WIFE = "巴特尔", "李婉清"
ID_NUMBER, PHONE, SPACED_PHONE = "150602200411219993", "13804770001", "138 0477 0001"
STREET = (("fuxingjiedao", "富兴街道"),)


def begin(hand: Hand) -> None:
    """From the first page to the form, for all four items."""
    hand.tap("公民婚育")
    hand.tap("开始办理")
    hand.sees("您要办哪几件？")
    hand.tap("4 件都选")
    hand.sees("已选 4 件")
    hand.tap("下一步")
    hand.sees("下一页请照身份证填姓名和号码")
    hand.tap("下一步")
    hand.sees("男方信息")


def husband(hand: Hand) -> None:
    """His page, by the kiosk's own keys where they are his; going on too early leads back."""
    form = Form(hand)
    form.spell("男方姓名", ("bateer", HUSBAND))
    form.fold()
    form.onward()
    hand.sees("请填公民身份号码")
    form.press("公民身份号码", ID_NUMBER)
    form.type("联系电话", PHONE)
    form.fold()
    form.pick("民族", "蒙古族")
    form.pick("户籍地址", "东胜区")
    form.spell("户籍地址 ", *STREET)
    hand.type("1")
    form.fold()
    form.onward()
    hand.sees("女方信息")


def wife(hand: Hand) -> None:
    """Her page."""
    form = Form(hand)
    form.spell("女方姓名", ("liwanqing", WIFE))
    form.type("公民身份号码", "15060220061121998X")
    form.type("联系电话", "13804770002")
    form.fold()
    form.pick("民族", "汉族")
    form.pick("户籍地址", "康巴什区")
    form.spell("户籍地址 ", ("qingchunshan", "青春山"), ("jiedao", "街道"))
    hand.type("2")
    form.fold()
    form.onward()


def household(hand: Hand) -> None:
    """Who moves where."""
    form = Form(hand)
    hand.sees("户口联办")
    form.touch(f"{WIFE} 迁到 {HUSBAND}家")
    form.spell("落户辖区派出所", ("fuxing", "富兴"), ("paichusuo", "派出所"))
    form.fold()
    form.touch("迁入地在城镇")
    form.onward()


def birth(hand: Hand) -> None:
    """The child to come."""
    form = Form(hand)
    hand.sees("现居住地")
    form.pick("现居住地", "东胜区")
    form.spell("现居住地 ", *STREET)
    hand.type("1")
    form.fold()
    form.touch("一孩", "在孕")
    form.onward()


def delivery(hand: Hand) -> None:
    """How the results come to them."""
    form = Form(hand)
    hand.sees("取件方式")
    form.touch("到窗口自取")
    form.onward()


def fill_in(hand: Hand) -> None:
    """The whole form."""
    for page in (husband, wife, household, birth, delivery):
        page(hand)


def both_sign(hand: Hand) -> None:
    """Materials, the paper, both signatures, handed in."""
    hand.sees("这些材料，您都有吗？")
    hand.tap("下一步")
    hand.tap("没问题，去签名")
    signatures = read_script(None, None).signatures
    sign(hand, HUSBAND, signatures["husband"].lines)
    hand.tap("签好了，换另一位")
    sign(hand, WIFE, signatures["wife"].lines)
    hand.tap("签好了，提交")


def apply(hand: Hand, tell: Tell) -> None:
    """A couple applies for everything, takes the papers, rates and leaves."""
    begin(hand)
    tell("form")
    fill_in(hand)
    tell("filled")
    both_sign(hand)
    hand.sees("申请已收好")
    tell("accepted", number=number_on(hand))
    hand.sees("都打好了")
    tell("printed")
    hand.tap("拿好了，去评价")
    hand.tap("非常满意")
    hand.tap("提交评价")
    hand.sees("谢谢您")
    hand.tap("回首页")
    hand.sees("您今天想办什么事？")
    tell("home")


def apply_without_line(hand: Hand, tell: Tell) -> None:
    """A couple applies while the hall is cut off, and is told so."""
    begin(hand)
    fill_in(hand)
    both_sign(hand)
    hand.sees("申请已收好")
    hand.sees("现在没有网络，申请已稳妥存在这台机器里")
    tell("accepted", number=number_on(hand))
    hand.sees("都打好了")


def look_up(hand: Hand, tell: Tell, number: str, *words: str) -> None:
    """Somebody asks how far a case is until all these words are there."""
    hand.tap("查询进度")
    hand.tap("办件编号")
    hand.type(number)
    hand.tap("查询")
    for word in words:
        hand.sees(word)
    tell("found")


def print_again(hand: Hand, tell: Tell, number: str) -> None:
    """Somebody wants the receipt once more."""
    hand.tap("补打回执")
    hand.tap("办件编号")
    hand.type(number)
    hand.tap("打印")
    hand.sees("回执打好了")
    tell("printed")


def walk_away(hand: Hand, tell: Tell) -> None:
    """He says once that he is still there; the second time nobody is."""
    begin(hand)
    form = Form(hand)
    form.spell("男方姓名", ("bateer", HUSBAND))
    form.fold()
    form.type("联系电话", PHONE)
    hand.sees("您还在吗？")
    hand.tap("我还在，接着办")
    hand.sees("男方信息")
    hand.sees(HUSBAND)
    hand.sees(SPACED_PHONE)
    form.press("公民身份号码", ID_NUMBER)
    hand.sees("您还在吗？")
    hand.sees("您今天想办什么事？")
    hand.ask(nothing_is_left)
    tell("home")


def carry_on(hand: Hand, tell: Tell, code: str) -> None:
    """He comes back with the code of his slip."""
    hand.tap("继续办理")
    hand.tap("取回码")
    hand.type(code)
    hand.tap("打开")
    hand.sees("男方信息")
    for given in (HUSBAND, SPACED_PHONE, "150602 20041121 9993"):
        hand.sees(given)
    tell("opened")


def nothing_is_left() -> None:
    """No widget, seen or hidden, and no clipboard holds what was typed."""
    held = texts_of(QApplication.allWidgets())
    clipboard = QApplication.clipboard().text()
    for canary in (HUSBAND, PHONE, SPACED_PHONE, ID_NUMBER, ID_NUMBER[6:14]):
        assert not [text for text in held if canary in text]
    for line in QApplication.allWidgets():
        assert not (isinstance(line, QLineEdit) and line.isUndoAvailable())
    assert not clipboard


TALES: dict[str, Callable[..., None]] = {
    tale.__name__: tale
    for tale in (
        apply,
        serve,
        serve_what_is_new,
        apply_without_line,
        look_up,
        print_again,
        walk_away,
        carry_on,
    )
}

"""What the second screen says of a visit: how far it is, and nothing about anybody."""

from kiosk.cases.number import grouped
from kiosk.devices.second_screen import Sight
from kiosk.screens.citizen.office import HallFacts
from kiosk.texts import Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit

HERE = Text("请在触摸屏上办理", "Please use the touch screen")
OPEN = Text("今天办到 {until}，咨询 {hotline}", "Open until {until}. Questions: {hotline}")
BUSY = Text("正在办理", "Somebody is being served")
WAIT = Text("下一位请在一米线外等候", "Next in line: please wait behind the line")
SIGNING = Text("正在签名", "Signing")
EACH = Text("每位申请人请自己签名", "Everybody signs for themselves")
KEPT = Text("申请已经收好", "The application is kept")
PHOTO = Text("可以用手机拍下编号，凭编号查进度", "Take a photo: the number tells how far it is")
CARED_FOR = Text("正在维护", "Out of service for a moment")
ELSEWHERE = Text("请稍候，或到{window}办理", "Please wait, or go to {window}")


def beside_sight(visit: Visit, hall: HallFacts, code: tuple[str, ...] = ()) -> Sight:
    """Return what those beside see; `code` is the receipt's, once there is one."""
    language = visit.language
    if visit.step is Step.BENCH:
        elsewhere = ELSEWHERE.fill(window=hall.window[language])
        return Sight(CARED_FOR[language], elsewhere[language])
    if visit.case is not None:
        number = grouped(visit.case.number)
        return Sight(KEPT[language], PHOTO[language], number=number, code=code)
    if visit.step is Step.WELCOME:
        told = OPEN.fill(until=hall.open_until, hotline=hall.hotline)
        return Sight(hall.name[language], f"{HERE[language]}\n{told[language]}")
    steps = tuple((one.label[language], one.state.value) for one in visit.steps_bar)
    if visit.step is Step.SIGN:
        return Sight(SIGNING[language], EACH[language], steps)
    return Sight(BUSY[language], WAIT[language], steps)

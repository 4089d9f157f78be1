"""The fixed words of the page after handing in."""

from kiosk.texts import Text

ACCEPTED = Text("申请已收好", "Your application is safe")
NUMBER = Text("您的办件编号", "Your case number")
READ_NUMBER = Text("读一遍", "Read it out")
OFFLINE = Text("现在没有网络，申请已稳妥存在这台机器里", "No network now; it is kept safely here")
OFFLINE_LINE = Text(
    "网络恢复后自动送出，您不用再来。日期从送出那天算。",
    "It goes out by itself. You need not come back; dates count from that day.",
)
THEN = Text("接下来", "What happens next")
PRINTING = Text("正在打印 第 {sheet} 张", "Printing sheet {sheet}")
SHEETS = Text("共 {sheets} 张", "{sheets} in all")
STOPPED = Text("还没有打完", "Not all printed yet")
STOPPED_LINE = Text(
    "请点“再打一份”接着打；打不出来，请凭编号到窗口补打。",
    "Press Print again to go on. If it fails, the staff print it by your case number.",
)
PRINTED = Text("都打好了", "All printed")
TAKE_OUT = Text("请从屏幕右下方的出纸口取：", "Take them from the slot below, on the right:")
PRINT_AGAIN = Text("再打一份", "Print again")
TAKEN = Text("拿好了，去评价", "Got it, rate us")

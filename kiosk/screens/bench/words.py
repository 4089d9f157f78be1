"""The fixed words of the bench."""

from kiosk.devices.health import Condition
from kiosk.texts import Text

CODE = Text("请输入维护码", "Enter the bench code")
CODE_LEAD = Text("只给维护人员用。办事请按返回。", "For technicians only. Others please go back.")
WRONG = Text("不对，请再输入一次。", "This is not the code. Try again.")
WAIT = Text("错了多次，请等 {seconds} 秒。", "Wrong too often: wait {seconds} seconds.")
CHECKING = Text("正在核对", "Checking")
DIGITS_TYPED = Text("已输入 {count} 位", "{count} digits typed")
NOTHING_TYPED = Text("还没有输入", "Nothing typed yet")
RUB_OUT = Text("退格", "Erase")
OPEN = Text("打开", "Open")
BACK = Text("返回", "Back")

BENCH = Text("设备与维护", "Bench")
BENCH_LEAD = Text("{ill} 处要处理，{soon} 处要留意", "{ill} to see to, {soon} to keep an eye on")
ALL_WELL = Text("一切正常", "All is well")
FACTS = Text("本机", "This kiosk")
LOG = Text("最近的日志", "Latest log")
EMPTY_LOG = Text("没有记录", "Nothing was logged")
SELF_TEST = Text("自检", "Self-test")
PRINT = Text("打印自检单", "Print result")
CLOSE = Text("关闭", "Close")
PRINTED = Text("自检单已打印", "The result was printed")
UNDER_WAY = Text("正在进行", "Under way")
TESTED = Text(
    "自检做完了：{well} 项正常，{ill} 项要处理，{soon} 项要留意",
    "Self-test: {well} well, {ill} to see to, {soon} to keep an eye on",
)

SCANNED = Text("扫到 {count} 个字符：{text}", "Scanned {count} characters: {text}")
FIRST = Text("先处理", "See to this first")
KEEP = Text("要留意", "Keep an eye on")

CONDITIONS = {
    None: Text("还没看", "Not looked at yet"),
    Condition.WELL: Text("正常", "Well"),
    Condition.SOON: Text("留意", "Soon"),
    Condition.ILL: Text("要处理", "Ill"),
}

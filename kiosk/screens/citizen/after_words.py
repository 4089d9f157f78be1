"""The fixed words of the pages beside the way and after it, page by page."""

from kiosk.texts import Text

STILL_THERE = Text("您还在吗？", "Are you still there?")
WILL_SEAL = Text(
    "没有人按的话，我们会把您填的内容锁好，\n再清空屏幕，别人看不到。",
    "If nobody presses, what you typed is locked away\nand the screen is cleared.",
)
WILL_CLEAR = Text(
    "没有人按的话，屏幕会清空，回到首页。",
    "If nobody presses, the screen is cleared.",
)
SECONDS = Text("秒", "seconds")
STAY = Text("我还在，接着办", "I am here, carry on")
SEAL = Text("先存起来，下次接着办", "Save for next time")
END = Text("结束", "End")
SEALED_FOR = Text("存起来的内容，{hours} 小时内有效", "What is saved is kept for {hours} hours")
SEALED_HOW = Text(
    "凭取回码，在这台机器上点“继续办理”。", "With the claim code, press Carry on at this kiosk."
)

GOODBYE = Text("谢谢您，请慢走", "Thank you, goodbye")
GOODBYE_QUIET = Text("已经收好了，请多保重", "It is all kept safely. Take care")
GOODBYE_LEAD = Text("走之前，请再看一眼。", "One last look before you go.")
TAKE_PAPERS = Text("拿好打印的纸", "Take your papers")
TAKE_PAPERS_LINE = Text("出纸口里不要留下一张", "Leave no sheet in the slot")
TAKE_CARDS = Text("拿好身份证", "Take every ID card")
TAKE_CARDS_LINE = Text("放在机器上的，一张也不要落下", "Leave none on the machine")
CALL = Text("有事打 {number}", "Questions: call {number}")
CALL_LINE = Text("报办件编号，就能问到进度", "Have your case number at hand")

STOPPED = Text("先停一下", "A moment, please")
KEPT = Text("已经保住的", "What is safe")
DO_NOW = Text("现在怎么做", "What to do now")
TOLD = Text("通知了谁", "Who was told")
AGAIN = Text("再试一次", "Try again")
WHAT_NOW = Text("您想怎么做？", "What would you like to do?")

SAVED = Text("存好了", "It is saved")
SAVED_LEAD = Text("凭下面的取回码，接着上次填。", "The claim code below opens it again.")
CODE = Text("取回码", "Claim code")
PRINTED = Text("小票上也印了这个码，请收好", "The code is on your slip too; keep it safe")
NOT_PRINTED = Text("没有打印小票，请记下或拍下这个码", "No slip was printed: write the code down")
NOT_PRINTED_LINE = Text(
    "回到首页后，屏幕上就看不到它了。", "Once you leave this page it is not shown again."
)
UNTIL = Text("{until} 以前有效", "Valid until {until}")
UNTIL_LINE = Text("过了时间会自动销毁，要重新填", "After that it is destroyed for good")
ONLY_HERE = Text("只能在这台机器上接着办", "Only this kiosk can open it")
ONLY_HERE_LINE = Text(
    "内容锁在这台机器里，没有传到别处。回首页点“继续办理”。",
    "It is locked inside this machine and went nowhere else. Press Carry on, on the first page.",
)

RATE = Text("今天办得满意吗？", "How was it today?")
RATE_QUIET = Text("今天的服务，您觉得怎么样？", "How did we serve you today?")
RATE_LEAD = Text("按一个就好，不想评就跳过。", "Press one, or skip it.")
LEVELS = {
    5: Text("非常满意", "Very satisfied"),
    4: Text("满意", "Satisfied"),
    3: Text("基本满意", "Fairly satisfied"),
    2: Text("不满意", "Dissatisfied"),
    1: Text("非常不满意", "Very dissatisfied"),
}
"""The five levels and their words: 国办发〔2019〕51号; five is the best."""
WHY = Text("哪里没做好？可以选几样", "What went wrong? Tick all that apply")
REASONS = {
    "efficiency": Text("办得慢", "It took too long"),
    "attitude": Text("态度不好", "Nobody was helpful"),
    "guide": Text("指南不清楚", "The guide was unclear"),
    "handling": Text("机器不好用", "The machine was hard to use"),
    "other": Text("其他", "Something else"),
}
RATE_FIRST = Text("请先选一项满意程度", "Please choose one of the five")
REASON_FIRST = Text(
    "请至少选一样，我们好改进", "Please tick at least one, so that we can do better"
)
SEND = Text("提交评价", "Send")
SKIP = Text("跳过", "Skip")

PROGRESS = Text("办到哪一步了？", "How far is it?")
PROGRESS_LEAD = Text("请输入回执上的办件编号。", "Type the case number from your receipt.")
CASE_NUMBER = Text("办件编号", "Case number")
CASE_NUMBER_HINT = Text("回执上方那一长串数字", "The long number on top of your receipt")
CASE_NUMBER_WRONG = Text(
    "编号没输全，或输错了一位，请对照回执再看一遍。",
    "A digit is missing or wrong. Please compare it with your receipt.",
)
LOOK_UP = Text("查询", "Look up")
AS_OF = Text("截至 {time} 的消息", "News as of {time}")
AS_OF_LINE = Text(
    "现在没有网络，之后可能又有进展。网络恢复后再查就是最新的。",
    "The line is down; more may have happened since. Look again once it is back.",
)

RESUME = Text("接着上次填", "Carry on from last time")
RESUME_LEAD = Text("请输入小票上的取回码。", "Type the claim code from your slip.")
CODE_HINT = Text("10 位字母和数字", "10 letters and digits")
CODE_WRONG = Text(
    "取回码没输全，或输错了一位，请对照小票再看一遍。",
    "A sign is missing or wrong. Please compare it with your slip.",
)
CODE_SIGNS = Text("取回码里没有这些", "The code has none of these")
CODE_SIGNS_LINE = Text(
    "没有字母 O、I、L，也没有数字 0、1，按了不会出来。",
    "No letters O, I, L and no digits 0 or 1: these keys do nothing here.",
)
OPEN = Text("打开", "Open")
CHANGED = Text("表有变化，请看一眼", "The form has changed meanwhile")
CHANGED_LEAD = Text("您填过的都在，只差下面这些。", "All you typed is kept, apart from this:")
CARRY_ON = Text("知道了，接着填", "I see, carry on")

REPRINT = Text("补打回执", "Receipt again")
REPRINT_LEAD = Text("请输入办件编号，再打一份回执。", "Type the case number for another copy.")
PRINT = Text("打印", "Print")
PRINTING = Text("回执打好了，请从出纸口取", "Here is your receipt: take it from the slot")
PRINTING_LINE = Text("拿好了再走，别人看不到。", "Take it with you, so that nobody else sees it.")

"""The fixed words of the pages beside the way and after it, page by page."""

from kiosk.texts import Text

STILL_THERE = Text("您还在吗？", "Are you still there?")
WILL_SEAL = Text(
    "没有人按的话，我们会把您填的内容锁好，再清空屏幕，别人看不到。",
    "If nobody presses, what you typed is locked away and the screen is cleared.",
)
WILL_CLEAR = Text(
    "没有人按的话，屏幕会清空，回到首页。",
    "If nobody presses, the screen is cleared and goes home.",
)
SECONDS = Text("秒", "seconds")
STAY = Text("我还在，接着办", "I am here, carry on")
SEAL = Text("先存起来，下次接着办", "Save for next time")
END = Text("结束", "End")
SEALED_FOR = Text("存起来的内容，{hours} 小时内有效", "What is saved is kept for {hours} hours")
SEALED_HOW = Text(
    "凭取回码，在这台机器上点“继续办理”。", "Use the claim code: “Carry on”, at this kiosk."
)

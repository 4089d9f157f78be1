"""The claim slip (取回凭条): with it a sealed, unfinished application is opened again.

It says nothing about whom or what the application is for.
"""

from datetime import datetime

from kiosk.paper.slip import Fact, Note, Part, Slip
from kiosk.texts import Text

TITLE = Text("取回凭条", "Claim slip")


def claim(code: str, *, kept_until: datetime, hall: Text, machine: Text) -> Slip:
    """Write the slip; `kept_until` is in the hall's time, `code` what opens the application."""
    until = f"{kept_until:%Y-%m-%d %H:%M}"
    parts: tuple[Part, ...] = (
        Fact(Text("保留到", "Kept until"), Text(until, until)),
        Fact(
            Text("在哪里", "Where"),
            Text(
                f"{hall.zh} {machine.zh}（只在这一台）", f"{hall.en}, {machine.en} (only this one)"
            ),
        ),
        Note(
            Text(
                "您填的内容已封存在本机，尚未提交。请在保留时间内回到这台机器，点“继续办理”，"
                "扫二维码或输入上面的取回码。过期自动销毁，不能恢复。",
                "What you filled in is sealed on this machine; it is not submitted yet. "
                "Before it expires choose 'Carry on' and scan the code or type it. "
                "Afterwards it is destroyed and cannot be restored.",
            )
        ),
        Note(
            Text(
                "谁持有本凭条，谁就能打开申请，请勿交给他人。",
                "Whoever holds this slip can open the application: do not give it away.",
            )
        ),
    )
    return Slip(kind="claim", title=TITLE, parts=parts, code=code, spoken=_spoken(code))


def _spoken(code: str) -> str:
    """Write a code in groups of four, as it is read aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))

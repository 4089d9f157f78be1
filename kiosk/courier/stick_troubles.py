"""What can go wrong with a stick between kiosk and central, and what staff can do about it."""

from kiosk.errors import Trouble
from kiosk.texts import Text

_TROUBLES = {
    "no_recipient": (
        Text("本机登记时没有得到导出密钥。", "This kiosk was enrolled without a key for exports."),
        Text(
            "请在审批系统上重新生成登记码，再运行 kiosk enrol。",
            "Have a new code made at central, then run kiosk enrol.",
        ),
    ),
    "no_folder": (
        Text("导出文件夹不存在。", "The folder to export to is not there."),
        Text("请插入并挂载 U 盘后重试。", "Put the stick in, mount it, and try again."),
    ),
    "full": (
        Text("U 盘空间不足，未写入不完整的文件。", "The stick is full; no half file was left."),
        Text("请换一个 U 盘重试。", "Take a larger or emptier one and try again."),
    ),
    "gone": (
        Text("无法读写 U 盘，可能已被拔出。", "The stick cannot be used; was it pulled out?"),
        Text(
            "请重新插入后再试；数据仍在本机，没有丢失。",
            "Put it back and try again: everything is still on this kiosk.",
        ),
    ),
    "untrue_word": (
        Text(
            "该文件不是本机登记的审批系统签发的，或已损坏。",
            "This file was not signed by this kiosk's central, or it is damaged.",
        ),
        Text(
            "请从审批系统重新复制 .ack 文件；未做任何更改。",
            "Copy the .ack file once more from central; nothing was changed here.",
        ),
    ),
    "not_ours": (
        Text("该回执是给另一台终端的。", "This word of central is for another kiosk."),
        Text(
            "请在文件名所示的终端上导入；未做任何更改。",
            "Import it on the kiosk its name says; nothing was changed here.",
        ),
    ),
}


def stick_trouble(what: str) -> Trouble:
    """Make the trouble of that name; its code is `stick.<name>`."""
    return Trouble(f"stick.{what}", *_TROUBLES[what])

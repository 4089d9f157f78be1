"""Names of persons: exactly as on the ID card, whatever the script.

民委发〔2016〕33号: the separator is U+00B7 only, a name has room for 50 characters and more,
and every character of GB 18030 counts. Lengths are code points, never UTF-16 units.
"""

import re

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import Words, cleaned, private_use
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField

DOT = "·"
DOTS = "\u2022\u30fb\u2027\u2219\uff65\uff0e\u00b7"
HAN = (
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
    r"\U00020000-\U0003ffff"
)
LONGEST = 100
USUAL_HAN = 25

_BETWEEN = re.compile(rf"(?<=[{HAN}])\s*[{DOTS}.]\s*(?=[{HAN}])")
_ANY_DOT = re.compile(rf"\s*[{DOTS}]\s*")
_HAN_NAME = re.compile(rf"[{HAN}]+(·[{HAN}]+)*")
_LETTERS_NAME = re.compile(r"[^\W\d_]+(?:(?:[ '’·-]|\. ?)[^\W\d_]+)*\.?")
_DOUBLE = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛司徒东方独孤南宫夏侯皇甫尉迟公孙慕容令狐长孙宇文"
        "轩辕端木呼延淳于单于太史申屠仲孙钟离闻人澹台公羊赫连濮阳拓跋百里",
    )
)


class PersonName(Words):
    """A name in Han characters, or in letters."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Clean it and write every middle dot as U+00B7; blanks inside a Han name go."""
        name = _ANY_DOT.sub(DOT, _BETWEEN.sub(DOT, cleaned(typed)))
        joined = name.replace(" ", "")
        return (joined if _HAN_NAME.fullmatch(joined) else name) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse only what no ID card could show; rare and private characters go through."""
        name = str(value)
        if len(name) > LONGEST:
            return error("name.long", f"姓名请不超过 {LONGEST} 个字", "Please shorten the name")
        if private_use(name):
            return warning(
                "name.private",
                "有一个字机器不认识，请到窗口核对",
                "One character is not known; please have it checked at the window",
            )
        if _HAN_NAME.fullmatch(name):
            if len(name) > USUAL_HAN:
                return warning(
                    "name.many", "名字比较长，请再看一遍", "This is a long name; please look again"
                )
            return ()
        if _LETTERS_NAME.fullmatch(name):
            return ()
        return error(
            "name.shape",
            "请照身份证填姓名，不要有数字和符号",
            "Please fill in the name as on the ID card, without digits or signs",
        )

    def mask(self, value: Json, field: FormField) -> str:
        """Keep the family name: 张*, 欧阳**, 巴**."""
        name = str(value or "")
        if not name:
            return ""
        if len(name) == 1:
            return "*"
        kept = 2 if name[:2] in _DOUBLE and len(name) > len("欧阳") else 1
        return name[:kept] + "*" * min(len(name) - kept, 6)

"""A new form: a file with comments that passes every check, ready to be changed."""

import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.workdays import RESOURCES
from kiosk.errors import Trouble
from kiosk.texts import Text

START = RESOURCES / "forms" / "start.yaml"
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_REGION = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a form's author knows before the first line: where, what, and its name."""

    region: str
    id: str
    zh: str
    en: str


def start(beginning: Beginning, folder: Path, code: str) -> Path:
    """Write `REGION-ID.yaml`; raises Trouble `forms.name` or `forms.exists`.

    `code` are the two digits of its case numbers.
    """
    if not _REGION.fullmatch(beginning.region) or not _ID.fullmatch(beginning.id):
        raise Trouble("forms.name", _NAME, _NAME_REMEDY)
    file = folder / f"{beginning.region}-{beginning.id}.yaml"
    text = START.read_text("utf-8")
    known = {"REGION": beginning.region, "ID": beginning.id, "CODE": code}
    known |= {"TITLE_ZH": beginning.zh, "TITLE_EN": beginning.en}
    for name, value in known.items():
        text = text.replace(f"<{name}>", value)
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(text)
    except FileExistsError as error:
        raise Trouble("forms.exists", _EXISTS.fill(file=file.name), _EXISTS_REMEDY) from error
    return file


_NAME = Text("区划代码或名称不对。", "The region or the name cannot be used.")
_NAME_REMEDY = Text(
    "区划代码是六位数字；名称用小写字母、数字和连字符。",
    "A region has six digits; a name has small letters, digits and hyphens.",
)
_EXISTS = Text("{file} 已经有了。", "{file} is there already.")
_EXISTS_REMEDY = Text("换个名称，或直接改这个文件。", "Take another name, or change that file.")

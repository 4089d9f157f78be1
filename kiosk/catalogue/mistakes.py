"""What the author of a form got wrong: file, line, what, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.errors import Trouble
from kiosk.texts import Text


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake of a form file."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} — {self.remedy}"


class BrokenCatalogue(Trouble):
    """The form files cannot be used; `mistakes` are all of them."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        first = self.mistakes[0]
        more = len(self.mistakes) - 1
        also_zh = f"（还有 {more} 处）" if more else ""
        also_en = f" ({more} more)" if more else ""
        super().__init__(
            "catalogue.broken",
            Text(
                f"表单文件 {first.file} 第 {first.line} 行有误：{first.what}{also_zh}。",
                f"{first.file}:{first.line}: {first.what}{also_en}.",
            ),
            Text(f"请改正：{first.remedy}。", f"To mend it: {first.remedy}."),
        )

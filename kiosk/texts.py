"""What is said to people, in the two languages the product speaks."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages of screens and papers; Chinese comes first."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in every language the product speaks."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en

    def fill(self, **values: object) -> "Text":
        """Put values into the `{name}` places of every language."""
        return Text(self.zh.format(**values), self.en.format(**values))

"""One of several answers; the stored value is the option's, never its words."""

from collections.abc import Iterable

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import cleaned
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField, Option
from kiosk.texts import Language


def chosen(text: str, options: Iterable[Option]) -> str:
    """Return the value of the option that is meant by its value or title; else the text."""
    offered = tuple(options)
    if any(one.value == text for one in offered):
        return text
    titled = (one.value for one in offered if text.lower() in _titles(one))
    return next(titled, text)


def _titles(option: Option) -> tuple[str, str]:
    return option.title.zh.lower(), option.title.en.lower()


class Choice:
    """A choice of one."""

    def options(self, field: FormField) -> tuple[Option, ...]:
        """Return what can be chosen."""
        return field.options

    def value_of(self, text: str, field: FormField) -> str:
        """Take an option's value, or its title in either language."""
        return chosen(text, self.options(field))

    def parse(self, typed: object, field: FormField) -> Json:
        """Take an option's value; anything else is kept for `check` to speak of."""
        text = cleaned(typed)
        return self.value_of(text, field) if text else None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is not offered; people of a couple are offered by role."""
        offered = self.options(field)
        if any(option.value == value for option in offered) or (field.couple and not offered):
            return ()
        return error(
            "choice.unknown", "请在列出的几项里选一个", "Please choose one of those listed"
        )

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write the option's words."""
        for option in self.options(field):
            if option.value == value:
                return option.title[language]
        return "" if value is None else str(value)

    def mask(self, value: Json, field: FormField) -> str:
        """Hide it: what somebody chose is nobody's business."""
        return "" if value is None else "**"

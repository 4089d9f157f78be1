"""Yes or no, and the tick that confirms a sentence."""

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import ascii_signs
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField, Option
from kiosk.texts import Language, Text

YES, NO = Text("是", "Yes"), Text("否", "No")
YES_NO = (Option(value="yes", title=YES), Option(value="no", title=NO))
_MEANT = {"yes": True, "no": False, "true": True, "false": False, "是": True, "否": False}


class YesNo:
    """A question with two answers, stored as true and false."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take true and false, or the words; anything else is not given."""
        if isinstance(typed, bool):
            return typed
        return _MEANT.get(ascii_signs(typed).lower())

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is neither."""
        if isinstance(value, bool):
            return ()
        return error("yes_no.unknown", "请选“是”或“否”", "Please choose yes or no")

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write the word."""
        if not isinstance(value, bool):
            return "" if value is None else str(value)
        return (YES if value else NO)[language]

    def mask(self, value: Json, field: FormField) -> str:
        """Hide it."""
        return "" if value is None else "**"


class Confirm(YesNo):
    """A tick under a sentence; only a given tick says anything."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take a tick; an empty box is not given."""
        return True if super().parse(typed, field) is True else None

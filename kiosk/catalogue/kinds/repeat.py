"""Kinds that hold no answer of their own: groups of rows, notes, signatures."""

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language


class Repeat:
    """Rows of the same fields, such as one a child; each row is checked field by field."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take a list of rows."""
        rows = typed if isinstance(typed, list | tuple) else []
        kept: list[Json] = [dict(row) for row in rows if isinstance(row, dict)]
        return kept

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Count the rows."""
        rows = value if isinstance(value, list) else []
        if not field.min_count <= len(rows) <= field.max_count:
            return error(
                "repeat.count",
                f"请填 {field.min_count} 到 {field.max_count} 项",
                f"Please fill in {field.min_count} to {field.max_count}",
            )
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Say how many there are."""
        count = len(value) if isinstance(value, list) else 0
        return "" if not count else f"{count} 项" if language is Language.ZH else f"{count}"

    def mask(self, value: Json, field: FormField) -> str:
        """Say how many there are."""
        return self.show(value, field, Language.ZH)


class Silent:
    """A note is read, a signature is drawn: neither is an answer."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Nothing to keep."""
        return None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Nothing to say."""
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Nothing to write."""
        return ""

    def mask(self, value: Json, field: FormField) -> str:
        """Nothing to hide."""
        return ""

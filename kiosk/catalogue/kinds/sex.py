"""性别; the ID chip writes 1 and 2 (GB/T 2261.1), answers say male and female."""

from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.schema import FormField, Option
from kiosk.texts import Text

SEXES = (
    Option(value="male", title=Text("男", "Male")),
    Option(value="female", title=Text("女", "Female")),
)
_CODES = {"1": "male", "2": "female"}


class Sex(Choice):
    """Male or female."""

    def options(self, field: FormField) -> tuple[Option, ...]:
        """Return both, or those the form offers."""
        return field.options or SEXES

    def value_of(self, text: str, field: FormField) -> str:
        """Take the value, the chip's code, or the word."""
        return _CODES.get(text) or super().value_of(text, field)

"""Any number of several answers."""

from kiosk.catalogue.kinds.choice import chosen
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import cleaned
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language


class Choices:
    """A choice of some, kept in the order of the form."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take a list of values or titles; none chosen is not given."""
        texts = map(cleaned, typed if isinstance(typed, list | tuple) else [typed])
        values = dict.fromkeys(chosen(text, field.options) for text in texts if text)
        order = {option.value: place for place, option in enumerate(field.options)}
        kept: list[Json] = [*sorted(values, key=lambda value: order.get(value, len(order)))]
        return kept or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is not offered."""
        offered = [option.value for option in field.options]
        if isinstance(value, list) and all(one in offered for one in value):
            return ()
        return error("choice.unknown", "请在列出的几项里选", "Please choose from those listed")

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write their words, one after the other."""
        values = value if isinstance(value, list) else []
        titles = {option.value: option.title[language] for option in field.options}
        comma = "、" if language is Language.ZH else ", "
        return comma.join(titles.get(str(one), str(one)) for one in values)

    def mask(self, value: Json, field: FormField) -> str:
        """Hide them."""
        return "**" if value else ""

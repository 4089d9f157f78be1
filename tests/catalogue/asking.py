"""One field of any kind, and what its kind says about an answer."""

from datetime import date

from kiosk.catalogue.kinds import Json, Occasion, kind_of
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FormField, KindName, Option
from kiosk.texts import Language, Text

DAY = date(2026, 11, 21)
OPTIONS = (
    Option(value="first", title=Text("一孩", "First")),
    Option(value="second", title=Text("二孩", "Second")),
    Option(value="more", title=Text("三孩以上", "Fourth or more")),
)
INNER = (
    FormField(id="child_name", kind=KindName.PERSON_NAME, label=Text("子女姓名", "Name")),
    FormField(id="child_birth", kind=KindName.MONTH, label=Text("出生年月", "Month of birth")),
)


def field(kind: KindName | str, **more: object) -> FormField:
    name = KindName(kind)
    if name in (KindName.CHOICE, KindName.CHOICES):
        more = {"options": OPTIONS, **more}
    if name is KindName.REPEAT:
        more = {"fields": INNER, **more}
    return FormField.model_validate(
        {"id": "asked", "kind": name, "label": Text("问题", "Question"), **more}
    )


def parse(kind: KindName | str, typed: object, **more: object) -> Json:
    asked = field(kind, **more)
    return kind_of(asked).parse(typed, asked)


def remarks(kind: KindName | str, typed: object, **more: object) -> tuple[Remark, ...]:
    asked = field(kind, **more)
    return kind_of(asked).check(kind_of(asked).parse(typed, asked), asked, Occasion(DAY))


def code(kind: KindName | str, typed: object, **more: object) -> str | None:
    """The code of the only remark, `!` before it when it is an error; None when all is well."""
    found = remarks(kind, typed, **more)
    assert len(found) <= 1
    marks = {"error": "!", "warning": ""}
    return marks[found[0].severity] + found[0].code if found else None


def show(kind: KindName | str, typed: object, language: Language = Language.ZH) -> str:
    asked = field(kind)
    return kind_of(asked).show(kind_of(asked).parse(typed, asked), asked, language)


def mask(kind: KindName | str, typed: object) -> str:
    asked = field(kind)
    return kind_of(asked).mask(kind_of(asked).parse(typed, asked), asked)

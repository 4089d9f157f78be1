"""与…关系: what somebody is to somebody else."""

from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.schema import FormField, Option
from kiosk.texts import Text

RELATIONS = (
    Option(value="self", title=Text("本人", "The person themselves")),
    Option(value="spouse", title=Text("配偶", "Husband or wife")),
    Option(value="father", title=Text("父亲", "Father")),
    Option(value="mother", title=Text("母亲", "Mother")),
    Option(value="son", title=Text("子", "Son")),
    Option(value="daughter", title=Text("女", "Daughter")),
    Option(value="grandparent", title=Text("祖父母", "Father's parent")),
    Option(value="maternal_grandparent", title=Text("外祖父母", "Mother's parent")),
    Option(value="sibling", title=Text("兄弟姐妹", "Brother or sister")),
    Option(value="grandchild", title=Text("孙子女", "Son's child")),
    Option(value="maternal_grandchild", title=Text("外孙子女", "Daughter's child")),
    Option(value="relative", title=Text("其他亲属", "Another relative")),
    Option(value="trustee", title=Text("受托人", "Authorised agent")),
    Option(value="other", title=Text("其他", "Other")),
)
"""What is offered where a form does not offer its own."""


class Relation(Choice):
    """One of them, or of those the form offers."""

    def options(self, field: FormField) -> tuple[Option, ...]:
        """Return the form's own, else all."""
        return field.options or RELATIONS

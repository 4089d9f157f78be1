"""The form step as a view: what is asked, what is there, what to do about it."""

from collections.abc import Mapping

from kiosk.cases.checks import Missing
from kiosk.cases.filling import Filling
from kiosk.cases.shown import resolved
from kiosk.cases.visible import VisibleField
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FieldGuide, FormField, Option, Severity
from kiosk.screens.citizen.form_view import FormView
from kiosk.screens.fields.view import FieldView, GuideView, OptionView, RemarkView
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit

CARD = "card"


def form_view(visit: Visit, near: str, card: str = "") -> FormView:
    """Show the open form page; `near` is the hall's GB/T 2260 code, `card` a sentence above."""
    page, filling = visit.form_page, visit.filling
    if page is None or filling is None:
        raise ValueError("no form page is open")
    language = visit.language
    told = _told(visit.remarks, visit.missing, language)
    fields = tuple(_Field(filling, language, told, near).view(one) for one in page.fields)
    return FormView(
        page=page.page.id,
        title=page.page.title[language],
        fields=fields,
        number=visit.page + 1,
        count=len(filling.pages),
        left=sum(one.severity is Severity.ERROR for one in told.values()),
        intro=page.page.intro[language] if page.page.intro else "",
        attention=visit.attention,
        card=card,
    )


def _told(
    remarks: tuple[Remark, ...], missing: tuple[Missing, ...], language: Language
) -> dict[str, RemarkView]:
    """Return what to say at each answer: the first error, else what is missing, else a warning.

    A remark over several answers stands at the last of them.
    """
    told: dict[str, RemarkView] = {}
    ordered = sorted(remarks, key=lambda one: one.severity is not Severity.ERROR)
    for one in missing:
        told[one.path] = RemarkView(one.say[language], Severity.ERROR)
    for remark in ordered:
        if remark.on:
            said = RemarkView(remark.say[language], remark.severity)
            told.setdefault(remark.on[-1], said)
    return told


class _Field:
    """Turns one visible question into its view."""

    def __init__(
        self, filling: Filling, language: Language, told: Mapping[str, RemarkView], near: str
    ) -> None:
        self._filling = filling
        self._language = language
        self._told = told
        self._near = near

    def view(self, one: VisibleField) -> FieldView:
        """Show a question; rows of a repeating group show theirs."""
        field, language = one.field, self._language
        return FieldView(
            path=one.path,
            kind=field.kind,
            label=field.label[language],
            value=one.value,
            hint=field.hint[language] if field.hint else "",
            options=self._options(field, one.options),
            required=one.required,
            from_card=self._filling.sources.get(one.path) == CARD,
            remark=self._told.get(one.path),
            guide=_guide(field.guide, language) if field.guide else None,
            max_length=field.max_length,
            open_end=field.open_end,
            rows=tuple(tuple(self.view(inner) for inner in row) for row in one.rows),
            min_rows=field.min_count,
            max_rows=field.max_count,
            near=self._near,
        )

    def _options(self, field: FormField, options: tuple[Option, ...]) -> tuple[OptionView, ...]:
        language = self._language
        if field.sentence is None:
            return tuple(OptionView(one.value, one.title[language]) for one in options)
        whole = resolved(field, self._filling.service, self._filling.effective).options
        return tuple(
            OptionView(one.value, _sentence(field.sentence, one, whole, language)) for one in whole
        )


def _sentence(sentence: Text, this: Option, options: tuple[Option, ...], language: Language) -> str:
    others = [one.title[language] for one in options if one.value != this.value]
    return sentence[language].format(this=this.title[language], other="".join(others[:1]))


def _guide(guide: FieldGuide, language: Language) -> GuideView:
    return GuideView(
        what=guide.what[language],
        example=guide.example[language] if guide.example else "",
        where=guide.where[language] if guide.where else "",
        use=guide.use[language] if guide.use else "",
        picture=guide.picture or "",
    )

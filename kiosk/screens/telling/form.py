"""The form step as a view: what is asked, what is there, what to do about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as made

from kiosk.cases.checks import Missing
from kiosk.cases.filling import Filling
from kiosk.cases.shown import resolved
from kiosk.cases.visible import VisibleField
from kiosk.catalogue.kinds.capture import CAPTURES
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FieldGuide, FormField, KindName, Option, Severity
from kiosk.screens.citizen.form_view import FormView, WayOutView
from kiosk.screens.fields.view import (
    AppointmentView,
    CaptureView,
    FieldView,
    GuideView,
    OptionView,
    RemarkView,
)
from kiosk.screens.telling.appointment import Free, appointment_view
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit

CARD = "card"


@dataclass(frozen=True, slots=True)
class Around:
    """What a form is filled in with: the hall's GB/T 2260 code and what is known there.

    `takes` are the kinds this kiosk has a device for, `free` the places left where people come
    by appointment.
    """

    near: str
    takes: Collection[KindName] = ()
    free: Free = made(default_factory=dict)


def form_view(visit: Visit, around: Around, card: str = "") -> FormView:
    """Show the open form page; `card` is a sentence above it."""
    page, filling = visit.form_page, visit.filling
    if page is None or filling is None:
        raise ValueError("no form page is open")
    language = visit.language
    told = _told(visit.remarks, visit.missing, language)
    teller = _Field(visit, filling, told, around)
    fields = tuple(teller.view(one) for one in page.fields)
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
        way_out=_way_out(filling, visit.remarks, language),
    )


def _way_out(
    filling: Filling, remarks: tuple[Remark, ...], language: Language
) -> WayOutView | None:
    """Return the first exclusion that stands on this page."""
    here = {one.code: one for one in remarks}
    for one in filling.exclusions:
        remark = here.get(f"exclusion.{one.id}")
        if remark is not None:
            instead, leave = one.instead[language], bool(one.items)
            return WayOutView(
                one.id, remark.on[-1], one.say[language], instead, one.basis or "", leave
            )
    return None


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
        self, visit: Visit, filling: Filling, told: Mapping[str, RemarkView], around: Around
    ) -> None:
        self._visit, self._filling = visit, filling
        self._language = visit.language
        self._told = told
        self._around = around

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
            near=self._around.near,
            appointment=self._appointment(field),
            capture=self._capture(one),
        )

    def _capture(self, one: VisibleField) -> CaptureView | None:
        field, language = one.field, self._language
        if field.kind not in CAPTURES:
            return None
        asked = {other.id: other for other in self._filling.service.fields}
        consent = asked.get(field.consent or "")
        photo = self._visit.captures.get(str(one.value), b"")
        return CaptureView(
            possible=field.kind in self._around.takes,
            allowed=consent is None or self._filling.effective.get(consent.id) is True,
            consent=consent.label[language] if consent else "",
            instead=field.instead[language] if field.instead else "",
            photo=photo if field.kind is KindName.PHOTO else b"",
        )

    def _appointment(self, field: FormField) -> AppointmentView | None:
        if field.kind is not KindName.APPOINTMENT:
            return None
        return appointment_view(self._filling, self._around.free, self._language)

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

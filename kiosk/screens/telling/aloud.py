"""What is read aloud, as sentences: a page's opening, a question with its answer, a number."""

from collections.abc import Iterable

from kiosk.catalogue.kinds import kind_of
from kiosk.catalogue.schema import FormField, KindName, Option
from kiosk.screens.fields.line import TYPING
from kiosk.screens.fields.view import FieldView
from kiosk.texts import Language, Text

KEPT_QUIET = frozenset({KindName.RESIDENT_ID, KindName.PHONE, KindName.CERTIFICATE_NO})
"""Who stands behind in the queue hears what is read: these open too much to strangers."""

FILLED = Text("已经填好，号码不读出来", "Filled in; the number is not read out")
ENDS = ("。", ".", "！", "!", "？", "?")
LOOSE = "：:，,；; "
_STOP, _PAUSE, _BETWEEN = Text("。", "."), Text("，", ", "), Text("", " ")


def sentences(parts: Iterable[str], language: Language) -> str:
    """Join what there is, each with a full stop of its own, so that the voice rests between."""
    told = [part.strip().rstrip(LOOSE) for part in parts]
    ended = (part if part.endswith(ENDS) else part + _STOP[language] for part in told if part)
    return _BETWEEN[language].join(ended)


def question_words(view: FieldView, language: Language) -> str:
    """Return a question as it is read: label, hint, the answer given, what to do about it."""
    hint = view.hint or (TYPING[view.kind].example[language] if view.kind in TYPING else "")
    remark = view.remark.say if view.remark else ""
    return sentences((view.label, hint, _answer(view, language), remark), language)


def number_words(groups: Iterable[str], language: Language) -> str:
    """Return a number digit by digit, with a rest after each group."""
    return sentences([_PAUSE[language].join(" ".join(group) for group in groups)], language)


def _answer(view: FieldView, language: Language) -> str:
    if view.value in (None, "", []):
        return ""
    if view.kind in KEPT_QUIET:
        return FILLED[language]
    label = Text(view.label, view.label)
    options = tuple(
        Option(value=one.value, title=Text(one.title, one.title)) for one in view.options
    )
    field = FormField(id="asked", kind=view.kind, label=label, options=options)
    return kind_of(field).show(view.value, field, language)

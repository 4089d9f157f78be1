"""The field of an appointment: a box that asks for office, day and time, one after the other."""

from PySide6.QtWidgets import QWidget

from kiosk.errors import Fault
from kiosk.screens.fields.appointments import DAY, OFFICE, SLOT, days, offices, opening, slots
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.pick import PickField
from kiosk.screens.fields.view import AppointmentView, FieldView, OptionView
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

PROMPT = Text("请选地点、日期和时间", "Choose office, day and time")
WISH = Text(
    "现在查不到余号：请选希望的时间，线路恢复后确认或改期",
    "How many places are left is not known now: choose a time you wish for. It is confirmed or "
    "moved when the line is back.",
)
AS_LAST_HEARD = Text(
    "余号是上次联网时的，提交后确认或改期",
    "Places left are as last heard; your time is confirmed or moved after you submit.",
)


class AppointmentField(PickField):
    """Answers only once all three are chosen; until then nothing changes."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        self._office = self._day = ""
        super().__init__(look, language, parent)

    def put(self, view: FieldView) -> None:
        """Show what is chosen, and that it is a wish as long as central has not confirmed it."""
        offered, chosen = self._offered(view), _chosen(view)
        office = _title(offered.offices, chosen.get("office", ""))
        day = _title(offered.days, chosen.get("day", ""))
        said = f"{office}\n{day} {_title(offered.slots, chosen.get('slot', ''))}".strip()
        self.show_hint((AS_LAST_HEARD if offered.free else WISH)[self.language])
        self.box.show_answer(view.label, said, view.hint or PROMPT[self.language])

    def forget(self) -> None:
        """Leave no answer, chosen or half chosen."""
        super().forget()
        self._office = self._day = ""

    def choosing(self) -> Choosing:
        """Return the first step."""
        view, self._office, self._day = self.view, "", ""
        offered = self._offered(view)
        if len(offered.offices) == 1:
            self._office = offered.offices[0].value
        return opening(offered, _chosen(view), self.language)

    def take(self, value: str) -> Choosing | None:
        """Go on to the next step, or back to one; the time is the last."""
        view, language = self.view, self.language
        offered, chosen = self._offered(view), _chosen(view)
        if value == OFFICE:
            return offices(offered, chosen, language)
        if value.startswith(OFFICE):
            self._office = value.removeprefix(OFFICE)
            return days(offered, self._office, chosen, language)
        if value.startswith(DAY):
            self._day = value.removeprefix(DAY)
            return slots(offered, self._office, self._day, chosen, language)
        slot = value.removeprefix(SLOT)
        self.answered.emit(view.path, {"office": self._office, "day": self._day, "slot": slot})
        return None

    def _offered(self, view: FieldView) -> AppointmentView:
        if view.appointment is None:
            raise Fault("an appointment without offices and times")
        return view.appointment


def _chosen(view: FieldView) -> dict[str, str]:
    value = view.value if isinstance(view.value, dict) else {}
    return {part: str(given) for part, given in value.items() if given}


def _title(options: tuple[OptionView, ...], value: str) -> str:
    return next((one.title for one in options if one.value == value), value)

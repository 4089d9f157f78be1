"""What makes a screen usable for everybody, looked at widget by widget.

`faults(root, look)` lists in plain words what is wrong: a control without a name or role, a
target too small or too close to another, words cut off, letters too small to read.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from kiosk.screens.look.look import Look, tokens
from kiosk.screens.look.words import Words, torn

TARGET_MM = 15
"""EN 301 549 asks for less; a kiosk that old hands use, for this."""

NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}
Check = Callable[[QWidget, QWidget, Look], Iterator[str]]


def faults(root: QWidget, look: Look) -> list[str]:
    """List everything wrong on a screen as it is shown now; empty is good."""
    found = []
    for widget in visible(root):
        for check in (_named, _large_enough, _readable, _whole, _inside_its_parent):
            found += [f"{_who(widget)}: {what}" for what in check(root, widget, look)]
    return found + list(_too_close(root, look))


def visible(root: QWidget) -> list[QWidget]:
    """Return what can be seen of a screen, itself included."""
    inner: Iterable[QWidget] = root.findChildren(QWidget)
    return [root, *(part for part in inner if part.isVisibleTo(root))]


def controls(root: QWidget) -> list[QWidget]:
    """Return what can be pressed or typed in."""
    return [part for part in visible(root) if isinstance(part, QAbstractButton | QLineEdit)]


def read_aloud(root: QWidget) -> list[str]:
    """Return what a screen reader says, in the order of the widgets."""
    names = (QAccessible.queryAccessibleInterface(part) for part in visible(root))
    said = (name.text(QAccessible.Text.Name) for name in names if name is not None)
    return [words for words in said if words]


def _named(root: QWidget, widget: QWidget, look: Look) -> Iterator[str]:
    if not isinstance(widget, QAbstractButton | QLineEdit):
        return
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None or told.role() in NO_ROLE:
        yield "has no role"
    elif not told.text(QAccessible.Text.Name).strip():
        yield "has no accessible name"


def _large_enough(root: QWidget, widget: QWidget, look: Look) -> Iterator[str]:
    if not isinstance(widget, QAbstractButton):
        return
    least = int(TARGET_MM * look.dots_per_mm)
    if min(widget.width(), widget.height()) < least:
        yield f"is a target of {widget.width()} x {widget.height()} dots, less than {least}"


def _readable(root: QWidget, widget: QWidget, look: Look) -> Iterator[str]:
    if not isinstance(widget, QLabel) or isinstance(widget, Words) or not widget.text():
        return
    if widget.font().pixelSize() < look.text_px("caption"):
        yield f"has letters of {widget.font().pixelSize()} dots"


def _whole(root: QWidget, widget: QWidget, look: Look) -> Iterator[str]:
    if isinstance(widget, Words):
        yield from _whole_words(widget)
    elif isinstance(widget, QLabel):
        yield from _whole_label(widget)
    elif isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QLineEdit):
        needs = widget.minimumSizeHint()
        tall = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else -1
        if widget.width() < needs.width() or widget.height() < max(needs.height(), tall):
            yield f"has {_size(widget)} and needs {needs.width()} x {max(needs.height(), tall)}"


def _whole_words(words: Words) -> Iterator[str]:
    if not words.text():
        return
    lines = words.lines(words.width())
    step = words.heightForWidth(words.width()) // max(1, len(lines))
    if words.heightForWidth(words.width()) > 0 and words.height() < len(lines) * step:
        yield f"{words.text()!r} is cut off: {words.height()} dots for {len(lines)} lines"
    if torn(lines, words.text()):
        yield f"{words.text()!r} has a word broken in two at {words.width()} dots"
    if words.minimumSizeHint().width() > words.width():
        yield f"{words.text()!r} is cut off at {words.width()} dots"


def _whole_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    room, metrics = label.contentsRect(), QFontMetrics(label.font())
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() < needed - metrics.leading() - 1:
            yield f"{label.text()!r} is cut off: {label.height()} of {needed} dots"
    elif metrics.horizontalAdvance(label.text()) > room.width():
        yield f"{label.text()!r} is cut off at {room.width()} dots"


def _inside_its_parent(root: QWidget, widget: QWidget, look: Look) -> Iterator[str]:
    """Only what rolls may be larger than what it lies in."""
    parent = widget.parentWidget()
    if widget is root or parent is None or _rolls(widget):
        return
    if not parent.rect().contains(widget.geometry()):
        yield f"{widget.geometry().getRect()} reaches out of {_size(parent)}"


def _rolls(widget: QWidget) -> bool:
    """Whether a scroll area moves it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()
    return isinstance(area, QScrollArea) and area.widget() is widget


def _too_close(root: QWidget, look: Look) -> Iterator[str]:
    gap = look.px("space.gap_between_targets")
    targets = [part for part in controls(root) if isinstance(part, QAbstractButton)]
    places = [(part, place) for part in targets if not (place := _seen(root, part)).isEmpty()]
    for (one, here), (other, there) in combinations(places, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        half = gap // 2
        near = here.adjusted(-half, -half, half, half)
        if near.intersects(there.adjusted(-(half - 1), -(half - 1), half - 1, half - 1)):
            yield f"{_who(one)} and {_who(other)} are less than {gap} dots apart"


def _seen(root: QWidget, widget: QWidget) -> QRect:
    """Return where a widget is on the screen, without what has rolled out of sight."""
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    around = widget.parentWidget()
    while around is not None and around is not root:
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            place &= QRect(around.mapTo(root, QPoint(0, 0)), around.size())
        around = around.parentWidget()
    return place


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#RRGGBB`, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_of(theme: str, pair: str) -> float:
    """Return the contrast of a pair of roles such as `ink on card`."""
    colours: dict[str, str] = tokens()["colour"][theme]
    front, _, back = pair.partition(" on ")
    return contrast(colours[front], colours[back])


def _who(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {name!r}" if name else type(widget).__name__


def _size(widget: QWidget) -> str:
    return f"{widget.width()} x {widget.height()}"

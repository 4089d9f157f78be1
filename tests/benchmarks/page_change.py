"""How long a form page of eight fields takes until it is painted, beside the same bare widgets."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

GLASS = Path(__file__).parents[1] / "glass.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={GLASS}")

from PySide6.QtWidgets import (  # noqa: E402  # Qt reads the platform when imported
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.catalogue.schema import KindName  # noqa: E402  # after the platform is set
from kiosk.screens.citizen.form import FormPage  # noqa: E402  # after the platform is set
from kiosk.screens.citizen.form_view import FormView  # noqa: E402  # after the platform is set
from kiosk.screens.fields.view import (  # noqa: E402  # after the platform is set
    FieldView,
    GuideView,
    OptionView,
)
from kiosk.screens.look.look import Look  # noqa: E402  # after the platform is set
from kiosk.texts import Language  # noqa: E402  # after the platform is set
from tests.benchmarks.figure import Figure  # noqa: E402  # after the platform is set

ROUNDS = 60
WIDTH, HEIGHT = 1080, 1435
MOST_MS = 100.0
KINDS = (
    KindName.PERSON_NAME, KindName.RESIDENT_ID, KindName.PHONE, KindName.ETHNIC_GROUP,
    KindName.YES_NO, KindName.CHOICE, KindName.DATE, KindName.CONFIRM,
)  # fmt: skip
OPTIONS = (
    OptionView("husband", "巴特尔 迁到 李婉清家"),
    OptionView("wife", "李婉清 迁到 巴特尔家"),
)
GUIDE = GuideView(
    "和身份证上一字不差。", "李婉清", "身份证正面第一行。", "印在申请表上。", "id_card:name"
)


def view(number: int) -> FormView:
    fields = tuple(
        FieldView(f"{kind}_{number}", kind, f"第 {number} 页的问题", options=OPTIONS, guide=GUIDE)
        for kind in KINDS
    )
    return FormView(f"page{number}", f"第 {number} 页", fields, number, ROUNDS, 8)


class Bare:
    """The same questions with Qt's own widgets, built anew for each page."""

    def __init__(self, glass: QWidget) -> None:
        self.glass = glass
        self.page: QWidget | None = None

    def turn(self, number: int) -> None:
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
        self.page = QWidget(self.glass)
        self.page.setFont(Look().font("body"))
        self.page.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self.page)
        for words in (GUIDE.what, GUIDE.example, GUIDE.where, GUIDE.use):
            column.addWidget(QLabel(words, wordWrap=True))
        for kind in KINDS:
            column.addWidget(QLabel(f"第 {number} 页的问题", wordWrap=True))
            for widget in _bare(kind):
                column.addWidget(widget)
        self.page.show()


def _bare(kind: KindName) -> list[QWidget]:
    if kind is KindName.CONFIRM:
        return [QCheckBox("问题")]
    if kind is KindName.ETHNIC_GROUP:
        return [QPushButton("请选民族")]
    if kind in (KindName.YES_NO, KindName.CHOICE):
        return [QRadioButton(option.title) for option in OPTIONS]
    return [QLineEdit()]


def measure() -> list[Figure]:
    """Turn pages of eight fields; 95th percentiles of interleaved rounds, in ms."""
    app = QApplication.instance() or QApplication([])
    ours_glass, bare_glass = QWidget(), QWidget()
    for glass in (ours_glass, bare_glass):
        glass.resize(WIDTH, HEIGHT)
        glass.show()
    page = FormPage(Look(), Language.ZH, ours_glass)
    page.resize(WIDTH, HEIGHT)
    page.show()
    bare = Bare(bare_glass)
    ours, reference = [], []
    for number in range(ROUNDS):
        ours.append(_milliseconds(app, ours_glass, lambda n=number: page.show_view(view(n))))
        reference.append(_milliseconds(app, bare_glass, lambda n=number: bare.turn(n)))
    ours_p95, bare_p95 = _p95(ours[1:]), _p95(reference[1:])
    return [
        Figure("form page of 8 fields, p95", ours_p95, bare_p95, 2.0, "ms", "bare Qt widgets"),
        Figure("form page of 8 fields, p95", ours_p95, MOST_MS, 1.0, "ms", "100 ms"),
    ]


def _milliseconds(app: object, glass: QWidget, turn: Callable[[], None]) -> float:
    begun = time.perf_counter()
    turn()
    for _ in range(3):
        QApplication.processEvents()
    glass.repaint()
    return (time.perf_counter() - begun) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]

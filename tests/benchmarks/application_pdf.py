"""CPU time of one application as PDF/A-1a, beside typst's own for the same table and fonts.

Both are warm and get another couple every time: names, numbers and addresses change, so that
neither can answer from a cache. typst is spared the symbols and the signatures. Medians of
interleaved rounds.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import typst

from kiosk.cases.case import Case
from kiosk.cases.number import case_number
from kiosk.paper.press import Press
from tests.benchmarks.figure import Figure
from tests.paper.annex import SERVICE
from tests.paper.couple import ANSWERS, DAY, FONTS, SIGNED, case

ROUNDS = 120
WARM_UP = 5
TEMPLATE = Path(__file__).with_name("application.typ")
HOUSEHOLD = "内蒙古自治区鄂尔多斯市{}"
SURNAMES, GIVEN = "巴李王张刘陈杨黄赵吴周徐孙马", "晨曦雨桐子轩梓涵浩宇诗琪嘉懿"


def measure() -> list[Figure]:
    """Set the two applications alternately, both tagged; median CPU milliseconds of each."""
    press = Press(FONTS)
    other = typst.Compiler(TEMPLATE, font_paths=[FONTS], ignore_system_fonts=True)
    ours, reference = [], []
    for number in range(WARM_UP + ROUNDS):
        couple = _couple(number)
        ours.append(_cpu(partial(press.application, _case(number, couple), SERVICE, SIGNED)))
        words = _words(couple)
        reference.append(
            _cpu(partial(other.compile, format="pdf", sys_inputs=words, pdf_standards="a-1a"))
        )
    figure = Figure(
        name="application as PDF/A",
        ours=statistics.median(ours[WARM_UP:]) * 1000,
        reference=statistics.median(reference[WARM_UP:]) * 1000,
        target=1.3,
        unit="ms CPU",
        against="typst's PDF/A-1a, the same table",
    )
    return [figure]


def _case(number: int, couple: dict[str, object]) -> Case:
    named = case_number("150602", "01", DAY, 1, number + 1)
    return replace(case(couple), number=named)


def _couple(number: int) -> dict[str, object]:
    """Another invented couple for every round."""
    his, hers = (SURNAMES[(number * step) % len(SURNAMES)] for step in (1, 3))
    home = {"division": "150602", "detail": f"富兴街道 {number} 号 {number % 30} 单元"}
    return {
        **ANSWERS,
        "m_name": his + GIVEN[number % 7 * 2 : number % 7 * 2 + 2],
        "f_name": hers + GIVEN[number % 5 * 2 : number % 5 * 2 + 2],
        "m_phone": f"1380477{number:04}",
        "m_address": home,
        "home": home,
    }


def _words(couple: dict[str, object]) -> dict[str, str]:
    """The same answers as typst takes them."""
    plain = {name: value for name, value in couple.items() if isinstance(value, str)}
    places = {
        name: HOUSEHOLD.format(f"东胜区{value['detail']}")
        for name, value in couple.items()
        if isinstance(value, dict)
    }
    return {**plain, **places, "nobody": "", "year": "2026", "month": "11", "day": "23"}


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start

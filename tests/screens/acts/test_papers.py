"""Accepted is accepted, whatever the printer does; what did not come out is not forgotten."""

from PySide6.QtWidgets import QApplication

from kiosk.cases.consent import Consent
from kiosk.cases.filling import Filling
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.screens.citizen.accepted import AcceptedPage
from kiosk.screens.citizen.trouble import TroublePage
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from tests.paper import reading
from tests.screens.acts.conftest import House
from tests.screens.acts.test_next_person import texts


def ledger(house: House) -> list[str]:
    """Return what the journal says of papers, in order."""
    entries = house.kiosk.journal.history.entries()
    return [one.kind for _, one in entries if one.kind.startswith("paper.")]


def submitted(house: House) -> int:
    """Return how many applications the journal holds."""
    entries = house.kiosk.journal.history.entries()
    return len([one for _, one in entries if one.kind == "case.submitted"])


def accepted_without_paper(house: House) -> str:
    """Hand in while the printer cannot print; return the number."""
    house.fill_in()
    house.sign_all()
    house.break_printer()
    house.onward()
    house.comes_to(Step.TROUBLE)
    house.settles()
    case = house.stage.visit.case
    assert case is not None
    return case.number


def test_a_printer_in_trouble_leaves_the_case_accepted_and_says_so(house: House) -> None:
    number = accepted_without_paper(house)
    assert "申请已经收好，没有丢。" in "".join(texts())
    assert house.kiosk.counter.case(number) is not None
    assert ledger(house) == ["paper.queued", "paper.failed"]
    assert "已打出 0 张，还差 3 张" in "".join(texts())
    choose(house, "到窗口打")
    assert house.at(Step.ACCEPTED)
    assert number in "".join(texts()).replace(" ", "")
    house.onward()
    assert house.at(Step.RATE)


def out(house: House, count: int) -> None:
    house.qtbot.waitUntil(lambda: len(house.papers) == count)
    house.settles()


def test_every_paper_comes_out_by_itself_once_the_printer_works_again(house: House) -> None:
    number = accepted_without_paper(house)
    house.mend_printer()
    out(house, 3)
    house.comes_to(Step.ACCEPTED)
    assert [name.removeprefix(number) for name in house.papers] == [
        "-application-1.pdf",
        "-application-2.pdf",
        "-receipt-1.pdf",
    ]
    failed = ["paper.queued", "paper.failed"]
    assert ledger(house) == failed + ["paper.queued", "paper.taken", "paper.printed"] * 3


def test_print_again_prints_the_receipt_once_more_and_marks_it(house: House) -> None:
    house.apply()
    house.back()
    house.settles()
    out(house, 4)
    first, again = sorted(house.spool.glob("*-receipt-*.pdf"))
    assert "补打" not in reading.text(first.read_bytes())
    assert "补打" in reading.text(again.read_bytes())


def test_a_paper_that_may_lie_in_the_slot_is_marked_when_it_is_printed_again(house: House) -> None:
    """The sheet came out, but the note of it failed: a crash, or a full disk."""
    real = house.kiosk.journal.append
    case_kinds = []

    def full(kind: str, *args: object, **more: object) -> object:
        case_kinds.append(kind)
        if kind == "paper.taken" and case_kinds.count(kind) == 1:
            raise Trouble("journal.disk_full", Text("满", "Full"), Text("清", "Make room"))
        return real(kind, *args, **more)  # type: ignore[arg-type]  # as it came

    house.fill_in()
    house.sign_all()
    house.kiosk.journal.append = full  # type: ignore[method-assign,assignment]  # a full disk
    house.onward()
    house.comes_to(Step.TROUBLE)
    house.settles()
    assert len(house.papers) == 1
    house.onward()
    out(house, 4)
    first, again, *_ = sorted(house.spool.glob("*-application-*.pdf"))
    assert "补打" not in reading.text(first.read_bytes())
    assert "补打" in reading.text(again.read_bytes())
    second = sorted(house.spool.glob("*-application-*.pdf"))[2]
    assert "补打" not in reading.text(second.read_bytes())


def test_what_did_not_come_out_is_printed_by_the_case_number_and_marked(house: House) -> None:
    number = accepted_without_paper(house)
    house.stage.ended.emit()
    house.mend_printer()
    case = house.kiosk.counter.case(number)
    assert case is not None
    house.kiosk.backroom.outlet.once_more(case)
    assert len(house.papers) == 3
    assert all("补打" in reading.text(one.read_bytes()) for one in house.spool.glob("*.pdf"))
    house.kiosk.backroom.outlet.once_more(case)
    assert len(house.papers) == 4


def choose(house: House, title: str) -> None:
    """Touch one of the ways on."""
    page = house.front.window.area.page
    assert isinstance(page, TroublePage)
    house.touch(next(one for one in page.ways.parts if one.accessibleName() == title))


def test_who_waits_keeps_the_screen_and_gets_the_papers(house: House) -> None:
    accepted_without_paper(house)
    choose(house, "在这儿等")
    house.idles(house.stage.hall.idle * 3)
    assert house.at(Step.TROUBLE)
    assert "正在等打印机" in "".join(texts())
    house.mend_printer()
    house.comes_to(Step.ACCEPTED)
    out(house, 3)
    house.idles(house.stage.hall.idle + 1)
    assert house.at(Step.STILL_THERE)


def test_who_gets_them_from_the_staff_sees_the_number_and_nothing_comes_out(house: House) -> None:
    number = accepted_without_paper(house)
    choose(house, "到窗口打")
    assert house.at(Step.ACCEPTED)
    assert number in "".join(texts()).replace(" ", "")
    house.mend_printer()
    house.settles()
    house.back()  # print again: by now they want it here
    out(house, 3)


def test_who_leaves_without_them_says_goodbye(house: House) -> None:
    accepted_without_paper(house)
    choose(house, "先不打了，结束")
    assert house.at(Step.GOODBYE)
    house.mend_printer()
    house.settles()
    assert house.papers == []
    assert not house.kiosk.journal.reading.unprinted()


def test_papers_that_did_not_come_out_do_not_come_out_for_the_next_person(house: House) -> None:
    accepted_without_paper(house)
    house.stage.ended.emit()
    house.mend_printer()
    house.fill_in()
    house.settles()
    assert house.papers == []


def test_papers_still_come_out_while_somebody_rates(house: House) -> None:
    house.fill_in()
    house.sign_all()
    house.onward()
    house.comes_to(Step.ACCEPTED)
    house.stage.turn(house.stage.visit.next())
    house.stage.turn(house.stage.visit.next())
    assert house.at(Step.GOODBYE)
    house.settles()
    assert len(house.papers) == 3


def test_two_touches_on_submit_are_one_application(house: House) -> None:
    house.fill_in()
    house.sign_all()
    go_on = house.busy()
    house.onward()
    house.onward()
    house.back()
    assert house.at(Step.SIGN)
    go_on()
    house.comes_to(Step.ACCEPTED)
    house.settles()
    assert house.at(Step.ACCEPTED)
    assert isinstance(house.front.window.area.page, AcceptedPage)
    assert submitted(house) == 1


def test_handing_in_the_same_signatures_twice_is_one_case(house: House) -> None:
    house.fill_in()
    house.sign_all()
    filling, consent = house.stage.filling, house.stage.visit.consent
    assert consent is not None
    first = house.kiosk.counter.accept(filling, consent, Language.ZH)
    again = house.kiosk.counter.accept(filling, consent, Language.ZH)
    assert again == first
    assert submitted(house) == 1


def test_a_bug_while_handing_in_is_said_and_can_be_tried_again(
    house: House,
) -> None:
    real = house.kiosk.backroom.accept

    def broken(filling: Filling, consent: Consent, language: Language) -> object:
        raise KeyError("150602200411219993")

    house.fill_in()
    house.sign_all()
    house.kiosk.backroom.accept = broken  # type: ignore[method-assign,assignment]  # a bug of ours
    house.onward()
    house.comes_to(Step.TROUBLE)
    house.kiosk.backroom.accept = real  # type: ignore[method-assign]  # mended
    house.back()
    house.onward()
    house.comes_to(Step.ACCEPTED)
    house.settles()


def test_a_paper_that_cannot_be_drawn_leads_back_to_where_it_is_mended(house: House) -> None:
    house.fill_in()
    house.settles()

    def broken(filling: Filling) -> Document:
        raise Trouble("paper.glyph", Text("有字打不出来", "A character"), Text("改", "Change"))

    house.back()
    assert house.at(Step.MATERIALS)
    house.stage.turn(house.stage.visit.answer("police_station", "东胜派出所"))
    house.kiosk.backroom.preview = broken  # type: ignore[method-assign]  # as for a rare character
    house.onward()
    house.comes_to(Step.TROUBLE)
    house.back()
    assert house.at(Step.MATERIALS)
    QApplication.processEvents()
    house.settles()
    assert house.at(Step.MATERIALS)

"""A form while it is filled in: what is asked, what counts, what is wanting."""

import pytest

from kiosk.cases.case import Flag
from kiosk.cases.checks import ITEMS, flags
from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import MaterialSource, Severity
from kiosk.errors import Fault
from tests.cases.wedding import (
    ALL,
    BIRTH,
    COUPLE,
    HIS_ID,
    HOUSEHOLD,
    empty,
    filled,
    whole,
)


def page_ids(filling: Filling) -> list[str]:
    return [page.page.id for page in filling.pages]


def paths(filling: Filling) -> list[str]:
    return [field.path for page in filling.pages for field in page.fields]


def missing(filling: Filling, page: str | None = None) -> list[str]:
    return [one.path for one in filling.missing(page)]


def codes(filling: Filling, page: str | None = None) -> list[str]:
    return [one.code for one in filling.remarks(page)]


def test_an_empty_form_asks_for_an_item_first() -> None:
    assert empty().first_trouble() == ITEMS
    assert codes(empty(), ITEMS) == ["items.none"]
    assert not empty().complete


def test_pages_follow_the_items() -> None:
    assert page_ids(empty().choose(["marriage"])) == ["couple", "household"]
    assert page_ids(empty().choose(ALL)) == ["couple", "household", "child"]
    waived = empty().choose(["move"]).waive("marriage")
    assert page_ids(waived) == ["couple", "certificate", "household"]


def test_a_yes_ticks_the_item_and_the_tick_answers_yes() -> None:
    filling = empty().choose(["marriage"])
    assert filling.effective["do_move"] is False
    filling = filling.answer("do_move", True)
    assert filling.items == ("marriage", "move")
    assert filling.effective["do_move"] is True
    filling = filling.toggle("move")
    assert filling.effective["do_move"] is False
    assert filling.answer("do_move", True).answer("do_move", False).items == ("marriage",)


def test_what_was_brought_along_leaves_with_the_one_that_needed_it() -> None:
    filling = empty().toggle("move")
    assert filling.items == ("marriage", "move")
    assert filling.toggle("move").items == ()


def test_what_others_need_stays_and_says_so() -> None:
    filling = empty().choose(["marriage", "move"]).toggle("marriage")
    assert filling.items == ("marriage", "move")
    assert [one.by for one in filling.brought] == ["move"]


def test_i_already_have_a_certificate() -> None:
    filling = filled(empty().choose(["move"]), COUPLE, HOUSEHOLD).waive("marriage")
    assert filling.items == ("move",)
    assert missing(filling) == ["cert_no", "reg_date"]
    filling = filling.answer("cert_no", "J150602-2026-000123").answer("reg_date", "2026-11-20")
    assert filling.complete, filling.remarks()
    again = filling.toggle("marriage")
    assert again.items == ("marriage", "move")
    assert "cert_no" not in again.effective
    assert again.answers["cert_no"] == "J150602-2026-000123"
    assert again.toggle("marriage").effective["cert_no"] == "J150602-2026-000123"


def test_nothing_typed_is_lost_when_a_page_hides() -> None:
    filling = whole()
    without = filling.toggle("birth")
    assert "state" not in without.effective
    assert without.answers["state"] == "expecting"
    assert without.toggle("birth").effective == filling.effective


def test_what_is_hidden_hides_what_hangs_on_it() -> None:
    filling = whole().answer("state", "born").add_row("children")
    assert "children.0.name" in missing(filling)
    assert "children.0.name" not in missing(filling.toggle("birth"))
    assert filling.answer("state", "expecting").complete


def test_the_host_is_the_other_one() -> None:
    assert whole().effective["host"] == "husband"
    assert whole().answer("mover", "husband").effective["host"] == "wife"
    assert "host" not in paths(whole())


def test_the_couple_is_offered_by_name() -> None:
    fields = {field.path: field for page in whole().pages for field in page.fields}
    assert [one.title.zh for one in fields["mover"].options] == ["巴特尔", "李婉清"]
    nameless = {f.path: f for p in empty().choose(["move"]).pages for f in p.fields}
    assert [one.title.zh for one in nameless["mover"].options] == ["男方", "女方"]


def test_the_kiosk_fills_in_the_day_and_never_asks() -> None:
    assert whole().effective["apply_date"] == "2026-11-23"
    assert "apply_date" not in paths(whole())
    assert "m_sign" not in paths(whole())
    with pytest.raises(Fault):
        whole().answer("apply_date", "2020-01-01")


def test_missing_things_come_in_the_order_of_the_form() -> None:
    filling = empty().choose(ALL)
    assert missing(filling, "household") == ["mover", "station", "not_rural"]
    assert missing(filling)[0] == "m_name"
    assert missing(filling.answer("not_rural", False), "household")[-1] == "not_rural"
    assert filling.first_trouble("household") == "mover"


def test_a_row_belongs_to_its_group() -> None:
    filling = whole().answer("state", "born").add_row("children").add_row("children")
    filling = filling.answer("children.1.name", "巴特尔小").answer("children.0.sex", "female")
    assert filling.effective["children"] == [{"sex": "female"}, {"name": "巴特尔小"}]
    filling = filling.remove_row("children", 0)
    assert filling.effective["children"] == [{"name": "巴特尔小"}]
    assert missing(filling) == ["children.0.sex", "children.0.month"]
    for _ in range(5):
        filling = filling.add_row("children")
    assert len(filling.answers["children"]) == 3  # type: ignore[arg-type]  # a group's rows


@pytest.mark.parametrize("path", ["nobody", "children.7.name", "children.0.nobody", "m_name.0"])
def test_what_is_never_asked_is_a_fault(path: str) -> None:
    with pytest.raises(Fault):
        whole().answer("state", "born").add_row("children").answer(path, "x")


def test_a_rule_over_two_answers_waits_for_both() -> None:
    filling = filled(empty().choose(["marriage"]), {"m_id": HIS_ID})
    assert "rule.two_people" not in codes(filling)
    filling = filling.answer("f_id", HIS_ID)
    assert "rule.two_people" in codes(filling, "couple")
    assert "rule.two_people" not in codes(filling, "household")
    assert filling.answer("f_id", "1").remarks() != ()
    assert "rule.two_people" not in codes(filling.answer("f_id", "1"))


def test_a_warning_keeps_nobody_from_going_on() -> None:
    filling = whole().answer("order", 2)
    (warning,) = filling.remarks()
    assert (warning.code, warning.severity) == ("rule.order", Severity.WARNING)
    assert filling.complete
    assert flags(filling.remarks()) == (Flag("rule.order", ("state", "order")),)


def test_a_condition_counts_only_with_its_item() -> None:
    young = whole().answer("m_id", "15060220041124999X")  # 22 on the next day
    assert codes(young) == ["condition.marriage.1"]
    assert young.first_trouble() == "m_id"
    assert not young.complete
    waived = young.choose(["status", "move", "birth"]).waive("marriage")
    assert codes(waived) == []


def test_materials_follow_items_and_answers() -> None:
    def sources(filling: Filling) -> dict[str, MaterialSource]:
        return {one.id: one.source for one in filling.materials}

    assert set(sources(whole())) == {"form", "cert", "photo"}
    assert sources(whole())["cert"] is MaterialSource.PRODUCED
    waived = empty().choose(["move"]).waive("marriage")
    assert sources(waived)["cert"] is MaterialSource.BRING
    assert "photo" not in sources(waived)
    assert "divorce" in sources(whole().answer("divorced", True))


def test_progress_counts_what_is_required() -> None:
    start = empty().choose(["marriage"]).progress
    assert start.done == 2  # the two yes/no that the items answer
    done = filled(empty().choose(["marriage"]), COUPLE).progress
    assert done.done == done.total == start.total


def test_people_are_known_by_their_answers() -> None:
    husband, wife = whole().people()
    assert (husband.role, husband.name, husband.id_number) == ("husband", "巴特尔", HIS_ID)
    assert wife.phone == "13804770002"
    assert empty().people()[0].name is None


def test_a_source_is_kept_until_retyped() -> None:
    filling = empty().choose(ALL).answer("m_name", "巴特尔", "card")
    assert filling.sources["m_name"] == "card"
    assert filling.answer("m_name", " 巴特尔 ").sources["m_name"] == "card"
    assert filling.answer("m_name", "巴特").sources["m_name"] == "typed"


def test_an_answer_can_be_taken_back() -> None:
    filling = whole().answer("m_phone", None)
    assert missing(filling) == ["m_phone"]
    assert "m_phone" not in filling.effective


def test_a_whole_form_is_complete() -> None:
    assert filled(empty().choose(ALL), BIRTH, HOUSEHOLD, COUPLE).complete

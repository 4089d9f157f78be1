"""What is chosen: options, yes and no, ethnic groups, rows."""

import pytest

from kiosk.catalogue.kinds.ethnic_group import GROUPS
from kiosk.catalogue.schema import Option
from kiosk.texts import Language
from tests.catalogue.asking import code, field, mask, parse, show


@pytest.mark.parametrize("typed", ["second", "二孩", "Second", "second ", "SECOND"])
def test_an_option_by_value_or_title(typed: str) -> None:
    assert parse("choice", typed) == "second"
    assert code("choice", typed) is None


def test_what_is_not_offered() -> None:
    assert parse("choice", "四孩") == "四孩"
    assert code("choice", "四孩") == "!choice.unknown"
    assert code("choice", "husband", options=(), couple=True) is None


def test_an_option_is_shown_by_its_title() -> None:
    assert show("choice", "more") == "三孩以上"
    assert show("choice", "more", Language.EN) == "Fourth or more"
    assert mask("choice", "more") == "**"


def test_several_options_in_the_order_of_the_form() -> None:
    assert parse("choices", ["more", "一孩", "more", ""]) == ["first", "more"]
    assert parse("choices", "Second") == ["second"]
    assert parse("choices", []) is None
    assert code("choices", ["first", "第五"]) == "!choice.unknown"
    assert show("choices", ["more", "first"]) == "一孩、三孩以上"
    assert show("choices", ["more", "first"], Language.EN) == "First, Fourth or more"


@pytest.mark.parametrize("typed", [True, "是", "yes", "Yes", "true", " YES ", "ｙｅｓ"])
def test_yes(typed: object) -> None:
    assert parse("yes_no", typed) is True
    assert parse("confirm", typed) is True
    assert code("yes_no", typed) is None


@pytest.mark.parametrize("typed", [False, "否", "no", "No", "false"])
def test_no(typed: object) -> None:
    assert parse("yes_no", typed) is False
    assert parse("confirm", typed) is None


@pytest.mark.parametrize("typed", ["也许", 1, 0, [], None, "1"])
def test_neither_yes_nor_no(typed: object) -> None:
    assert parse("yes_no", typed) is None
    assert code("yes_no", typed) == "!yes_no.unknown"


def test_yes_and_no_in_words() -> None:
    assert (show("yes_no", True), show("yes_no", False)) == ("是", "否")
    assert show("yes_no", False, Language.EN) == "No"
    assert mask("yes_no", False) == "**"


def test_there_are_56_groups_and_two_more_codes() -> None:
    assert [one.value for one in GROUPS] == [f"{n:02}" for n in range(1, 57)] + ["97", "98"]
    assert len({one.title.zh for one in GROUPS}) == len({one.title.en for one in GROUPS}) == 58


@pytest.mark.parametrize("option", GROUPS, ids=lambda one: one.title.en)
def test_a_group_by_code_or_name(option: Option) -> None:
    value, title = option.value, option.title
    for typed in (value, title.zh, title.zh.removesuffix("族"), title.en):
        assert parse("ethnic_group", typed) == value
    assert code("ethnic_group", value) is None
    assert show("ethnic_group", value) == title.zh


@pytest.mark.parametrize(("code_", "name"), [("01", "汉族"), ("02", "蒙古族"), ("46", "德昂族")])
def test_groups_are_printed_with_their_last_character(code_: str, name: str) -> None:
    assert show("ethnic_group", code_) == name


def test_an_unknown_group_is_kept_and_refused() -> None:
    assert parse("ethnic_group", "火星") == "火星"
    assert code("ethnic_group", "火星") == "!choice.unknown"
    assert code("ethnic_group", "57") == "!choice.unknown"


@pytest.mark.parametrize("typed", ["1", "男", "male", "Male"])
def test_sex_as_the_card_says_it(typed: str) -> None:
    assert parse("sex", typed) == "male"
    assert show("sex", typed) == "男"


@pytest.mark.parametrize("typed", ["0", "9", "3", "不详"])
def test_no_other_sex_on_a_form(typed: str) -> None:
    assert code("sex", typed) == "!choice.unknown"


def test_rows_are_counted() -> None:
    row = {"child_name": "巴图"}
    assert parse("repeat", [row, "x", row]) == [row, row]
    assert parse("repeat", "x") == []
    assert code("repeat", [row] * 8, max_count=8) is None
    assert code("repeat", [row] * 9, max_count=8) == "!repeat.count"
    assert code("repeat", [], min_count=1) == "!repeat.count"
    assert (show("repeat", [row]), show("repeat", [row], Language.EN)) == ("1 项", "1")


def test_words_have_room_for_a_hundred() -> None:
    assert code("text", "字" * 100) is None
    assert code("text", "字" * 101) == "!text.long"
    assert code("text", "字" * 11, max_length=10) == "!text.long"
    assert code("police_station", "富兴\ue863派出所") == "text.private"
    assert mask("text", "富兴派出所") == "富****"


def test_notes_and_signatures_hold_no_answer() -> None:
    for kind in ("note", "signature"):
        assert parse(kind, "x") is None
        assert code(kind, "x") is None
    assert field("note").required is True

"""Any word of a guide is found, however it is typed; what leads is found before what tells more."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.catalogue import FORMS, read_service
from kiosk.catalogue.passages import Section, passages_of
from kiosk.catalogue.readings import Readings
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.search import MOST, GuideSearch
from kiosk.catalogue.spelling import slips
from kiosk.texts import Language

KEY = "150600-marriage-birth"


@cache
def readings() -> Readings:
    return Readings.load()


@cache
def service() -> JointService:
    found, _ = read_service(FORMS / f"{KEY}.yaml")
    assert found is not None
    return found.on(date(2026, 11, 23))


@cache
def search() -> GuideSearch:
    other = service().model_copy(update={"region": "130000"})
    return GuideSearch((service(), other), readings())


def first(typed: str) -> str:
    hits = search().find(typed)
    return hits[0].passage.text[hits[0].language] if hits else ""


@pytest.mark.parametrize(
    "typed",
    [
        "户口簿", "hukoubu", "hu kou bu", "hu'kou'bu", "HuKouBu", "hukoub", "hkb", "h k b", "hukb",
        "户kou", "户口b", "户kb", "hukuobu", "hukobu", "hukoubbu", "ｈｋｂ",
    ],
)  # fmt: skip
def test_however_it_is_typed(typed: str) -> None:
    found = [hit for hit in search().find(typed) if hit.passage.section is Section.MATERIAL]
    assert found
    (begin, end), *_ = found[0].marks
    assert found[0].passage.text.zh[begin:end].startswith("户口")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jiehun", "结婚登记"),
        ("jhdj", "结婚登记"),
        ("jiehundnegji", "结婚登记"),
        ("sengyudengji", "生育登记"),
        ("2寸", "2 寸红底半身免冠合影"),
        ("hkv", "户口婚姻状况变更"),
        ("marr", "Marriage and birth"),
        ("booklets household", "Household booklets of both"),
        ("regisration", "Marriage registration"),
        ("qianwang", "夫妻投靠落户：一方的户口迁到另一方家里"),
    ],
)
def test_what_is_found_first(typed: str, found: str) -> None:
    if typed == "qianwang":
        assert "迁往" in first(typed)
    else:
        assert first(typed) == found


def test_what_leads_comes_before_what_tells_more() -> None:
    sections = [hit.passage.section for hit in search().find("户口")]
    ranks = [{Section.TITLE: 0, Section.ITEM: 1, Section.MATERIAL: 2}.get(s, 3) for s in sections]
    leading = [hit.passage.leads for hit in search().find("户口")]
    assert leading == sorted(leading, reverse=True)
    assert ranks[: sum(leading)] == sorted(ranks[: sum(leading)])


def test_one_guide_alone() -> None:
    every, one = search().find("户口"), search().find("户口", KEY)
    assert {hit.passage.service for hit in every} == {KEY, "130000-marriage-birth"}
    assert {hit.passage.service for hit in one} == {KEY}
    assert search().find("户口", "nowhere") == ()


@pytest.mark.parametrize("typed", ["", " ", "护照", "passport", "xyzxyz", "'", "\n", "？", "vvvvv"])
def test_what_is_nowhere_is_not_found(typed: str) -> None:
    assert search().find(typed) == ()


@given(st.text(max_size=12) | st.text("abchknouxzg' 户口婚2", max_size=14))
def test_whatever_is_typed_marks_lie_in_their_text(typed: str) -> None:
    hits = search().find(typed)
    assert len(hits) <= MOST
    for hit in hits:
        text = hit.passage.text[hit.language]
        assert all(0 <= begin < end <= len(text) for begin, end in hit.marks)
        assert "\n" not in text or hit.language is Language.ZH


@given(st.sampled_from([one for one in passages_of(service()) if one.leads]), st.data())
def test_every_name_is_found_by_its_letters(passage: object, data: st.DataObject) -> None:
    text = passage.text.zh  # type: ignore[attr-defined]  # sampled from passages
    han = "".join(one for one in text if "\u4e00" <= one <= "\u9fff")
    run = next(part for part in text.replace("（", " ").replace("“", " ").split() if part[0] in han)
    run = run.rstrip("）”")[:6]
    signs = readings().signs(run)
    letters = "".join(
        readings().syllables[ord(one) - 0xE000] if one >= "\ue000" else one for one in signs
    )
    for typed in (run, letters, readings().initials(signs)):
        assert any(run in hit.passage.text.zh for hit in search().find(typed)), typed
    if letters.isalpha() and len(letters) > 8:
        wrong = data.draw(st.sampled_from(sorted(set(slips(letters)))))
        assert search().find(wrong), wrong


def test_a_word_may_be_read_otherwise_than_its_characters() -> None:
    signs = readings().signs("银行 长期 行政")
    assert readings().initials(signs) == "yh cq xz"
    assert readings().whole("hang") in signs


def test_every_character_of_the_forms_can_be_read() -> None:
    text = "".join(one.text.zh for one in passages_of(service()))
    signs = readings().signs(text)
    assert len(signs) == len(text)
    assert not [one for one in signs if "\u4e00" <= one <= "\u9fff"]

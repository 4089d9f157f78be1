"""What holds for every kind of field, whatever is typed or received."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.catalogue.kinds import KINDS, Occasion, kind_of
from kiosk.catalogue.schema import FormField, KindName
from kiosk.texts import Language
from tests.catalogue.asking import DAY, OPTIONS, field

SIGNS = "0123456789Xx-·.年月日 ＋+8６Ⅷ\u0308\u0301ΐßǰＡ是族欧阳张\u3000\u200b"
texts = st.text(max_size=30) | st.text(SIGNS, max_size=24)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
anything |= st.fixed_dictionaries({"division": scalars, "detail": scalars})
anything |= st.fixed_dictionaries({"office": scalars, "day": scalars, "slot": scalars})


@pytest.mark.parametrize("kind", KindName)
def test_every_kind_has_a_module(kind: KindName) -> None:
    assert kind in KINDS


@pytest.mark.parametrize("kind", KindName)
@given(typed=anything)
@example(typed="\ud800")
@example(typed="a - - b")
@example(typed="008600861380477000")
@example(typed="\uff21\u0308")
@example(typed="ΐ")
def test_nothing_typed_breaks_a_kind(kind: KindName, typed: object) -> None:
    asked = field(kind)
    does = kind_of(asked)
    value = does.parse(typed, asked)
    assert repr(does.parse(value, asked)) == repr(value)
    for remark in does.check(value, asked, Occasion(DAY)):
        assert remark.say.zh
        assert remark.say.en
    for language in Language:
        assert isinstance(does.show(value, asked, language), str)
    assert isinstance(does.mask(value, asked), str)


VARIED = (
    field("date", open_end=True),
    field("digits", min_length=6, max_length=6),
    field("relation", options=OPTIONS),
    field("appointment", options=OPTIONS),
    field("photo", consent="agreed"),
)


@pytest.mark.parametrize("asked", VARIED, ids=lambda one: str(one.kind))
@given(typed=anything)
@example(typed="长期")
@example(typed={"office": "first", "day": "20261123", "slot": ["x"]})
def test_nothing_typed_breaks_a_field_that_says_more(asked: FormField, typed: object) -> None:
    does = kind_of(asked)
    value = does.parse(typed, asked)
    assert repr(does.parse(value, asked)) == repr(value)
    does.check(value, asked, Occasion(DAY))
    does.check(typed, asked, Occasion(DAY))  # type: ignore[arg-type]  # what a stranger sends
    for language in Language:
        assert isinstance(does.show(value, asked, language), str)


@pytest.mark.parametrize("kind", KindName)
@given(received=anything)
def test_nothing_received_breaks_a_kind(kind: KindName, received: object) -> None:
    asked = field(kind)
    does = kind_of(asked)
    does.check(received, asked, Occasion(DAY))  # type: ignore[arg-type]  # what a stranger sends
    does.show(received, asked, Language.ZH)  # type: ignore[arg-type]  # what a stranger sends
    does.mask(received, asked)  # type: ignore[arg-type]  # what a stranger sends


PUBLIC = {KindName.DIVISION, KindName.REPEAT, KindName.NOTE, KindName.SIGNATURE} | {
    KindName.PHOTO,
    KindName.FINGERPRINT,
}
"""A county, a count, and that something was taken tell nothing about a person."""


@pytest.mark.parametrize("kind", sorted(set(KindName) - PUBLIC - {KindName.ADDRESS}))
@given(typed=texts | st.integers(0, 10**12))
@example(typed="张")
@example(typed="2026")
@example(typed="1380477")
def test_a_mask_never_holds_the_whole_answer(kind: KindName, typed: object) -> None:
    asked = field(kind)
    value = kind_of(asked).parse(typed, asked)
    whole = kind_of(asked).show(value, asked, Language.ZH)
    assert "*" in whole or not whole.strip("-") or whole not in kind_of(asked).mask(value, asked)


@given(texts)
def test_a_masked_address_holds_nothing_below_the_county(detail: str) -> None:
    asked = field("address")
    value = kind_of(asked).parse({"division": "150602", "detail": detail}, asked)
    assert kind_of(asked).mask(value, asked) == "内蒙古自治区鄂尔多斯市东胜区****"


@pytest.mark.parametrize("kind", KindName)
def test_what_is_not_given_shows_nothing(kind: KindName) -> None:
    asked = field(kind)
    assert kind_of(asked).show(None, asked, Language.ZH) == ""
    assert kind_of(asked).mask(None, asked) == ""

"""The form of Ordos holds what 鄂民发〔2022〕119号 asks for, line by line."""

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import FormField, JointService, KindName, Line, Rule, Severity, TableRow
from kiosk.catalogue.workdays import RESOURCES
from tests.catalogue.test_catalogue import FIRST, KEY, TODAY

ANNEX_3 = (
    *("m_name", "m_id", "m_phone", "m_nation", "m_hukou_addr"),
    *("f_name", "f_id", "f_phone", "f_nation", "f_hukou_addr"),
    *("cert_no", "reg_date", "reg_office", "do_hukou_marital", "do_spouse_move"),
    *("police_station", "mover_name", "host_name", "do_birth_reg", "cur_addr"),
    *("child_order", "preg_state", "children", "m_sign", "f_sign", "mail_addr", "apply_date"),
)
HE, SHE = "150602200411219993", "15060220061121998X"
FAINT = {KindName.SIGNATURE, KindName.NOTE}


@pytest.fixture(scope="module")
def service() -> JointService:
    return Catalogue.load().service(KEY, TODAY)


def shown(service: JointService) -> list[FormField]:
    found = [one for one in service.fields if one.kind not in FAINT]
    return [one for one in found if not one.system and one.other_of is None]


def test_all_fields_of_annex_3(service: JointService) -> None:
    named = {field.id for field in service.fields}
    assert set(ANNEX_3) <= named
    assert named - set(ANNEX_3) == {"not_rural", "delivery"}


def test_every_field_of_annex_3_stands_on_the_paper_in_its_order(service: JointService) -> None:
    said: list[str] = []
    for section in service.papers[0].sections:
        for row in section.rows:
            if isinstance(row, TableRow):
                said += [f"{{{cell.field}}}" for cell in row.cells if cell.field]
            else:
                said.append(row.line if row.each is None else f"{{{row.each}}}")
    text = "".join(said).replace("{sign:husband}", "{m_sign}").replace("{sign:wife}", "{f_sign}")
    places = [text.replace("|", "}").find(f"{{{name}}}") for name in ANNEX_3]
    assert -1 not in places
    assert places == sorted(places)


def test_the_words_of_the_paper_are_the_documents(service: JointService) -> None:
    rows = [row for section in service.papers[0].sections for row in section.rows]
    lines = {row.line for row in rows if isinstance(row, Line)}
    assert {
        "备注：不包括迁往农村牧区户口迁移",
        "夫妻双方户口簿、结婚证、离婚证/离婚协议、法院离婚判决书（原件）",
        "申请人已承诺上述申报信息真实完整，如有虚假，愿承担相应的法律责任。",
        "2. 当前登记孩次（按夫妻共同生育子女数计算）",
    } <= lines
    assert service.papers[0].title == "公民婚育“一件事一次办”申请表"


def test_four_items_of_three_departments(service: JointService) -> None:
    departments = {one.id: one.title.zh for one in service.departments}
    assert [(one.id, departments[one.department]) for one in service.items] == [
        ("marriage_reg", "民政局"),
        ("hukou_marital", "公安局"),
        ("hukou_spouse_move", "公安局"),
        ("birth_reg", "卫健委"),
    ]
    waiting = {one.id: [(n.item, n.unless) for n in one.needs] for one in service.items}
    assert waiting["hukou_marital"] == [("marriage_reg", "cert_no")]
    assert waiting["hukou_spouse_move"] == [("marriage_reg", "cert_no")]
    assert waiting["birth_reg"] == []


def test_two_working_days_and_its_basis(service: JointService) -> None:
    assert [one.working_days for one in service.time_limit] == [2]
    numbers = {one.number for one in service.basis}
    assert {"鄂民发〔2022〕119号", "内民政发〔2022〕108号", "鄂府办发〔2022〕174号"} <= numbers
    assert "国令第804号" in numbers
    assert "国令第804号" not in {one.number for one in Catalogue.load().service(KEY, FIRST).basis}


def test_every_question_has_a_guide_in_short_words(service: JointService) -> None:
    for field in shown(service):
        assert field.guide is not None, field.id
        assert field.guide.use is not None or field.kind is KindName.CONFIRM, field.id
        assert len(field.label.zh) <= 18, field.id
        assert len(field.guide.what.zh) <= 45, field.id


def test_a_page_asks_two_to_eight_questions(service: JointService) -> None:
    for page in service.pages:
        asked = [one for one in page.fields if one in shown(service)]
        assert 2 <= len(asked) <= 8, page.id


def holds(rule: Rule, answers: dict[str, Json]) -> bool:
    return expression(rule.check).holds(Scope(answers, ("marriage_reg",), TODAY))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("husband_sex", {"m_id": HE}, {"m_id": SHE}),
        ("wife_sex", {"f_id": SHE}, {"f_id": HE}),
        ("two_people", {"m_id": HE, "f_id": SHE}, {"m_id": HE, "f_id": HE}),
        ("husband_age", {"m_id": HE}, {"m_id": "150602200411249999"}),
        ("wife_age", {"f_id": SHE}, {"f_id": "150602200611249985"}),
        ("registered_past", {"reg_date": "2026-11-23"}, {"reg_date": "2026-11-24"}),
        (
            "registered_year",
            {"cert_no": "J150602-2026-000123", "reg_date": "2026-05-20"},
            {"cert_no": "J150602-2025-000123", "reg_date": "2026-05-20"},
        ),
        (
            "registered_year",
            {"cert_no": "BJ150602-2026-000123", "reg_date": "2012-05-20"},
            {"cert_no": "BJ150602-2011-000123", "reg_date": "2012-05-20"},
        ),
        (
            "registered_husband_age",
            {"reg_date": "2026-11-21", "m_id": HE},
            {"reg_date": "2026-11-20", "m_id": HE},
        ),
        (
            "registered_wife_age",
            {"reg_date": "2026-11-21", "f_id": SHE},
            {"reg_date": "2026-11-20", "f_id": SHE},
        ),
        (
            "child_born",
            {"children": [{"child_birth": "2026-11"}, {"child_birth": None}, {}]},
            {"children": [{"child_birth": "2026-12"}]},
        ),
        (
            "mother_age",
            {"children": [{"child_birth": "2026-05"}, {"child_birth": None}, {}], "f_id": SHE},
            {"children": [{"child_birth": "2016-05"}], "f_id": SHE},
        ),
        (
            "child_count",
            {"child_order": "first", "preg_state": "expecting"},
            {"child_order": "second", "preg_state": "none", "children": []},
        ),
        (
            "child_count",
            {"child_order": "second", "preg_state": "expecting", "children": [{}]},
            {"child_order": "third", "preg_state": "born", "children": [{}]},
        ),
        (
            "child_count",
            {"child_order": "more", "preg_state": "none", "children": [{}] * 5},
            {"child_order": "more", "preg_state": "none", "children": [{}]},
        ),
    ],
)
def test_rules_tell_good_from_bad(
    service: JointService, name: str, good: dict[str, Json], bad: dict[str, Json]
) -> None:
    rule = next(one for one in service.rules if one.id == name)
    assert holds(rule, good)
    assert not holds(rule, bad)
    assert set(good) & set(rule.on)


def test_what_only_the_clerk_can_judge_is_a_warning(service: JointService) -> None:
    """Old couples married under other ages (1950, 1980): their certificates are good."""
    warned = {one.id for one in service.rules if one.severity is Severity.WARNING}
    assert warned == {"registered_husband_age", "registered_wife_age", "mother_age", "child_count"}


def test_every_picture_and_icon_exists(service: JointService) -> None:
    for field in service.fields:
        if field.guide is not None and field.guide.picture is not None:
            document, _, place = field.guide.picture.partition(":")
            drawing = (RESOURCES / "pictures" / f"{document}.svg").read_text("utf-8")
            assert not place or f'id="{place}"' in drawing, field.id
    for icon in {service.icon, *(one.icon for one in service.materials)}:
        assert (RESOURCES / "icons" / f"{icon}.svg").is_file(), icon

"""A small joint service, and an invented couple that fills it in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kiosk.cases.case import Strokes
from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import JointService

DAY = date(2026, 11, 23)
HIS_ID, HER_ID = "150602200411219993", "15060220061121998X"
HOME = {"division": "150602", "detail": "鄂尔多斯西街 1 号"}


def _t(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _field(name: str, kind: str, **more: object) -> dict[str, object]:
    return {"id": name, "kind": kind, "label": _t(name), **more}


def _person(letter: str) -> list[dict[str, object]]:
    return [
        _field(f"{letter}_name", "person_name"),
        _field(f"{letter}_id", "resident_id"),
        _field(f"{letter}_phone", "phone"),
        _field(f"{letter}_address", "address"),
    ]


_MOVES = "'move' in items"
_BORN = "'birth' in items && answers.state == 'born'"

WEDDING = JointService.model_validate(
    {
        "id": "wedding",
        "region": "150600",
        "code": "01",
        "version": 3,
        "title": _t("婚育"),
        "full_title": _t("公民婚育一件事"),
        "place": {"zh": "鄂尔多斯市", "en": "Ordos"},
        "summary": _t("四件事一张表"),
        "stage": _t("结婚"),
        "icon": "rings",
        "basis": [{"name": _t("鄂民发〔2022〕119号")}],
        "time_limit": [{"working_days": 2}],
        "departments": [
            {"id": "civil", "title": _t("民政局")},
            {"id": "police", "title": _t("公安局")},
            {"id": "health", "title": _t("卫健委")},
        ],
        "people": [
            {"id": "husband", "title": _t("男方"), "sex": "male", "name": "m_name",
             "id_number": "m_id", "phone": "m_phone", "address": "m_address",
             "signature": "m_sign"},
            {"id": "wife", "title": _t("女方"), "sex": "female", "name": "f_name",
             "id_number": "f_id", "phone": "f_phone", "address": "f_address",
             "signature": "f_sign"},
        ],
        "items": [
            {"id": "marriage", "title": _t("结婚登记"), "summary": _t("领证"),
             "department": "civil", "result": _t("结婚证"), "time_limit": {"working_days": 0},
             "conditions": [{"text": _t("男方满 22 周岁"), "on": ["m_id"],
                             "rule": "age(answers.m_id, today) >= 22",
                             "otherwise": _t("满 22 周岁后再来")}]},
            {"id": "status", "title": _t("婚姻状况变更"), "summary": _t("改成已婚"),
             "department": "police", "result": _t("户口簿"), "time_limit": {"working_days": 1},
             "needs": [{"item": "marriage", "unless": "cert_no"}]},
            {"id": "move", "title": _t("夫妻投靠落户"), "summary": _t("落户"),
             "department": "police", "result": _t("户口簿"), "time_limit": {"working_days": 1},
             "needs": [{"item": "marriage", "unless": "cert_no", "say": _t("要先登记结婚")}],
             "must_with": []},
            {"id": "birth", "title": _t("生育登记"), "summary": _t("登记"),
             "department": "health", "result": _t("服务单"), "time_limit": {"working_days": 1}},
        ],
        "materials": [
            {"id": "form", "title": _t("申请表"), "source": "kiosk"},
            {"id": "cert", "title": _t("结婚证"), "source": "produced", "made_by": "marriage",
             "items": ["status", "move"]},
            {"id": "photo", "title": _t("合影"), "items": ["marriage"], "copies": 3},
            {"id": "divorce", "title": _t("离婚证"), "when": "answers.divorced == true"},
        ],
        "guide": {"fee": _t("免费"), "delivery": _t("自取")},
        "pages": [
            {"id": "couple", "title": _t("两人信息"), "fields": [*_person("m"), *_person("f")]},
            {"id": "certificate", "title": _t("结婚证"),
             "when": "!('marriage' in items) && ('status' in items || 'move' in items)",
             "fields": [_field("cert_no", "certificate_no"), _field("reg_date", "date")]},
            {"id": "household", "title": _t("户口联办"), "fields": [
                _field("do_status", "yes_no", item="status"),
                _field("do_move", "yes_no", item="move"),
                _field("mover", "choice", couple=True, when=_MOVES),
                _field("host", "choice", other_of="mover", when=_MOVES),
                _field("station", "text", when=_MOVES),
                _field("not_rural", "confirm", when=_MOVES),
                _field("remark", "note"),
                _field("divorced", "yes_no", required=False)]},
            {"id": "child", "title": _t("生育"), "when": "'birth' in items", "fields": [
                _field("state", "choice", options=[
                    {"value": "none", "title": _t("未孕")},
                    {"value": "expecting", "title": _t("在孕")},
                    {"value": "born", "title": _t("已生育")}]),
                _field("order", "number"),
                _field("children", "repeat", when=_BORN, max_count=3, fields=[
                    _field("name", "person_name"),
                    _field("sex", "sex"),
                    _field("month", "month")])]},
            {"id": "signing", "title": _t("签名"), "fields": [
                _field("apply_date", "date", system=True, default="today"),
                _field("m_sign", "signature"), _field("f_sign", "signature")]},
        ],
        "rules": [
            {"id": "two_people", "check": "answers.m_id != answers.f_id",
             "on": ["m_id", "f_id"], "say": _t("两个身份证号一样，请核对")},
            {"id": "order", "check": "answers.order <= 1 || answers.state == 'born'",
             "on": ["state", "order"], "say": _t("请核对孩次"), "severity": "warning"},
        ],
        "declaration": {"text": _t("我们承诺")},
        "papers": [],
    }
)  # fmt: skip

COUPLE: dict[str, object] = {
    "m_name": "巴特尔",
    "m_id": HIS_ID,
    "m_phone": "13804770001",
    "m_address": HOME,
    "f_name": "李婉清",
    "f_id": HER_ID,
    "f_phone": "13804770002",
    "f_address": {"division": "150603", "detail": "康巴什大街 2 号"},
}
HOUSEHOLD: dict[str, object] = {"mover": "wife", "station": "富兴派出所", "not_rural": True}
BIRTH: dict[str, object] = {"state": "expecting", "order": 1}
ALL = ("marriage", "status", "move", "birth")

SIGNED = Strokes(984, 703, (((100, 100), (400, 300)), ((400, 100), (100, 300))))
SIGNED_TOO = Strokes(984, 703, (((200, 100), (500, 300)), ((500, 100), (100, 300))))


def empty() -> Filling:
    return Filling.start(WEDDING, DAY)


def filled(filling: Filling, *answers: dict[str, object]) -> Filling:
    for group in answers:
        for path, value in group.items():
            filling = filling.answer(path, value)
    return filling


def whole() -> Filling:
    return filled(empty().choose(ALL), COUPLE, HOUSEHOLD, BIRTH)


def change(service: JointService, how: Callable[[dict[str, Any]], object]) -> JointService:
    """Return another service, with something in it changed."""
    content = service.model_dump(mode="json", by_alias=True)
    how(content)
    return JointService.model_validate(content)

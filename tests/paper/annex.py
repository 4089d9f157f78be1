"""Annex 3 of 鄂民发〔2022〕119号 as a form."""

from kiosk.catalogue.schema import JointService


def _field(name: str, kind: str, label: str, **more: object) -> dict[str, object]:
    return {"id": name, "kind": kind, "label": label, **more}


def _options(*titles: str) -> list[dict[str, str]]:
    return [{"value": f"o{number}", "title": title} for number, title in enumerate(titles)]


def _person(letter: str, who: str) -> list[dict[str, object]]:
    return [
        _field(f"{letter}_name", "person_name", f"{who}姓名"),
        _field(f"{letter}_id", "resident_id", "公民身份号码"),
        _field(f"{letter}_phone", "phone", "联系电话"),
        _field(f"{letter}_nation", "text", "民族"),
        _field(f"{letter}_address", "address", "户籍地址"),
    ]


def _row(*cells: str | tuple[str, int]) -> dict[str, object]:
    """Labels in quotes as they are, fields with a dot before them."""
    made = []
    for cell in cells:
        name, span = (cell, 1) if isinstance(cell, str) else cell
        what = {"field": name[1:]} if name.startswith(".") else {"label": name}
        made.append({**what, "span": span})
    return {"cells": made}


def _rows_of(letter: str, who: str) -> list[dict[str, object]]:
    return [
        _row(f"{who}姓名", f".{letter}_name", "公民身份号码", f".{letter}_id"),
        _row("联系电话", f".{letter}_phone", "民族", f".{letter}_nation"),
        _row("户籍地址", (f".{letter}_address", 3)),
    ]


def _lines(*lines: str) -> list[dict[str, object]]:
    return [{"line": line} for line in lines]


PAGES = [
    {"id": "husband", "title": "男方", "fields": _person("m", "男方")},
    {"id": "wife", "title": "女方", "fields": _person("f", "女方")},
    {
        "id": "certificate",
        "title": "结婚证",
        "fields": [
            _field("cert_no", "certificate_no", "结婚证字号", system=True),
            _field("reg_date", "date", "登记日期", system=True),
            _field("reg_office", "text", "登记机关"),
        ],
    },
    {
        "id": "household",
        "title": "户口联办",
        "fields": [
            _field("do_status", "yes_no", "婚姻状况变更", item="status"),
            _field("do_move", "yes_no", "夫妻投靠落户", item="move"),
            _field("station", "police_station", "落户辖区派出所"),
            _field("mover", "choice", "投靠人", couple=True),
            _field("host", "choice", "被投靠人", other_of="mover"),
        ],
    },
    {
        "id": "birth",
        "title": "生育登记",
        "fields": [
            _field("do_birth", "yes_no", "生育登记", item="birth"),
            _field("home", "address", "现居住地"),
            _field("order", "choice", "孩次", options=_options("一孩", "二孩", "三孩", "三孩以上")),
            _field("state", "choice", "孕育状况", options=_options("未孕", "在孕", "已生育")),
            _field(
                "children",
                "repeat",
                "子女",
                fields=[
                    _field("name", "person_name", "子女姓名"),
                    _field("sex", "sex", "性别"),
                    _field("born", "month", "出生年月"),
                ],
            ),
        ],
    },
    {
        "id": "delivery",
        "title": "取件方式",
        "fields": [
            _field("delivery", "choice", "取件方式", options=_options("到窗口自取", "邮寄")),
            _field("mail", "address", "邮寄地址"),
            _field("apply_date", "date", "申请日期", system=True),
        ],
    },
]
PAPER = {
    "id": "application",
    "title": "公民婚育“一件事一次办”申请表",
    "columns": [0.16, 0.32, 0.2, 0.32],
    "sections": [
        {
            "label": "婚姻登记\n基本信息",
            "page": "husband",
            "rows": [
                *_rows_of("m", "男方"),
                *_rows_of("f", "女方"),
                _row("结婚证字号", ".cert_no", "登记日期", ".reg_date"),
                _row("登记机关", (".reg_office", 3)),
            ],
        },
        {
            "label": "户口联办\n事项信息",
            "page": "household",
            "rows": _lines(
                "办理下列户口联办事项：",
                "1. 户口登记信息婚姻状况变更　　{do_status|boxes}",
                "2. 申请夫妻投靠落户　　{do_move|boxes}",
                "落户辖区派出所：{station}（被投靠方）",
                "现申请将{mover}（投靠人姓名）的户口投靠至{host}（被投靠人姓名）户内。",
                "备注：不包括迁往农村牧区户口迁移",
                "提交以下材料：",
                "夫妻双方户口簿、结婚证、离婚证/离婚协议、法院离婚判决书（原件）",
            ),
        },
        {
            "label": "生育登记\n信息",
            "page": "birth",
            "rows": [
                *_lines(
                    "办理生育登记：",
                    "1. 生育登记　　{do_birth|boxes}",
                    "现居住地：{home}",
                    "2. 当前登记孩次（按夫妻共同生育子女数计算）",
                    "　　{order|boxes}",
                    "3. 登记时孕育状况　　{state|boxes}",
                    "4. 夫妻共同生育子女情况",
                ),
                {
                    "line": "子女姓名：{name}　性别：{sex|boxes}　出生年月：{born}",
                    "each": "children",
                },
            ],
        },
        {
            "label": "申请人员\n签字确认\n信息",
            "page": "delivery",
            "rows": _lines(
                "申请人已承诺上述申报信息真实完整，如有虚假，愿承担相应的法律责任。",
                "男方签名：{sign:husband}　　女方签名：{sign:wife}",
                "邮寄地址：{mail}",
                "申请登记日期：{apply_date|year}年{apply_date|month}月{apply_date|day}日",
            ),
        },
    ],
}


def _item(name: str, zh: str, en: str, department: str, *needs: str) -> dict[str, object]:
    return {
        "id": name,
        "title": {"zh": zh, "en": en},
        "summary": zh,
        "department": department,
        "needs": [{"item": need} for need in needs],
        "result": zh,
    }


def _person_role(role: str, zh: str, en: str, letter: str) -> dict[str, object]:
    fields = {"name": f"{letter}_name", "id_number": f"{letter}_id", "phone": f"{letter}_phone"}
    return {"id": role, "title": {"zh": zh, "en": en}, **fields}


SERVICE = JointService.model_validate(
    {
        "id": "marriage-birth",
        "region": "150600",
        "code": "01",
        "version": 3,
        "title": {"zh": "公民婚育", "en": "Marriage and birth"},
        "full_title": {"zh": "公民婚育“一件事一次办”", "en": "Marriage and birth in one go"},
        "place": {"zh": "鄂尔多斯市", "en": "Ordos"},
        "summary": "四件事一张表",
        "stage": "婚育",
        "icon": "rings",
        "basis": [{"name": "鄂民发〔2022〕119号"}],
        "time_limit": [{"working_days": 2}],
        "departments": [
            {"id": "civil", "title": {"zh": "民政局", "en": "Civil Affairs"}},
            {"id": "police", "title": {"zh": "公安局", "en": "Police"}},
            {"id": "health", "title": {"zh": "卫健委", "en": "Health Commission"}},
        ],
        "people": [
            _person_role("husband", "男方", "Husband", "m"),
            _person_role("wife", "女方", "Wife", "f"),
        ],
        "items": [
            _item("marriage", "内地居民结婚登记", "Marriage registration", "civil"),
            _item("status", "婚姻状况变更", "Marital status", "police", "marriage"),
            _item("move", "夫妻投靠落户", "Joining a household", "police", "marriage"),
            _item("birth", "生育登记", "Birth registration", "health"),
        ],
        "materials": [
            {"id": "form", "title": {"zh": "申请表", "en": "Application"}, "source": "kiosk"},
            {"id": "book", "title": {"zh": "双方户口簿", "en": "Both registers"}, "whose": "both",
             "source": "photograph", "items": ["status", "move"]},
            {"id": "photo", "title": {"zh": "红底合影", "en": "Joint photo"}, "copies": 3,
             "items": ["marriage"]},
            {"id": "divorce", "title": {"zh": "离婚证", "en": "Divorce certificate"},
             "when": "answers.m_name == 'nobody'"},
        ],
        "guide": {
            "who": [{"text": "双方自愿"}],
            "steps": [{"title": "提交材料，发起联办", "text": "在自助机上一次填完"}],
            "fee": "不收费",
            "delivery": "自取或邮寄",
            "notes": ["需要纸质服务单的，30 日内到社区领取。"],
        },
        "pages": PAGES,
        "declaration": {"text": "我们承诺"},
        "papers": [PAPER],
    }
)  # fmt: skip

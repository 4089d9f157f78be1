"""The annex's service with papers of every make: labels across, cells reaching down, a letter."""

from io import BytesIO

from PIL import Image

from kiosk.cases.canonical import digest
from kiosk.catalogue.schema import JointService
from tests.paper.annex import SERVICE

Cell = dict[str, object]


def row(*cells: Cell, **more: object) -> dict[str, object]:
    return {"cells": list(cells), **more}


def label(text: str, span: int = 1, **more: object) -> Cell:
    return {"label": text, "span": span, **more}


def field(name: str, span: int = 1, **more: object) -> Cell:
    return {"field": name, "span": span, **more}


def line(text: str, span: int = 1, **more: object) -> Cell:
    return {"line": text, "span": span, **more}


PEOPLE = [
    row(label("申请人姓名"), field("m_name"), label("身份证号"), field("m_id")),
    row(label("配偶姓名"), field("f_name"), label("身份证号"), field("f_id")),
    row(label("申请人户口所在地"), field("m_address", 3)),
]
STATE = [
    row(
        label("目前怀孕状态", rows=2),
        line("{do_birth|boxes}"),
        label("末次月经"),
        line("{reg_date}"),
    ),
    row(label("分娩时间"), field("reg_office", 2)),
    row(label("照片"), field("portrait"), line("第一行：{home}\n第二行：{m_name}", 2), height=45),
]
SIGNING: list[dict[str, object]] = [
    {"line": "以上信息真实完整，如有虚假，愿承担相应的法律责任。"},
    {"line": "男方签名：{sign:husband}　　女方签名：{sign:wife}"},
    {"line": "{apply_date|year}年{apply_date|month}月{apply_date|day}日", "align": "right"},
]
FORM: dict[str, object] = {
    "id": "application",
    "title": "公民婚育“一件事一次办”申办表",
    "heads": "above",
    "columns": [0.2, 0.22, 0.2, 0.38],
    "sections": [
        {"label": "个人基本信息", "page": "husband", "rows": PEOPLE},
        {"label": "生育登记表信息", "page": "birth", "rows": [*STATE, *SIGNING]},
    ],
}
LETTER: list[dict[str, object]] = [
    {"line": "东胜区卫生健康委员会："},
    {"line": "　　本人{f_name}与丈夫{m_name}现居住于{home}，申请办理生育登记。"},
    {"line": "　　现郑重承诺：" + "所填报的信息真实、准确、完整。" * 4},
    {"line": "承诺人（签名）：{sign:wife}", "align": "right"},
    {"line": "{apply_date|year}年{apply_date|month}月{apply_date|day}日", "align": "right"},
]
PROMISE: dict[str, object] = {
    "id": "promise",
    "title": "生育登记承诺书",
    "frame": False,
    "columns": [1],
    "when": "'birth' in items",
    "sections": [{"label": "", "page": "birth", "rows": LETTER}],
}


def service(*papers: dict[str, object]) -> JointService:
    """The annex's service with these papers, and a photo on its page about the birth."""
    raw = SERVICE.model_dump(by_alias=True, mode="json")
    photo = {"id": "portrait", "kind": "photo", "label": {"zh": "照片", "en": "Photo"}}
    raw["pages"][4]["fields"].append(photo)
    return JointService.model_validate({**raw, "papers": list(papers)})


def jpeg(width: int = 300, height: int = 420, mode: str = "RGB", *, white: bool = False) -> bytes:
    """A made-up portrait, or nothing but white."""
    file = BytesIO()
    picture = Image.new("L", (256, 256), 255) if white else Image.radial_gradient("L")
    picture.resize((width, height)).convert(mode).save(file, "JPEG")
    return file.getvalue()


PORTRAIT = jpeg()
PHOTO = digest(PORTRAIT)
MANY = service(FORM, PROMISE)

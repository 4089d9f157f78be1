"""The paper holds every word that Annex 3 of 鄂民发〔2022〕119号 prints, in its order."""

import re
from collections.abc import Mapping
from datetime import date

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.kinds.yes_no import YES_NO
from kiosk.catalogue.schema import FormField, Line, PaperSection

SERVICE = Catalogue.load().service("150600-marriage-birth", date(2026, 11, 23))
ANNEX_3 = {
    "婚姻登记基本信息": """
        男方姓名 公民身份号码 联系电话 民族 户籍地址
        女方姓名 公民身份号码 联系电话 民族 户籍地址
        结婚证字号 登记日期 登记机关
    """,
    "户口联办事项信息": """
        办理下列户口联办事项：
        1. 户口登记信息婚姻状况变更 是 否
        2. 申请夫妻投靠落户 是 否
        落户辖区派出所：（被投靠方）
        现申请将（投靠人姓名）的户口投靠至（被投靠人姓名）户内。
        备注：不包括迁往农村牧区户口迁移
        提交以下材料：
        夫妻双方户口簿、结婚证、离婚证/离婚协议、法院离婚判决书（原件）
    """,
    "生育登记信息": """
        办理生育登记：
        1. 生育登记 是 否
        现居住地：
        2. 当前登记孩次（按夫妻共同生育子女数计算） 一孩 二孩 三孩 三孩以上
        3. 登记时孕育状况 未孕 在孕 已生育
        4. 夫妻共同生育子女情况
        子女姓名： 性别： 出生年月：
    """,
    "申请人员签字确认信息": """
        申请人已承诺上述申报信息真实完整，如有虚假，愿承担相应的法律责任。
        男方签名： 女方签名：
        邮寄地址：
        申请登记日期：年月日
    """,
}


def printed(section: PaperSection, fields: Mapping[str, FormField]) -> str:
    """What stands on the paper before anybody has answered, without its blanks."""

    def place(found: re.Match[str]) -> str:
        name, _, how = found[1].partition("|")
        if how not in ("boxes", "boxes_after"):
            return ""
        return "".join(one.title.zh for one in fields[name].options or YES_NO)

    words = []
    for row in section.rows:
        if isinstance(row, Line):
            words.append(re.sub(r"\{([^{}]*)\}", place, row.line))
        else:
            words += [cell.label or "" for cell in row.cells]
    return "".join("".join(words).split())


def test_the_paper_says_what_annex_3_says() -> None:
    (paper,) = SERVICE.papers
    fields = {field.id: field for field in SERVICE.fields}
    assert paper.title == "公民婚育“一件事一次办”申请表"
    assert {
        "".join(section.label.split()): printed(section, fields) for section in paper.sections
    } == {label: "".join(words.split()) for label, words in ANNEX_3.items()}

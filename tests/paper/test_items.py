"""What is applied for, printed by the titles of the items; a name stays on one line."""

from datetime import date

from kiosk.catalogue.catalogue import FORMS, read_service
from kiosk.paper.fill_ins import filled_in
from kiosk.paper.values import Form

DAY = date(2026, 11, 23)


def test_a_line_can_hold_every_item_with_those_applied_for_ticked() -> None:
    service, _ = read_service(FORMS / "150600-marriage-birth.yaml")
    assert service is not None
    values = Form(service).values(DAY, ("hukou_marital",), {})
    spans = filled_in("申请事项：{items|boxes}", values, to_the_end=False)
    said = "".join(one.text for one in spans)
    titles = {one.id: one.title.zh for one in service.items}
    assert f"☑{titles['hukou_marital']}" in said
    assert f"☐{titles['birth_reg']}" in said
    assert said.count("☑") == 1
    assert said.count("☐") == len(titles) - 1


def test_a_name_is_not_torn_apart_in_a_letter() -> None:
    service, _ = read_service(FORMS / "150600-marriage-birth.yaml")
    assert service is not None
    values = Form(service).values(DAY, (), {"m_name": "巴特尔"})
    name = next(one for one in filled_in("本人{m_name}。", values, to_the_end=False) if one.filled)
    assert name.whole


def test_a_box_stands_where_the_official_table_has_it() -> None:
    service, _ = read_service(FORMS / "150600-marriage-birth.yaml")
    assert service is not None
    values = Form(service).values(DAY, (), {"preg_state": "expecting"})
    spans = filled_in("{preg_state|boxes_after}", values, to_the_end=False)
    assert "".join(one.text for one in spans) == "未孕☐\u3000在孕☑\u3000已生育☐"

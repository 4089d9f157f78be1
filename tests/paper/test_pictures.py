from kiosk.paper.pictures import pages_as_images
from tests.paper.annex import SERVICE
from tests.paper.couple import ANSWERS, press, snapshot

GLASS_DPI = 4.03 * 25.4
"""A 21.5-inch screen: at this many dots an inch the page has its true size."""


def test_the_review_sees_the_page_at_its_true_size() -> None:
    [page] = pages_as_images(press().preview(snapshot(), SERVICE).pdf, GLASS_DPI)
    assert (page.width, page.height) == (847, 1197)
    assert len(page.rgb) == page.width * page.height * 3
    assert page.rgb[:3] == b"\xff\xff\xff"
    assert min(page.rgb) < 30


def test_there_is_a_picture_for_every_sheet() -> None:
    many = [{"name": f"巴图{n}", "sex": "male"} for n in range(20)]
    paper = press().preview(snapshot({**ANSWERS, "children": many}), SERVICE)
    assert len(pages_as_images(paper.pdf, 40)) == paper.pages == 2


def test_places_lie_on_their_sheet() -> None:
    for place in press().preview(snapshot(), SERVICE).places:
        assert place.x >= 0
        assert place.x + place.width <= 210
        assert place.y + place.height <= 297

"""Review and signing as views: the paper's own pages, and who has signed what."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.cases.filling import Filling
from kiosk.paper.document import Document
from kiosk.paper.pictures import pages_as_images
from kiosk.screens.citizen.paper_image import ChangeLink, PaperImage
from kiosk.screens.citizen.review import ReviewView
from kiosk.screens.citizen.sign import SignView
from kiosk.screens.citizen.signers import SignerView
from kiosk.screens.telling.choosing import short
from kiosk.texts import Language
from kiosk.visits.visit import Visit

INCH = 25.4


def review_view(document: Document, filling: Filling, language: Language, dpi: float) -> ReviewView:
    """Show a drawn paper and, beside each part, the way to change it."""
    titles = {page.page.id: page.page.title[language] for page in filling.pages}
    pages = tuple(
        PaperImage(one.width, one.height, one.rgb, one.width / dpi * INCH, one.height / dpi * INCH)
        for one in pages_as_images(document.pdf, dpi)
    )
    links = tuple(
        ChangeLink(one.sheet, one.page, titles[one.page], one.y, one.y + one.height)
        for one in document.places
        if one.page in titles
    )
    return ReviewView(pages, links, document.titles)


def sign_view(visit: Visit, zone: ZoneInfo, locked: datetime) -> SignView:
    """Show what is signed: one line per item applied for, the promise, and the people."""
    filling, consent = visit.filling, visit.consent
    if filling is None or consent is None:
        raise ValueError("nothing is laid out for signing")
    language = visit.language
    at = {one.role: f"{one.at.astimezone(zone):%H:%M}" for one in consent.signatures}
    signers = tuple(
        SignerView(
            one.role,
            one.title[language],
            one.name or "",
            at.get(one.role, ""),
            consent.strokes.get(one.role),
        )
        for one in filling.signers()
    )
    now = next((one.role for one in signers if not one.at), "")
    return SignView(
        paper=filling.service.full_title[language],
        locked=f"{locked.astimezone(zone):%H:%M}",
        points=_points(filling, language),
        declaration=filling.service.declaration.text[language],
        signers=signers,
        now=now,
    )


def _points(filling: Filling, language: Language) -> tuple[str, ...]:
    return tuple(
        short(item)[language] for item in filling.service.items if item.id in filling.items
    )

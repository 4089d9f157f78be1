"""The welcome as a view: it takes the services' covers and no form."""

from collections.abc import Iterable

from kiosk.catalogue.covers import Cover, holds
from kiosk.screens.citizen.porch_views import PlaceView, ServiceView, WelcomeView
from kiosk.texts import Language, Text

MERGED = Text("{n} 件并 1 件", "{n} in 1")
DAYS = Text("{n} 个工作日", "{n} working days")
VISITS = Text("跑 {n} 次", "visits: {n}")
ONE_VISIT = Text("跑 1 次", "1 visit")
REGION = 6
"""A key begins with so many digits of its region's code."""


def welcome_view(
    covers: Iterable[Cover],
    language: Language,
    open_until: str = "",
    hotline: str = "",
    *,
    district: str,
) -> WelcomeView:
    """Show the services of this place, then those of others under their names.

    Where no service is this place's own, all are shown alike.
    """
    own: list[ServiceView] = []
    elsewhere: dict[str, list[ServiceView]] = {}
    for cover in covers:
        at_home = holds(cover.key[:REGION], district)
        shelf = own if at_home else elsewhere.setdefault(cover.place[language], [])
        shelf.append(service_view(cover, language))
    places = tuple(PlaceView(name, tuple(found)) for name, found in elsewhere.items())
    return WelcomeView(tuple(own), places, open_until, hotline)


def service_view(cover: Cover, language: Language) -> ServiceView:
    """Show one service."""
    tags = [MERGED.fill(n=cover.items)[language]] if cover.items > 1 else []
    if cover.working_days is not None:
        tags.append(DAYS.fill(n=cover.working_days)[language])
    if cover.visits is not None and not cover.quiet:
        visits = ONE_VISIT if cover.visits == 1 else VISITS.fill(n=cover.visits)
        tags.append(visits[language])
    return ServiceView(
        key=cover.key,
        title=cover.title[language],
        line=cover.line[language],
        stage=cover.stage[language],
        icon=cover.icon,
        tags=tuple(tags),
        quiet=cover.quiet,
    )

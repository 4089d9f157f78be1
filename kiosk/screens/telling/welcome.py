"""The welcome as a view: it takes the services' covers and no form."""

from collections.abc import Iterable

from kiosk.catalogue.covers import Cover
from kiosk.screens.citizen.porch_views import ServiceView, WelcomeView
from kiosk.texts import Language, Text

MERGED = Text("{n} 件并 1 件", "{n} in 1")
DAYS = Text("{n} 个工作日", "{n} working days")
ONE_TRIP = Text("跑 1 次", "1 visit")


def welcome_view(
    covers: Iterable[Cover], language: Language, open_until: str, hotline: str
) -> WelcomeView:
    """Show all services of this place."""
    return WelcomeView(tuple(_service(one, language) for one in covers), open_until, hotline)


def _service(cover: Cover, language: Language) -> ServiceView:
    tags = [MERGED.fill(n=cover.items)[language]]
    if cover.working_days is not None:
        tags.append(DAYS.fill(n=cover.working_days)[language])
    if not cover.quiet:
        tags.append(ONE_TRIP[language])
    return ServiceView(
        key=cover.key,
        title=cover.title[language],
        line=cover.line[language],
        stage=cover.stage[language],
        icon=cover.icon,
        tags=tuple(tags),
        quiet=cover.quiet,
    )

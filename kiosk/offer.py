"""What this kiosk offers today: the services of its regions, the list, the search over them."""

from collections.abc import Callable
from datetime import date

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.contents import Contents
from kiosk.catalogue.covers import holds
from kiosk.catalogue.readings import Readings
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.search import GuideSearch


class Offer:
    """`district` is where the kiosk stands, `offers` tells of a service's key, `today` the day."""

    def __init__(
        self,
        catalogue: Catalogue,
        district: str,
        offers: Callable[[str], bool],
        today: Callable[[], date],
    ) -> None:
        self._catalogue, self._district = catalogue, district
        self._offers, self._today = offers, today
        self._found: tuple[tuple[JointService, ...], GuideSearch] | None = None

    def services(self) -> tuple[JointService, ...]:
        """Return what can be applied for today: this place's first, along a life."""
        day, listed = self._today(), self.contents()
        order = listed.order if listed is not None else ()
        offered = [one for one in self._catalogue.services(day) if self._offers(one.key)]
        place = {name: place for place, name in enumerate(order)}
        offered.sort(key=lambda one: place.get(one.id, len(order)))
        offered.sort(key=lambda one: not holds(one.region, self._district))
        return tuple(offered)

    def contents(self) -> Contents | None:
        """Return the region's list of all matters as in force today."""
        return self._catalogue.contents(self._district, self._today())

    def search(self) -> GuideSearch:
        """Return what finds a place in today's guides; made when it is first asked for."""
        services = self.services()
        if self._found is None or self._found[0] != services:
            self._found = services, GuideSearch(services, Readings.load())
        return self._found[1]

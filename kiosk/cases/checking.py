"""A form with what is missing or wrong in it, and what keeps it from being signed."""

from dataclasses import dataclass
from functools import cached_property

from kiosk.cases import checks
from kiosk.cases.checks import ITEMS, Missing
from kiosk.cases.deadlines import LastDay
from kiosk.cases.reading import Reading
from kiosk.cases.visible import SILENT
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import Exclusion, JointService, Severity


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the required questions that are visible now have a good answer."""

    done: int
    total: int


class Checked(Reading):
    """A form as it stands, with all that is to be said about it."""

    @cached_property
    def _remarks(self) -> tuple[Remark, ...]:
        return checks.remarks(self._sight)

    def remarks(self, page_id: str | None = None) -> tuple[Remark, ...]:
        """Return what is wrong or worth a look, of the whole form or of one page.

        A remark over several answers belongs to the page of the last one; those about the
        choice of items belong to the page `items`.
        """
        found = self._remarks
        return tuple(one for one in found if page_id in (None, _page_of(self.service, one.on)))

    def missing(self, page_id: str | None = None) -> tuple[Missing, ...]:
        """Return what is required and not given, in the form's order."""
        found = checks.missing(self._sight)
        return tuple(one for one in found if page_id in (None, one.page_id))

    def first_trouble(self, page_id: str | None = None) -> str | None:
        """Return the path of the first missing or wrong answer, in the form's order."""
        places = {path: place for place, path in enumerate([ITEMS, *self._sight.fields])}
        paths = [one.path for one in self.missing(page_id)]
        for one in self.remarks(page_id):
            if one.severity is Severity.ERROR:
                paths.append(([ITEMS] + [path for path in one.on if path in places])[-1])
        return min(paths, key=places.__getitem__, default=None)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """What of this application the service cannot take, as it stands."""
        return checks.exclusions(self._sight)

    @property
    def deadlines(self) -> tuple[LastDay, ...]:
        """The last days that are known, of what is chosen."""
        return checks.deadlines(self._sight)

    @property
    def progress(self) -> Progress:
        """How far the form is."""
        fields = self._sight.fields.items()
        required = {path for path, one in fields if one.required and one.field.kind not in SILENT}
        open_ = {one.path for one in self.missing()}
        for one in self._remarks:
            if one.severity is Severity.ERROR:
                open_.update(one.on)
        return Progress(len(required - open_), len(required))

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and nothing wrong: it may be signed."""
        return self.first_trouble() is None


def _page_of(service: JointService, on: tuple[str, ...]) -> str:
    tops = {path.partition(".")[0] for path in on}
    found = [page.id for page in service.pages if tops & {one.id for one in page.fields}]
    return found[-1] if found else ITEMS

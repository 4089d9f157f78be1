"""All joint services of this kiosk: loaded whole or not at all, and picked by date."""

import gc
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from kiosk.catalogue.contents import Contents, read_contents
from kiosk.catalogue.covers import FORMS, content_of, holds
from kiosk.catalogue.mistakes import BrokenCatalogue, Mistake
from kiosk.catalogue.part import IN_A_FILE, boundaries, reduced
from kiosk.catalogue.published import Published, mark_of
from kiosk.catalogue.reading import Lines, Source, read_yaml
from kiosk.catalogue.review import review
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.shape import misfits
from kiosk.errors import Trouble
from kiosk.texts import Text

__all__ = ["FORMS", "Catalogue", "read_service"]


@contextmanager
def _kept() -> Iterator[None]:
    """Look for no garbage: all that is read stays, and the search would grow with it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Catalogue:
    """Every version of every service; a case finds the one it was filled under."""

    def __init__(
        self,
        services: Sequence[JointService],
        content: bytes = b"",
        lists: Sequence[Contents] = (),
        withdrawn: Iterable[tuple[str, int]] = (),
    ) -> None:
        self._lists = tuple(lists)
        self._withdrawn = frozenset(withdrawn)
        self._versions: dict[str, list[JointService]] = {}
        for one in services:
            self._versions.setdefault(one.key, []).append(one)
        self._content = content
        self._boundaries: dict[tuple[str, int], list[date]] = {}
        self._reduced: dict[tuple[str, int, date], JointService] = {}

    @classmethod
    @_kept()
    def load(cls, folder: Path = FORMS) -> Self:
        """Read every form file of a folder; raises BrokenCatalogue with all mistakes."""
        files = sorted(folder.glob("*.yaml"))
        if not files:
            what = f"there is no form file in the folder {folder.name}"
            raise BrokenCatalogue([Mistake(folder.name, 0, what, "check the setting places.forms")])
        mistakes: list[Mistake] = []
        services: dict[Path, JointService] = {}
        for file in files:
            service, wrong = read_service(file)
            mistakes += wrong
            if service is not None:
                services[file] = service
        mistakes += _clashes(services)
        listed = sorted(folder.glob("lists/*.yaml"))
        ids = {one.id for one in services.values()}
        read = [read_contents(file, ids) for file in listed] if not mistakes else []
        mistakes += [one for _, wrong in read for one in wrong]
        if mistakes:
            raise BrokenCatalogue(mistakes)
        return cls(
            list(services.values()),
            content_of(folder),
            [one for one, _ in read if one is not None],
        )

    def joined(self, published: Sequence[Published]) -> "Catalogue":
        """Return this with what was published since; what cannot be read here is left out.

        Of a version that is in both, what was published counts: central reads cases by it.
        """
        known = {(one.key, one.version): one for each in self._versions.values() for one in each}
        read = [one for one in published if can_read(one)]
        for one in read:
            service = _read_published(one)
            if service is not None:
                known[one.key, one.version] = service
        withdrawn = [(one.key, one.version) for one in read if one.withdrawn]
        content = mark_of(self._content, read)
        return Catalogue(list(known.values()), content, self._lists, withdrawn)

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of all form files and lists: kiosk and central compare it."""
        return hashlib.sha256(self._content).hexdigest()

    def services(self, day: date) -> tuple[JointService, ...]:
        """Return what can be applied for on a day, each as in force that day."""
        found = [self._newest(key, day) for key in self._versions]
        return tuple(self._on(one, day) for one in found if one is not None)

    def service(self, key: str, day: date) -> JointService:
        """Return one service as in force on a day; raises Trouble `catalogue.no_service`."""
        newest = self._newest(key, day)
        if newest is None:
            raise _not_on(day, key) if key in self._versions else _no_service(key, self._versions)
        return self._on(newest, day)

    def exact(self, key: str, version: int, day: date) -> JointService:
        """Return the very form a case was filled under; raises Trouble `catalogue.no_service`."""
        for one in self._versions.get(key, ()):
            if one.version == version:
                return self._on(one, day)
        raise _no_service(f"{key} version {version}", self._versions)

    def versions(self, key: str) -> tuple[JointService, ...]:
        """Return every version of a service, the newest first, with all its days."""
        known = self._versions.get(key, ())
        return tuple(sorted(known, key=lambda one: one.version, reverse=True))

    def holder(self, region: str, code: str) -> str | None:
        """Return the key of the service that has this code in its region's case numbers."""
        every = (one for versions in self._versions.values() for one in versions)
        return next((one.key for one in every if (one.region, one.code) == (region, code)), None)

    def contents(self, district: str, day: date) -> Contents | None:
        """Return the list of the nearest region that covers a district, as in force on a day."""
        lists = [one for one in self._lists if holds(one.region, district) and one.in_force(day)]
        nearest = max(lists, key=lambda one: len(one.region.rstrip("0")), default=None)
        return reduced(nearest, day) if nearest is not None else None

    def _newest(self, key: str, day: date) -> JointService | None:
        fitting = [
            one
            for one in self._versions.get(key, ())
            if one.in_force(day) and (key, one.version) not in self._withdrawn
        ]
        return max(fitting, key=lambda one: one.version, default=None)

    def _on(self, service: JointService, day: date) -> JointService:
        days = self._boundaries.get((service.key, service.version))
        if days is None:
            days = sorted({date.min, *boundaries(service)})
            self._boundaries[service.key, service.version] = days
        since = days[bisect_right(days, day) - 1]
        known = (service.key, service.version, since)
        if known not in self._reduced:
            self._reduced[known] = service.on(day)
        return self._reduced[known]


def read_service(file: Source) -> tuple[JointService | None, list[Mistake]]:
    """Read one form file; returns the service, or all that is wrong with the file."""
    content, mistakes = read_yaml(file)
    if mistakes:
        return None, mistakes
    try:
        service = JointService.model_validate(content, context=IN_A_FILE)
    except ValidationError as error:
        return None, misfits(file, JointService, error)
    findings = list(review(service))
    if not findings:
        return service, []
    lines = Lines(file)
    return service, [
        Mistake(file.name, lines.of(one.path), one.what, one.remedy) for one in findings
    ]


def can_read(one: Published) -> bool:
    """Tell whether this program understands a form; one that only withdraws has nothing to read."""
    return not one.content or _read_published(one) is not None


@lru_cache(maxsize=256)
def _read_published(one: Published) -> JointService | None:
    """Read one, once in a program; None where this program cannot, as with a newer schema."""
    service, mistakes = read_service(one)
    if service is None or mistakes or (service.key, service.version) != (one.key, one.version):
        return None
    return service


def _clashes(services: Mapping[Path, JointService]) -> Iterator[Mistake]:
    versions: dict[tuple[str, int], str] = {}
    codes: dict[tuple[str, str], tuple[str, str]] = {}
    for file, service in services.items():
        name = versions.setdefault((service.key, service.version), file.name)
        if name != file.name:
            what = f"{name} has version {service.version} of {service.key} already"
            yield Mistake(file.name, Lines(file).of(("version",)), what, "count version: up")
        mine = file.name, service.key
        name, key = codes.setdefault((service.region, service.code), mine)
        if key != service.key:
            what = f"{name} has code {service.code!r} already, so case numbers would be the same"
            yield Mistake(file.name, Lines(file).of(("code",)), what, "take two other digits")


def _not_on(day: date, key: str) -> Trouble:
    return Trouble(
        "catalogue.no_service",
        Text(f"{day} 这一天没有这个服务：{key}。", f"The service {key} is not in force on {day}."),
        Text("请检查申请日期和表单的起止日期。", "Check the day, and the form's from: and until:."),
    )


def _no_service(name: str, known: Iterable[str]) -> Trouble:
    listed = ", ".join(sorted(known))
    return Trouble(
        "catalogue.no_service",
        Text(f"没有这个服务：{name}。", f"No form here is of the service {name}."),
        Text(
            f"这里有：{listed}。别处的表单要放进设置 places.forms 的文件夹。",
            f"Here are: {listed}. A form from elsewhere belongs in the folder of the setting"
            " places.forms.",
        ),
    )

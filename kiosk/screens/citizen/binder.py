"""All pages of the window: built when first needed, dressed together, emptied together."""

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from PySide6.QtWidgets import QWidget

from kiosk.screens.look.look import Look
from kiosk.texts import Language


class AnyPage(Protocol):
    """What every page can do besides showing its own view."""

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""

    def clear(self) -> None:
        """Forget everything that was said."""


P = TypeVar("P", bound=QWidget)


class Binder:
    """Keeps one page of each kind; the first `joined` given for it is called, to connect it."""

    def __init__(self, look: Look, language: Language) -> None:
        self._look, self._language = look, language
        self._pages: dict[type[QWidget], QWidget] = {}
        self._joined: set[type[QWidget]] = set()

    def page(self, kind: type[P], joined: Callable[[P], None] | None = None) -> P:
        """Return the page of a kind; without `joined` only to be seen for now."""
        page = self.built(kind)
        if page is None:
            page = cast(Callable[[Look, Language], P], kind)(self._look, self._language)
            self._pages[kind] = page
        if joined is not None and kind not in self._joined:
            self._joined.add(kind)
            joined(page)
        return page

    def built(self, kind: type[P]) -> P | None:
        """Return the page of a kind if it was needed before."""
        return cast(P | None, self._pages.get(kind))

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language of all pages, also of those to come."""
        self._look, self._language = look, language
        for page in self._pages.values():
            cast(AnyPage, page).dress(look, language)

    def clear(self) -> None:
        """Empty all pages."""
        for page in self._pages.values():
            cast(AnyPage, page).clear()

"""The form of Ordos as data, to change one thing and see what the loader says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.mistakes import BrokenCatalogue, Mistake
from kiosk.catalogue.reading import read_yaml

ORDOS = FORMS / "150600-marriage-birth.yaml"
Change = Callable[[dict[str, Any]], object]


def form() -> dict[str, Any]:
    """Return a fresh copy of the whole file."""
    content, mistakes = read_yaml(ORDOS)
    assert mistakes == []
    assert isinstance(content, dict)
    return content


def write(folder: Path, content: object, name: str = "form.yaml") -> Path:
    """Write a form file that holds `content`; a string is written as it is."""
    text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def mistakes(folder: Path) -> tuple[Mistake, ...]:
    """Load a folder; return what is said about it."""
    try:
        Catalogue.load(folder)
    except BrokenCatalogue as broken:
        return broken.mistakes
    return ()


def after(folder: Path, change: Change) -> tuple[Mistake, ...]:
    """Change the form of Ordos, load it, return what is said."""
    content = form()
    change(content)
    write(folder, content)
    return mistakes(folder)

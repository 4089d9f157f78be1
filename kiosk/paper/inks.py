"""What a paper is written with: the fonts it embeds, filled as characters are used, and photos.

The characters that every paper of a kind prints are cut once (`Stock`); a paper of its own
adds only those of its answers. A paper's bytes depend on its stock and text, on nothing else.
"""

from collections.abc import Mapping

from kiosk.paper.cut import Cut, cut
from kiosk.paper.pdf import Objects
from kiosk.paper.photo import Photo
from kiosk.paper.typecase import Face, Sort, Typecase

Stock = Mapping[str, Cut]
"""Cuts that are ready before a paper is begun, by the name of their typeface."""


def stock(typecase: Typecase, texts: Mapping[Face, str]) -> Stock:
    """Cut once what many papers print: for each face the characters of a text."""
    kept: dict[str, dict[str, Sort]] = {}
    for face, text in texts.items():
        for sort in typecase.sorts("".join(sorted(set(text))), face):
            kept.setdefault(sort.typeface.name, {})[sort.character] = sort
    return {
        name: cut(next(iter(sorts.values())).typeface, tuple(sorts.values()))
        for name, sorts in kept.items()
    }


class Inks:
    """The fonts and photos of one paper while it is written."""

    def __init__(self, typecase: Typecase, ready: Stock) -> None:
        self.typecase = typecase
        self._ready = ready
        self._ready_names = {typeface: f"R{index}" for index, typeface in enumerate(ready)}
        self._own: dict[str, list[Sort]] = {}
        self._used: dict[str, Cut | list[Sort]] = {}
        self._codes: dict[Sort, tuple[str, str]] = {}
        self._photos: dict[Photo, str] = {}

    def show(self, text: str, face: Face, size: float) -> str:
        """Return the operators that select the fonts and show one line of text."""
        parts: list[str] = []
        current, codes = "", self._codes
        for sort in self.typecase.sorts(text, face):
            name, code = codes.get(sort) or self._enter(sort)
            if name != current:
                parts.append(f"{'> Tj ' if current else ''}/{name} {size:g} Tf <")
                current = name
            parts.append(code)
        return "".join(parts) + "> Tj"

    def show_photo(self, photo: Photo) -> str:
        """Return the operator that paints a photo over the unit square."""
        return f"/{self._photos.setdefault(photo, f'P{len(self._photos)}')} Do"

    def embed(self, objects: Objects) -> str:
        """Lay every font and photo that was used into the file; returns the pages' resources."""
        entries = []
        for name, used in self._used.items():
            finished = used if isinstance(used, Cut) else cut(used[0].typeface, used)
            entries.append(f"/{name} {finished.embed(objects)} 0 R")
        photos = [
            f"/{name} {_embedded(objects, photo)} 0 R" for photo, name in self._photos.items()
        ]
        pictures = f"/XObject << {' '.join(photos)} >> " if photos else ""
        return f"<< /Font << {' '.join(entries)} >> {pictures}>>"

    def _enter(self, sort: Sort) -> tuple[str, str]:
        """Give a character its font and number, the first time this paper uses it."""
        typeface = sort.typeface.name
        ready = self._ready.get(typeface)
        if ready and sort.character in ready.codes:
            entry = self._ready_names[typeface], f"{ready.codes[sort.character]:04X}"
            self._used[entry[0]] = ready
        else:
            own = self._own.setdefault(typeface, [])
            own.append(sort)
            entry = f"O{list(self._own).index(typeface)}", f"{len(own):04X}"
            self._used[entry[0]] = own
        self._codes[sort] = entry
        return entry


def _embedded(objects: Objects, photo: Photo) -> int:
    size = f"/Width {photo.width} /Height {photo.height}"
    entries = f"/Type /XObject /Subtype /Image {size} /ColorSpace /{photo.colours} "
    return objects.add_stream(photo.jpeg, f"{entries}/BitsPerComponent 8 ", "DCTDecode")

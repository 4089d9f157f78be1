"""A form that central published: read beside the forms of the program, and known by its version."""

from collections.abc import Iterable

from msgspec import Struct


class Published(Struct, frozen=True):
    """One version of one form, as its file was; read like a file.

    One that is `withdrawn` is offered no more, and cases filled under it stay what they are;
    without `content` it is a version that shipped.
    """

    key: str
    version: int
    content: str = ""
    withdrawn: bool = False

    @property
    def name(self) -> str:
        """What it is called where it has a mistake."""
        return f"{self.key}-{self.version}.yaml"

    def read_bytes(self) -> bytes:
        """Return the file's bytes."""
        return self.content.encode()


def mark_of(shipped: bytes, published: Iterable[Published]) -> bytes:
    """Return what a catalogue's mark is the SHA-256 of; without anything published, what ships."""
    spelled = (f"{one.name} {one.withdrawn:d} {one.content}".encode() for one in published)
    return b"\0".join((shipped, *spelled))

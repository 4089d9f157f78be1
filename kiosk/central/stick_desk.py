"""What an operator does with sticks: parcels in, central's words out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.central.assembly import rooms_of
from kiosk.central.database import parcel_key
from kiosk.central.files import place
from kiosk.central.hall_desk import Where, desk
from kiosk.central.parcels import Imported, take_parcel
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.parcel import BACK


@dataclass(frozen=True, slots=True)
class Brought:
    """One file: what it brought and where the word on it lies, or why it could not be used."""

    file: Path
    imported: Imported | None
    word: Path | None = None
    trouble: Trouble | None = None

    def __str__(self) -> str:
        if self.imported is None:
            return str(self.trouble)
        lines = ", ".join(f"{count} {verdict}" for verdict, count in self.imported.verdicts.items())
        said = f"entries: {lines or 'none'}; {self.imported.attachments} attachments"
        left = self.imported.passed_over
        return said + (f", {left} passed over" if left else "") + f"; {self.word}"


def import_parcels(
    where: Where,
    parcels: Sequence[Path],
    out: Path,
    clock: Callable[[], datetime],
    *,
    revoked_too: bool = False,
) -> Iterator[Brought]:
    """Take in one parcel after the other; one that cannot be used keeps none behind it waiting.

    Each word is durable in `out`, as the parcel's name with .ack. Raises Trouble for a database
    or folder that cannot be used.
    """
    if not out.is_dir():
        raise Trouble(
            "central.no_out",
            Text("存放回执的文件夹不存在。", "The folder for central's words is not there."),
            Text("请插入并挂载 U 盘后重试。", "Put the stick in, mount it, and try again."),
        )
    with desk(where) as (database, reader):
        # Cases are opened by the server, which knows its forms.
        rooms = rooms_of(database, where.folder, reader, clock, then=lambda _: None)
        identity = parcel_key(where.folder)
        for file in parcels:
            try:
                found = take_parcel(rooms, identity, file, revoked_too=revoked_too)
                word = out / (file.stem + BACK)
                _place(word, found.word)
            except Trouble as error:
                yield Brought(file, None, trouble=error)
            else:
                yield Brought(file, found, word)


def _place(word: Path, content: bytes) -> None:
    try:
        place(word, content)
    except OSError as error:
        raise Trouble(
            "central.stick",
            Text("回执未能写入 U 盘。", "Central's word could not be written to the stick."),
            Text(
                "文件已收；请换 U 盘后再次导入以取得回执。",
                "The file was taken in; import it again with another stick to get the word.",
            ),
        ) from error

"""What a hall decides about its kiosk: one TOML file, every key described here."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.errors import Trouble
from kiosk.texts import Text

Seconds = Annotated[int, Meta(ge=5, le=3600)]


class Hall(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the kiosk stands and what it says about the hall."""

    name_zh: Annotated[str, Meta(description="the hall's name")] = "鄂尔多斯市政务服务大厅"
    name_en: Annotated[str, Meta(description="the same in English")] = (
        "Ordos Government Service Hall"
    )
    machine_zh: Annotated[str, Meta(description="which machine, as people find it")] = (
        "一楼东门 3 号机"
    )
    machine_en: Annotated[str, Meta(description="the same in English")] = "Machine 3, east door"
    district: Annotated[
        str, Meta(pattern=r"^\d{6}$", description="GB/T 2260 code of the hall's district")
    ] = "150602"
    regions: Annotated[
        tuple[str, ...],
        Meta(description="codes of the regions whose services are offered; empty: all there are"),
    ] = ()
    open_until: Annotated[str, Meta(description="today's closing time, HH:MM")] = "17:00"
    hotline: Annotated[str, Meta(description="telephone number for questions")] = "12345"
    window_zh: Annotated[str, Meta(description="where people are sent to be served")] = (
        "2 楼 3 号窗口"
    )
    window_en: Annotated[str, Meta(description="the same in English")] = "window 3, 2nd floor"
    time_zone: Annotated[str, Meta(description="IANA name of the hall's time zone")] = (
        "Asia/Shanghai"
    )

    def offers(self, key: str) -> bool:
        """Tell whether a service is offered here; its key begins with its region's code."""
        return not self.regions or key.partition("-")[0] in self.regions

    @property
    def name(self) -> Text:
        """The hall's name in both languages."""
        return Text(self.name_zh, self.name_en)

    @property
    def machine(self) -> Text:
        """The machine's name in both languages."""
        return Text(self.machine_zh, self.machine_en)

    @property
    def window(self) -> Text:
        """The window's name in both languages."""
        return Text(self.window_zh, self.window_en)


class Places(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Folders; relative ones start at the settings file's folder, or where one works."""

    data: Annotated[Path, Meta(description="journal, attachments and keys")] = Path("out/kiosk")
    spool: Annotated[Path, Meta(description="where printed papers are laid as PDF")] = Path(
        "out/printed"
    )
    forms: Annotated[
        Path | None, Meta(description="joint services; default: those of the program")
    ] = None
    fonts: Annotated[
        Path | None, Meta(description="typefaces of the papers; default: those of the program")
    ] = None


class Screen(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The glass."""

    dots_per_mm: Annotated[
        float, Meta(ge=1, le=20, description="real dots per millimetre of the glass")
    ] = 4.03
    reduced_motion: Annotated[bool, Meta(description="switch movement off")] = False


class Devices(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What reads cards, photos and fingerprints; without, people type or go to the window."""

    camera: Annotated[
        str,
        Meta(
            pattern=r"^(none|pretended|/dev/video\d+)$",
            description="`/dev/video0` (needs ffmpeg); `pretended` shows a drawn test card",
        ),
    ] = "none"
    fingerprints: Annotated[
        Literal["none", "pretended", "libfprint"],
        Meta(description="`libfprint`: a reader it knows; `pretended` reads an invented finger"),
    ] = "none"
    card_reader: Annotated[
        str,
        Meta(
            pattern=r"^(none|pretended|usb:[0-9a-f]{4}:[0-9a-f]{4}|/dev/[\w./-]+|COM\d{1,3})$",
            description="the ID-card reader's serial line, or `usb:0400:c35a` (needs libusb);"
            " `pretended` is laid on from the bench",
        ),
    ] = "none"
    scanner: Annotated[
        str,
        Meta(
            pattern=r"^(none|pretended|(/dev/[\w./-]+|COM\d{1,3})(@\d+)?)$",
            description="a code scanner's serial line, as `/dev/ttyACM0@9600`; one that types like"
            " a keyboard needs no setting; `pretended` is held before from the bench",
        ),
    ] = "none"
    second_screen: Annotated[
        str,
        Meta(
            pattern=r"^(none|pretended|[A-Za-z][\w.-]*)$",
            description="the system's name of a screen for those beside, as `HDMI-2`; at the end"
            " it shows the case number and the receipt's code to take a photo of",
        ),
    ] = "none"


class Printers(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What papers come out of; `kiosk printers list` finds what there is."""

    a4: Annotated[
        str,
        Meta(
            pattern=r"^(spool|pretended|ipps?://[^\s@]+)$",
            description="`spool` lays PDF into places.spool; or the `ipp://` or `ipps://` address"
            " of a printer or of a CUPS queue; `pretended` is a spool that the bench can empty",
        ),
    ] = "spool"
    certificate: Annotated[
        str,
        Meta(
            pattern=r"^(|[0-9a-f]{64})$",
            description="of an `ipps://` printer that signs for itself: what"
            " `kiosk printers list` shows",
        ),
    ] = ""
    ca: Annotated[
        Path | None,
        Meta(description="authority of an `ipps://` printer (PEM); default: those of the system"),
    ] = None
    receipt: Annotated[
        str,
        Meta(
            pattern=r"^(|pretended|tcp://[^\s/@:]+(:\d+)?"
            r"|usb:[0-9a-f]{4}:[0-9a-f]{4}|serial:(/dev/[\w./-]+|COM\d{1,3})(@\d+)?)$",
            description="80 mm, ESC/POS: `tcp://printer:9100`, `serial:/dev/ttyS0@115200`,"
            " `usb:04b8:0e15` (needs libusb); empty: receipts come on A5;"
            " `pretended` lays strips into places.spool",
        ),
    ] = ""


class Times(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How long the kiosk waits for people, in seconds, and how long it keeps things."""

    idle: Annotated[Seconds, Meta(description="without a touch, until the kiosk asks")] = 60
    idle_slow: Annotated[Seconds, Meta(description="the same with large print or voice")] = 120
    still_there: Annotated[Seconds, Meta(description="how long it counts down")] = 30
    goodbye: Annotated[Seconds, Meta(description="how long goodbye stays")] = 20
    sealed_hours: Annotated[
        int, Meta(ge=1, le=240, description="how long an unfinished application is kept")
    ] = 24
    kept_days: Annotated[
        int, Meta(ge=1, le=3650, description="how long a case stays here once central has it")
    ] = 90


class Central(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The line to the central system."""

    url: Annotated[str, Meta(description="where central answers; empty: no line yet")] = ""
    ca: Annotated[
        Path | None,
        Meta(description="the hall's own authority (`ca.pem`); default: public authorities"),
    ] = None
    kib_per_second: Annotated[
        int, Meta(ge=0, description="what the courier may send, KiB a second; 0: all there is")
    ] = 0


class Crypto(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is new is hashed and encrypted with; what is there stays readable."""

    suite: Annotated[
        Literal["sha256-aes", "sm3-sm4", "sm2-sm3-sm4"],
        Meta(
            description="`sm3-sm4`: entries by SM3, attachments by SM4, where a site must;"
            " `sm2-sm3-sm4` signs by SM2 too (needs `kiosk[sm2]`, and enrolling anew)"
        ),
    ] = "sha256-aes"


class Limits(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What must be left over."""

    reserve_mib: Annotated[
        int, Meta(ge=0, description="free disk below which no new visit starts, MiB")
    ] = 1024


class Bench(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The technician's screen; see docs/bench.md."""

    code: Annotated[
        str,
        Meta(
            pattern=r"^(|scrypt\$[0-9a-f]{32}\$[0-9a-f]{64})$",
            description="what `kiosk bench-code` prints; empty: the bench stays closed",
        ),
    ] = ""


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of them; each has a default that works for trying out."""

    hall: Hall = Hall()
    places: Places = Places()
    screen: Screen = Screen()
    devices: Devices = Devices()
    printers: Printers = Printers()
    times: Times = Times()
    central: Central = Central()
    crypto: Crypto = Crypto()
    limits: Limits = Limits()
    bench: Bench = Bench()


def read_settings(file: Path | None) -> Settings:
    """Read a settings file; None gives the defaults. Raises Trouble `settings.*`."""
    if file is None:
        return Settings()
    settings = checked(file, read_toml(file))
    places, central, printers = settings.places, settings.central, settings.printers
    here = file.parent
    ca = None if central.ca is None else here / central.ca
    known_by = None if printers.ca is None else here / printers.ca
    return msgspec.structs.replace(
        settings,
        central=msgspec.structs.replace(central, ca=ca),
        printers=msgspec.structs.replace(printers, ca=known_by),
        places=Places(
            data=here / places.data,
            spool=here / places.spool,
            forms=None if places.forms is None else here / places.forms,
            fonts=None if places.fonts is None else here / places.fonts,
        ),
    )


def read_toml(file: Path) -> dict[str, Any]:
    """Read a settings file as it is written; raises Trouble `settings.unreadable`."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise wrong(file, error.strerror or "cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise wrong(file, str(error)) from error


def checked(file: Path, raw: dict[str, Any]) -> Settings:
    """Return what a file sets, its folders as written; raises Trouble `settings.unreadable`."""
    try:
        return msgspec.convert(raw, Settings, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise wrong(file, str(error)) from error


def _decode(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise TypeError(kind)


def wrong(file: Path, what: str) -> Trouble:
    """Say what is wrong with a settings file."""
    return Trouble(
        "settings.unreadable",
        Text(
            f"设置文件 {file.name} 有误：{what}。",
            f"The settings file {file.name} is wrong: {what}.",
        ),
        Text(
            "请改正该文件后再启动；全部设置见 docs/settings.md。",
            "Correct that file and start again; docs/settings.md lists every key.",
        ),
    )

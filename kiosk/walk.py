"""One case in the terminal: the same visit, the same checks, the same papers as on screen."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kiosk.app import Kiosk, courier_of, enrol_kiosk, now, opened
from kiosk.cases.case import Case
from kiosk.catalogue.schema import Severity
from kiosk.courier.enrolled import enrolment
from kiosk.courier.line import Line
from kiosk.hosting import hosting
from kiosk.journal.files import make_folder
from kiosk.script import Script, read_script
from kiosk.settings import Central, Places, Settings, read_settings
from kiosk.texts import Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Acknowledgement

STAGES = ("guide", "form", "sign", "accept", "papers", "central")


class Wrong(Exception):  # not a Trouble: the answers are somebody's, not the machine's
    """The answers do not pass the checks; `said` is what to do, in the words of the screens."""

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__(len(said))
        self.said = said


def walk_case(
    settings_file: Path | None,
    *,
    service: str | None,
    answers: Path | None,
    central: str | None,
    out: Path,
    forms: Path | None = None,
) -> int:
    """Walk a case through and write what came of it to `out`; returns the exit status.

    With a folder of `forms` it goes by those, in a hall of the service's region.
    """
    console = Console(soft_wrap=True)
    script = read_script(answers, service)
    settings = _settings(settings_file, central, out)
    if forms is not None:
        settings = hosting(settings, forms, script.service)
    if settings.central.url and enrolment(settings.places.data) is None:
        enrol_kiosk(settings, _asked_code())
    try:
        with _shown(console) as stage:
            case, word = _walk(settings, script, out, stage)
    except Wrong as wrong:
        for line in wrong.said:
            console.print(line, style="red", markup=False)
        return 1
    _tell(console, case, word, out)
    return 0


class Stages:
    """The display of how far the walk is."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=len(STAGES))

    def done(self, words: str) -> None:
        """Say what has been done."""
        self._progress.update(self._task, advance=1, description=words)
        self._progress.console.print(f"✓ {words}", markup=False)


@contextmanager
def _shown(console: Console) -> Iterator[Stages]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield Stages(progress)


def _walk(
    settings: Settings, script: Script, out: Path, stage: Stages
) -> tuple[Case, Acknowledgement | None]:
    # Central believes no clock that is far ahead: there the hour is the real one.
    clock = now if settings.central.url else _clock_of(script, settings)
    with opened(settings, clock) as kiosk:
        visit = signed_visit(kiosk, script, stage)
        filling, consent = visit.filling, visit.consent
        if filling is None or consent is None:
            raise Wrong(("nothing was signed",))
        case = kiosk.counter.accept(filling, consent, script.language)
        visit.accepted(case)
        stage.done(f"accepted and kept: {case.number}")
        word = _send(settings, kiosk, stage) if settings.central.url else None
        official = _write_papers(kiosk, case, out)
        stage.done(f"papers printed: {', '.join(official)}, receipt, receipt on the roll")
        _write_record(case, word, out)
        return case, word


def _clock_of(script: Script, settings: Settings) -> Callable[[], datetime]:
    """Return a clock of the day of application: papers say when they were handed in."""
    zone = ZoneInfo(settings.hall.time_zone)
    if script.day is None:
        return now
    ahead = script.day - now().astimezone(zone).date()
    return lambda: now() + ahead


def signed_visit(kiosk: Kiosk, script: Script, stage: Stages | None = None) -> Visit:
    """Take a visit from the guide to both signatures; raises Wrong with every message."""

    def done(words: str) -> None:
        if stage is not None:
            stage.done(words)

    at = kiosk.clock()
    day = script.day or at.astimezone(kiosk.place.zone).date()
    service = kiosk.catalogue.service(script.service, day)
    calendar = kiosk.calendar.at(service.region)
    visit = Visit(language=script.language).choose_service(service, day, calendar).next()
    visit = visit.filled(script.chosen)
    visit = _filled(visit, script)
    filling = visit.filling
    done(f"{service.title[script.language]}: {', '.join(filling.items if filling else ())}")
    done(f"form filled in: {len(filling.effective) if filling else 0} answers, no mistake")
    visit = _signed(visit, script, at)
    done("signed by everybody")
    return visit


def _filled(visit: Visit, script: Script) -> Visit:
    visit = script.answered(visit)
    filling = visit.filling
    said: list[str] = []
    if filling is not None:
        language = script.language
        said += [
            f"{', '.join(one.on)}: {one.say[language]}"
            for one in filling.remarks()
            if one.severity is Severity.ERROR
        ]
        said += [f"{one.path}: {one.say[language]}" for one in filling.missing()]
        said += script.unasked(filling)
    if said:
        raise Wrong(tuple(dict.fromkeys(said)))
    while visit.step not in (Step.REVIEW, Step.WELCOME):
        visit = visit.next()
    return visit


def _signed(visit: Visit, script: Script, now: datetime) -> Visit:
    visit = visit.next()
    for person in visit.filling.signers() if visit.filling else ():
        drawn = script.signatures.get(person.role)
        if drawn is None or drawn.blank:
            say = Text(f"请{person.title.zh}签名", f"Please have the {person.role} sign")
            raise Wrong((f"signatures.{person.role}: {say[script.language]}",))
        visit = visit.sign(person.role, drawn, now)
    return visit


class _Remembering(Line):
    """A line that keeps central's last word on what was sent."""

    word: Acknowledgement | None = None

    def send(self, batch: "list[Entry] | tuple[Entry, ...]") -> Acknowledgement:  # type: ignore[override]  # any sequence
        self.word = super().send(batch)
        return self.word

    def bundle(self, chain: str, files: Mapping[str, bytes]) -> Acknowledgement:
        self.word = super().bundle(chain, files)
        return self.word


def _send(settings: Settings, kiosk: Kiosk, stage: Stages) -> Acknowledgement | None:
    with courier_of(settings, _Remembering) as (courier, line):
        failure = courier.round()
        if failure is not None:
            stage.done(f"central not reached ({failure.code}): the case is kept and waits")
            return None
        stage.done("delivered to central, acknowledged and verified")
        return line.word if isinstance(line, _Remembering) else None


def _write_papers(kiosk: Kiosk, case: Case, out: Path) -> tuple[str, ...]:
    """Write each paper as a file of its own, and print them; return the official ones' names."""
    service, dues = kiosk.counter.service_of(case), kiosk.counter.schedule(case)
    receipts = kiosk.papers.receipts(case, service, dues)
    official = {one.kind: one for one in kiosk.papers.one_by_one(case, service)}
    for name, document in {
        **official,
        "receipt": receipts.sheet,
        "receipt-roll": receipts.roll,
    }.items():
        (out / f"{name}.pdf").write_bytes(document.pdf)
    for document in (kiosk.papers.application(case, service), receipts.sheet, receipts.roll):
        kiosk.ledger.print_out(document, case)
    return tuple(official)


def _write_record(case: Case, word: Acknowledgement | None, out: Path) -> None:
    (out / "case.json").write_bytes(msgspec.json.format(case.to_bytes(), indent=2))
    kept = out / "acknowledgement.json"
    if word is None:
        kept.unlink(missing_ok=True)
    else:
        kept.write_bytes(msgspec.json.format(msgspec.json.encode(word), indent=2))


def _settings(file: Path | None, central: str | None, out: Path) -> Settings:
    settings = read_settings(file)
    if file is None:
        settings = msgspec.structs.replace(
            settings, places=Places(data=out / "kiosk", spool=out / "printed")
        )
    if central:
        settings = msgspec.structs.replace(settings, central=Central(url=central))
    make_folder(out)
    return settings


def _asked_code() -> str:
    if sys.stdin.isatty():
        return input("One-time code of this kiosk: ").strip()
    return sys.stdin.readline().strip()


def _tell(console: Console, case: Case, word: Acknowledgement | None, out: Path) -> None:
    files = ", ".join(sorted(one.name for one in out.iterdir() if one.is_file()))
    console.print(f"Case {case.number} · {out}: {files}", markup=False)
    if word is None:
        console.print("Not sent yet: it waits in the journal until there is a line.")

"""The command `kiosk forms`: what an author of forms needs; no Python is."""

from datetime import date, datetime
from pathlib import Path

import click

from kiosk.cli import ANY, FOLDER, example

FORM = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def forms() -> None:
    """Check, see, start and compare form files."""


@forms.command(epilog=example("kiosk forms check forms/150600-marriage-birth.yaml"))
@click.argument("places", nargs=-1, type=ANY)
@click.option("--advice", is_flag=True, help="also say what is no mistake but would help")
def check(places: tuple[Path, ...], advice: bool) -> None:
    """Name every mistake of form files or folders: file, line, what, and what to do about it.

    Without a place it checks the forms of the program. The exit status is 1 if there is any.
    """
    from kiosk.app import now
    from kiosk.authoring.checking import advice_on, mistakes_of
    from kiosk.catalogue.catalogue import FORMS, read_service

    looked_at = places or (FORMS,)
    mistakes = mistakes_of(looked_at, now().date())
    for one in mistakes:
        click.echo(str(one))
    files = [file for place in looked_at for file in _files(place)]
    for file in files if advice else ():
        service, _ = read_service(file)
        for said in () if service is None else advice_on(service, file.name):
            click.echo(f"advice: {said}")
    if mistakes:
        raise click.exceptions.Exit(1)
    click.echo(f"{len(files)} checked, no mistake")


@forms.command(epilog=example("kiosk forms preview forms/150600-marriage-birth.yaml --watch"))
@click.argument("file", type=FORM)
@click.option("--out", type=FOLDER, default=Path("out/preview"), show_default=True)
@click.option("--answers", type=FORM, help="answers by field id; default: invented ones")
@click.option("--day", type=DAY, help="as of a day; default: today, or a day it is in force")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--watch", is_flag=True, help="draw again whenever the file is saved")
def preview(
    file: Path, out: Path, answers: Path | None, day: datetime | None, language: str, watch: bool
) -> None:
    """Draw a form's screens and papers, filled in, and a page of them all.

    Open `index.html` of the folder in a browser: it shows what is new by itself, and says which
    pages these answers hide, and what keeps them from being signed.
    """
    from kiosk.authoring.previewing import Preview, day_for
    from kiosk.texts import Language

    asked = Preview(file, out, day_for(file, _day(day), answers), Language(language), answers)
    if watch:
        click.echo(f"{out / 'index.html'} follows {file.name}; end with Ctrl+C")
        asked.watch(lambda drawn: click.echo("\n".join(drawn.lines) or "drawn"))
    drawn = asked.draw()
    for one in drawn.lines:
        click.echo(one)
    if drawn.mistakes:
        raise click.exceptions.Exit(1)
    click.echo(f"{out / 'index.html'}")


@forms.command(epilog=example("kiosk forms new 330100 moving --zh 搬家 --en 'Moving house'"))
@click.argument("region")
@click.argument("name")
@click.option("--zh", required=True, help="its title in Chinese")
@click.option("--en", required=True, help="its title in English")
@click.option("--code", default="90", show_default=True, help="two digits in its case numbers")
@click.option("--folder", type=FOLDER, default=Path(), help="where; default: here")
def new(region: str, name: str, zh: str, en: str, code: str, folder: Path) -> None:
    """Start a form: a file with comments that passes every check, ready to be changed."""
    from kiosk.authoring.starting import Beginning, start

    click.echo(str(start(Beginning(region, name, zh, en), folder, code)))


@forms.command(
    epilog=example("kiosk forms diff forms/150600-marriage-birth.yaml --days 2025-05-09 2025-05-10")
)
@click.argument("before", type=FORM)
@click.argument("after", type=FORM, required=False)
@click.option("--days", type=DAY, nargs=2, help="compare one form on two days")
def diff(before: Path, after: Path | None, days: tuple[datetime, datetime] | None) -> None:
    """Show what differs between two forms, or in one form between two days."""
    from kiosk.app import now
    from kiosk.authoring.checking import sound
    from kiosk.authoring.comparing import differences

    today = now().date()
    old, new = sound(before, today), sound(after or before, today)
    if days is not None:
        old, new = old.on(days[0].date()), new.on(days[1].date())
    elif after is None:
        raise click.UsageError("name a second form, or two days with --days")
    found = differences(old, new, bounds=days is None)
    click.echo("\n".join(map(str, found)) or "no difference")


@forms.command(epilog=example("kiosk forms schema > schema.json"))
def schema() -> None:
    """Print the JSON Schema of a form file, for the author's editor."""
    from kiosk.catalogue.schema_file import schema_text

    click.echo(schema_text(), nl=False)


@forms.command(epilog=example("kiosk forms reference > forms-reference.md"))
def reference() -> None:
    """Print every key of a form file with what it is for, as Markdown."""
    from kiosk.catalogue.reference import reference as page

    click.echo(page(), nl=False)


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("*.yaml")) if place.is_dir() else [place]


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()

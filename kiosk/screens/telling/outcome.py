"""After signing, and beside the way: what is said of a case that is kept."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from zoneinfo import ZoneInfo

from kiosk.cases.case import Case, Due
from kiosk.cases.deadlines import LastDay
from kiosk.cases.number import grouped
from kiosk.cases.people import people
from kiosk.catalogue.schema import NOT_PUBLISHED, Item, JointService
from kiosk.screens.citizen.after_views import (
    ProgressItemView,
    ProgressView,
    Tone,
)
from kiosk.screens.citizen.office import Accepted, Found
from kiosk.screens.citizen.outcome_views import AcceptedView, PrintingView
from kiosk.screens.look.timeline import Mark, Station
from kiosk.screens.telling.choosing import short
from kiosk.screens.telling.coming import coming_items, coming_stations
from kiosk.screens.telling.days import day_of, weekday_of
from kiosk.texts import Language, Text
from kiosk.wire.messages import ItemState, Progress

BEFORE = Text("{day}前", "by {day}")
ABOUT = Text("预计{day}前", "about {day}")
EXPECTED = Text("{weekday}，预计", "{weekday}, expected")
TODAY = Text("今天", "Today")
THAT_DAY = Text("预约那天", "That day")
AT_WINDOW = Text("到 {window}：{item}", "At {window}: {item}")
WINDOW = "窗口"
"""How forms call a window of the hall."""
NO_DAY = Text("没有公布", "Not published")
TOGETHER = Text("全部办好", "All done")
POSTED = Text("办好后一次寄给您", "Posted to you all at once")
AFTER = Text(
    "{department}，前一件办好后自动开始", "{department}, starts by itself after the one before"
)
WHO = Text("{names}，共 {count} 件事", "{names}, {count} items")
WHO_ONE = Text("{names}，共 1 件事", "{names}, 1 item")
COMMA = Text("、", ", ")
PAUSE = Text("，", ": ")
APPLICATIONS = Text("{form}每人 1 份，回执 1 张。", "{form} for each, and one receipt.")
APPLICATION = Text("{form} 1 份，回执 1 张。", "{form} and one receipt.")
FORM = Text("申请表", "The application")
FORMS = Text("申请表和附表", "The application with its annexes")
STATES: dict[ItemState, tuple[Text, Tone]] = {
    ItemState.WAITING: (Text("等前一件办好", "Waits for the one before"), Tone.TO_COME),
    ItemState.DISPATCHED: (Text("已送到{department}", "With the {department}"), Tone.NOW),
    ItemState.IN_REVIEW: (Text("{department}正在审核", "{department} is deciding"), Tone.NOW),
    ItemState.CORRECTION_ASKED: (
        Text("要补材料，请到窗口", "Something is missing: come to the window"),
        Tone.ATTENTION,
    ),
    ItemState.APPROVED: (Text("办好了", "Done"), Tone.DONE),
    ItemState.REFUSED: (Text("没有通过，请到窗口问", "Refused: ask at the window"), Tone.ATTENTION),
    ItemState.ISSUED: (Text("证件已做好", "Issued"), Tone.DONE),
}
NOT_SENT = Text("已存在这台机器，还没送出", "Kept on this machine, not sent yet")


def accepted_view(
    case: Case, accepted: Accepted, printing: PrintingView | None, language: Language, window: Text
) -> AcceptedView:
    """Show what is kept and what follows, honest about the line."""
    service = accepted.service
    signed = {one.role for one in case.signatures}
    names = [one.name for one in people(service, case.answers) if one.role in signed and one.name]
    count = len(case.items)
    who = (WHO if count > 1 else WHO_ONE).fill(names=COMMA[language].join(names), count=count)
    return AcceptedView(
        people=who[language],
        groups=tuple(grouped(case.number).split(" ")),
        dates=(
            *coming_stations(accepted.coming, service, language),
            *_dates(case, accepted, language, window),
        ),
        offline=not accepted.line.online,
        quiet=service.quiet,
        printing=printing,
    )


def _dates(case: Case, accepted: Accepted, language: Language, window: Text) -> tuple[Station, ...]:
    """Return one station for what a department does on the same day; last, everything."""
    service = accepted.service
    items = {item.id: item for item in service.items if item.id in case.items}
    departments = {one.id: one.title[language] for one in service.departments}
    stations: list[Station] = []
    for _, together in groupby(accepted.dues, lambda due: _errand(due, items)):
        dues = tuple(together)
        done = tuple(items[due.item_id] for due in dues if due.item_id in items)
        if not done:
            stations += _deadlines(accepted.days, language)
            stations.append(_last(case, service, dues[-1], language))
        elif done[0].in_person is not None:
            who, how = departments[done[0].department], done[0].in_person[language]
            below = PAUSE[language].join((who, how))
            at = _where(done[0], window)[language]
            when, mark = (THAT_DAY, Mark.TO_COME) if accepted.coming else (TODAY, Mark.NOW)
            stations.append(Station(when[language], at, "", below, mark))
        else:
            known = bool(service.time_limit) or done[0].time_limit is not None
            department = departments[done[0].department]
            stations.append(_station(done, dues[0], department, language, known=known))
    return tuple(stations)


def _errand(due: Due, items: Mapping[str, Item]) -> tuple[object, ...]:
    """Return what errands must have in common to be said in one: all that stands beside them."""
    item = items.get(due.item_id or "")
    if item is None or item.in_person is not None:
        return (due.item_id,)
    return (item.department, due.due, bool(due.waits_for), item.collect)


def _where(item: Item, window: Text) -> Text:
    """Name this hall's window, if it is one that the form sends people to, and the item."""
    name = short(item)
    if item.in_person is None or WINDOW not in item.in_person.zh:
        return name
    at, en = AT_WINDOW.zh, AT_WINDOW.en
    return Text(
        at.format(window=window.zh, item=name.zh), en.format(window=window.en, item=name.en)
    )


def _station(
    done: tuple[Item, ...], due: Due, department: str, language: Language, *, known: bool
) -> Station:
    """Show what a department does; without a limit in the documents no day is made up."""
    below = AFTER.fill(department=department)[language] if due.waits_for else department
    collect = done[0].collect
    if collect is not None:
        below = PAUSE[language].join((department, collect[language]))
    return Station(
        when=day_of(due.due, language) if known else NO_DAY[language],
        what=COMMA[language].join(short(item)[language] for item in done),
        when_below=_expected(due, language) if known else "",
        what_below=below,
    )


def _deadlines(days: Iterable[LastDay], language: Language) -> Iterator[Station]:
    """Yield what people themselves have to do, and until when."""
    for one in sorted(to_keep(days), key=lambda one: one.day):
        yield Station(
            when=BEFORE.fill(day=day_of(one.day, language))[language],
            what=one.deadline.title[language],
            what_below=one.say[language],
            mark=Mark.ATTENTION,
        )


def to_keep(days: Iterable[LastDay]) -> tuple[LastDay, ...]:
    """Leave out the days to apply by: that is done."""
    return tuple(one for one in days if one.deadline.kind != "apply")


def papers_line(case: Case, service: JointService) -> Text:
    """Say which papers come out."""
    said = APPLICATIONS if len(case.signatures) > 1 else APPLICATION
    form = FORMS if len(service.papers) > 1 else FORM
    return Text(said.zh.format(form=form.zh), said.en.format(form=form.en))


def _last(case: Case, service: JointService, due: Due, language: Language) -> Station:
    posted = case.answers.get("delivery") == "post"
    collect = service.guide.delivery or NOT_PUBLISHED
    known = bool(service.time_limit) or any(one.time_limit for one in service.items)
    day = BEFORE.fill(day=day_of(due.due, language))
    return Station(
        when=(day if known else NO_DAY)[language],
        what=TOGETHER[language],
        when_below=_expected(due, language) if known else "",
        what_below=(POSTED if posted else collect)[language],
    )


def _expected(due: Due, language: Language) -> str:
    return EXPECTED.fill(weekday=weekday_of(due.due, language))[language]


def progress_view(found: Found, language: Language, zone: ZoneInfo) -> ProgressView:
    """Show how far each item of a case is, as central last said."""
    service, case = found.service, found.case
    told = {one.item: one for one in found.progress if one.item is not None}
    since, line = found.line.since, found.line
    return ProgressView(
        number=grouped(case.number),
        items=coming_items(found.coming, service, language)
        + tuple(
            _progress(item, told.get(item.id), service, language)
            for item in service.items
            if item.id in case.items
        )
        + tuple(_kept_day(one, language) for one in to_keep(found.days)),
        as_of=f"{since.astimezone(zone):%m-%d %H:%M}" if since and not line.online else "",
    )


def _kept_day(one: LastDay, language: Language) -> ProgressItemView:
    day = BEFORE.fill(day=day_of(one.day, language))[language]
    title, say = one.deadline.title[language], one.say[language]
    return ProgressItemView(title, "", say, Tone.ATTENTION, day)


def _progress(
    item: Item, step: Progress | None, service: JointService, language: Language
) -> ProgressItemView:
    departments = {one.id: one.title[language] for one in service.departments}
    department = departments.get(item.department, "")
    name = short(item)[language]
    if step is None or step.state is None:
        return ProgressItemView(name, department, NOT_SENT[language], Tone.TO_COME)
    said, tone = STATES[step.state]
    by = ABOUT if step.estimated else BEFORE
    due = by.fill(day=day_of(step.due, language))[language] if step.due else ""
    return ProgressItemView(
        title=name,
        department=department,
        state=said.fill(department=department)[language],
        tone=tone,
        date="" if tone is Tone.DONE else due,
        result=step.result or "",
    )

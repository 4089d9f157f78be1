"""What the bench says of line, clock, queue and certificates: in time, and truly."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.app import Kiosk, opened
from kiosk.bench_facts import NEARLY, HouseFacts
from kiosk.bench_line import CLOCK, LINE, OURS, PARKED, QUEUE, THEIRS, LineFacts
from kiosk.central.certificates import certify
from kiosk.courier.met import FILE, Meetings, Met
from kiosk.courier.state import OFFLINE, OTHER_FORMS, LineState
from kiosk.devices.health import Condition
from kiosk.screens.bench.office import Fact
from kiosk.settings import Central, Limits, Places, Settings
from kiosk.texts import Text
from kiosk.wire.signed import plain

NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
WELL = LineState(
    online=True, since=NOW - timedelta(minutes=2), reason=None, alarm=False, attempts=0,
    next_at=None, waiting=0, parked=0, attachments=0, oldest=None,
)  # fmt: skip


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    places = Places(data=tmp_path / "data", spool=tmp_path / "printed")
    settings = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    with opened(settings, lambda: NOW) as made:
        yield made


def with_central(kiosk: Kiosk, url: str, ca: Path | None = None) -> Kiosk:
    central = Central(url=url, ca=ca)
    return set_to(kiosk, msgspec.structs.replace(kiosk.settings, central=central))


def set_to(kiosk: Kiosk, settings: Settings) -> Kiosk:
    return replace(kiosk, stands=replace(kiosk.stands, settings=settings))


def met(kiosk: Kiosk, ahead: int = 0, until: datetime | None = None) -> None:
    file = kiosk.settings.places.data / FILE
    file.write_bytes(plain(Met(ahead, until)))


def fact(kiosk: Kiosk, label: Text, line: LineState = WELL) -> Fact:
    return next(one for one in LineFacts(kiosk).facts(line) if one.label == label)


@pytest.mark.parametrize(
    ("left", "condition", "said"),
    [
        (timedelta(days=31), Condition.WELL, "还有 31 天"),
        (timedelta(days=30), Condition.SOON, "只剩 30 天，请换新的"),
        (timedelta(hours=5), Condition.SOON, "只剩 0 天，请换新的"),
        (timedelta(0), Condition.ILL, "已经过期"),
        (-timedelta(days=3), Condition.ILL, "已经过期"),
    ],
)
def test_a_certificate_that_ends_is_said_ahead_of_time(
    kiosk: Kiosk, left: timedelta, condition: Condition, said: str
) -> None:
    met(kiosk, until=NOW + left)
    told = fact(with_central(kiosk, "https://central.example"), THEIRS)
    assert (told.condition, said in told.value.zh) == (condition, True)


def test_the_halls_authority_is_looked_at_too(kiosk: Kiosk, tmp_path: Path) -> None:
    made = certify(tmp_path / "tls", ["127.0.0.1"], NOW)
    secured = with_central(kiosk, "https://central.example", made.authority)
    assert fact(secured, OURS).condition is Condition.WELL
    assert fact(secured, THEIRS).value.en == "Not met yet"
    certify(tmp_path / "old", ["127.0.0.1"], NOW - timedelta(days=3640))
    old = with_central(kiosk, "https://central.example", tmp_path / "old" / "ca.pem")
    assert fact(old, OURS).condition is Condition.SOON
    gone = with_central(kiosk, "https://central.example", tmp_path / "no.pem")
    assert fact(gone, OURS).condition is Condition.ILL


def test_without_tls_and_without_central_that_is_said(kiosk: Kiosk) -> None:
    assert fact(with_central(kiosk, "http://central.example"), THEIRS).condition is Condition.SOON
    assert fact(kiosk, LINE).condition is Condition.SOON
    assert THEIRS not in {one.label for one in LineFacts(kiosk).facts(WELL)}


@pytest.mark.parametrize(
    ("ahead", "condition", "said"),
    [
        (1, Condition.WELL, "the same as central's"),
        (-2, Condition.WELL, "2 s ahead of"),
        (60, Condition.WELL, "60 s behind"),
        (-61, Condition.SOON, "61 s ahead of"),
        (301, Condition.ILL, "301 s behind"),
    ],
)
def test_the_clock_is_held_against_centrals(
    kiosk: Kiosk, ahead: int, condition: Condition, said: str
) -> None:
    met(kiosk, ahead)
    told = fact(kiosk, CLOCK)
    assert (told.condition, said in told.value.en) == (condition, True)
    assert "2026-11-23 10:24 UTC+0800" in told.value.zh


def test_a_clock_that_was_set_back_is_ill(kiosk: Kiosk) -> None:
    told = fact(kiosk, CLOCK, replace(WELL, since=NOW + timedelta(hours=1)))
    assert told.condition is Condition.ILL


def test_the_queue_says_its_age_and_is_ill_after_a_day(kiosk: Kiosk) -> None:
    assert fact(kiosk, QUEUE).value.en == "nothing"
    young = replace(WELL, waiting=3, attachments=2, oldest=NOW - timedelta(hours=3))
    assert fact(kiosk, QUEUE, young).value.en == "5, the oldest 3 h ago"
    assert fact(kiosk, QUEUE, young).well
    old = replace(young, oldest=NOW - timedelta(days=3))
    assert fact(kiosk, QUEUE, old).value.zh == "5 份，最早 3 天前"
    assert not fact(kiosk, QUEUE, old).well
    assert not fact(kiosk, PARKED, replace(WELL, parked=1)).well


def test_a_line_in_trouble_says_why_and_when_it_is_tried_again(kiosk: Kiosk) -> None:
    ours = with_central(kiosk, "https://central.example")
    assert fact(ours, LINE).value.zh == "正常，上次联系 2 分钟前"
    down = replace(
        WELL, online=False, reason=OFFLINE, attempts=4, next_at=NOW + timedelta(seconds=90)
    )
    told = fact(ours, LINE, down)
    assert "Tried 4 times, again at 10:25:30." in told.value.en
    assert not told.well
    assert OTHER_FORMS.zh in fact(ours, LINE, replace(WELL, other_forms=True)).value.zh


def test_a_disk_that_fills_up_is_said_before_it_is_full(kiosk: Kiosk) -> None:
    def disk(reserve: float) -> Condition:
        limits = Limits(reserve_mib=int(reserve))
        settings = msgspec.structs.replace(kiosk.settings, limits=limits)
        return HouseFacts(set_to(kiosk, settings)).facts()[0].condition

    free = shutil.disk_usage(kiosk.settings.places.data).free / 1024 / 1024
    assert disk(0) is Condition.WELL
    assert disk(free / NEARLY * 1.5) is Condition.SOON
    assert disk(free * 2) is Condition.ILL


def test_what_was_kept_of_central_may_be_lost(kiosk: Kiosk) -> None:
    (kiosk.settings.places.data / FILE).write_text("", "ascii")
    assert Meetings(kiosk.settings.places.data).last() is None
    assert fact(kiosk, CLOCK).well

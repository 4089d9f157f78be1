"""What anybody does who applies for any service, as a file of invented answers says."""

import time
from datetime import date
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from kiosk.app import now
from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import Catalogue, read_service
from kiosk.catalogue.schema import JointService, Person
from kiosk.script import Script, read_script
from tests.journeys.hand import Hand, place_of, written
from tests.journeys.pages import number_on, sign
from tests.journeys.pen import ONWARD, Pen

FURTHER = "看后面"


class Tell(Protocol):
    """Says what happened."""

    def __call__(self, saw: str, **noted: object) -> None:
        """Say it with what was noted."""


def serve(hand: Hand, tell: Tell, key: str) -> None:
    """Somebody applies for any service, as the file of invented answers says."""
    apply_for(hand, tell, Catalogue.load().service(key, today()), read_script(None, key))


def serve_what_is_new(hand: Hand, tell: Tell, form: str, answers: str) -> None:
    """Nobody is there until a service comes that was not offered; somebody applies for it."""
    service, _ = read_service(Path(form))
    assert service is not None
    hand.sees("公民婚育")
    assert hand.ask(lambda: place_of(service.title.zh)) is None
    tell("waiting")
    while hand.ask(lambda: place_of(service.title.zh)) is None:
        time.sleep(0.1)
    tell("offered")
    apply_for(hand, tell, service, read_script(Path(answers), None))


def apply_for(hand: Hand, tell: Tell, service: JointService, script: Script) -> None:
    """From the welcome to the last paper."""
    hand.tap(service.title.zh)
    hand.tap("开始办理")
    choose(hand, service, script)
    hand.tap(ONWARD)
    hand.sees("下一页请照身份证填姓名和号码")
    hand.tap(ONWARD)
    Pen(hand, script.answers).fill_in()
    tell("filled")
    hand.tap(ONWARD)
    hand.tap("没问题，去签名")
    for place, person in enumerate(signers(service, script), start=1):
        sign(hand, str(script.answers[person.name]), script.signatures[person.id].lines)
        last = place == len(script.signatures)
        hand.tap("签好了，提交" if last else "签好了，换另一位")
    tell("accepted", number=number_on(hand))
    hand.sees("都打好了")
    tell("printed")


def further_down(hand: Hand, words: str) -> None:
    """Read on until these words come."""
    while not hand.ask(lambda: any(words in one for one in written())):
        if hand.ask(lambda: place_of(FURTHER)) is not None:
            hand.tap(FURTHER)


def choose(hand: Hand, service: JointService, script: Script) -> None:
    """Tick the items of the file, one by one; what one needs comes along by itself."""
    filling = Filling.start(service, today())
    for item in service.items:
        if item.id in (script.items or ()) and item.id not in filling.items:
            further_down(hand, (item.short or item.title).zh)
            hand.tap((item.short or item.title).zh)
            filling = filling.toggle(item.id)


def today() -> date:
    """Return the day at the kiosk."""
    return now().astimezone(ZoneInfo("Asia/Shanghai")).date()


def signers(service: JointService, script: Script) -> list[Person]:
    """Return who signs, in the order the kiosk asks."""
    return [one for one in service.people if one.id in script.signatures]

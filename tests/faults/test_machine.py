"""Kiosks, central, sticks and faults in any order, looked for by Hypothesis.

One thing must be true at the end of any: every accepted case is at central once, with all its
attachments, and nothing that was not accepted is there. How long it looks: FAULTS_EXAMPLES.
"""

import logging
import os
import random
from contextlib import ExitStack
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.faults.bad_line import Fault
from tests.faults.crash_points import scratch
from tests.faults.world import World

EXAMPLES = int(os.environ.get("FAULTS_EXAMPLES", "10"))
KIOSKS = 3
UPHEAVALS: tuple[str, ...] = ("back_up", "restore", "fill_up", "restart_central", "restart_kiosk")
UPHEAVALS += ("set_clock", "copy_disk", "put_old_disk_in")


class House(RuleBasedStateMachine):
    """Whatever may happen to a house, one thing after the other."""

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        logging.disable()
        self.closing = ExitStack()
        place = self.closing.enter_context(scratch())
        self.world = World(place, random.Random(seed))  # noqa: S311  # a test that can be repeated
        self.world.line.share = 0.0
        self.world.enrol()

    @precondition(lambda self: len(self.world.kiosks) < KIOSKS)
    @rule()
    def enrol(self) -> None:
        self.world.enrol()

    @rule()
    def submit(self) -> None:
        self.world.submit()

    @rule()
    def tap_twice(self) -> None:
        self.world.tap_twice()

    @rule(kinds=st.lists(st.sampled_from(Fault), min_size=1, max_size=4, unique=True))
    def round(self, kinds: list[Fault]) -> None:
        self.world.line.kinds, self.world.line.share = kinds, 0.5
        self.world.round()
        self.world.line.share = 0.0

    @rule()
    def good_round(self) -> None:
        self.world.round()

    @rule(what=st.sampled_from(("pack", "carry", "hear")))
    def stick(self, what: str) -> None:
        getattr(self.world, what)()

    @rule(what=st.sampled_from(UPHEAVALS))
    def upheaval(self, what: str) -> None:
        getattr(self.world, what)()

    @rule()
    def deliver_late(self) -> None:
        self.world.line.deliver_late()

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        with self.closing:
            assert self.world.end_well() == []


TestHouse: Any = House.TestCase
TestHouse.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)

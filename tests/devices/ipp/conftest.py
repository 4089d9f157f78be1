"""One bus for all; a printer and a spooler of its own for each test that does them harm."""

from collections.abc import Iterator

import pytest

from tests.devices.ipp.machines import Machine, Spooler, bus, desk, machine, spooler


@pytest.fixture(scope="session")
def bus_address() -> Iterator[str]:
    with desk() as at, bus(at / "bus") as address:
        yield address


@pytest.fixture
def a4(bus_address: str) -> Iterator[Machine]:
    with desk() as at, machine(at / "machine", bus_address) as made:
        yield made


@pytest.fixture
def queue(a4: Machine) -> Iterator[Spooler]:
    with desk() as at, spooler(at / "spooler", a4) as made:
        yield made

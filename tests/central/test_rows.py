"""Rows written and found many at once, on both databases."""

import pytest
from sqlalchemy import Connection, select

from kiosk.central.database import Database
from kiosk.central.rows import among, append, matching, renew
from kiosk.central.tables import chains, kiosks

HALLS = ("east", "west", "o'north\\")
CHAINS = [(hall, f"chain-{number}") for hall in HALLS for number in range(40)]


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as connection:
        append(
            connection,
            kiosks,
            [{"id": one, "district": "150602", "digits": f"{n:02}"} for n, one in enumerate(HALLS)],
        )
        ends = {"complete_to": 0, "highest": 0}
        append(connection, chains, [{"kiosk": one, "chain": name, **ends} for one, name in CHAINS])
    return database


def _among(connection: Connection, names: list[str]) -> set[str]:
    return set(
        connection.execute(
            select(kiosks.c.id).where(among(connection, kiosks.c.id, names))
        ).scalars()
    )


def _matching(connection: Connection, keys: list[tuple[str, str]]) -> set[tuple[str, str]]:
    columns = (chains.c.kiosk, chains.c.chain)
    found = connection.execute(select(*columns).where(matching(connection, columns, keys)))
    return {(row.kiosk, row.chain) for row in found}


@pytest.mark.parametrize("many", range(4))
def test_as_many_are_found_as_are_named_and_there(filled: Database, many: int) -> None:
    with filled.read() as connection:
        assert _among(connection, [*HALLS[:many], "south", "x" * 300]) == set(HALLS[:many])


@pytest.mark.parametrize("many", [0, 1, 2, 70, 120])
def test_rows_are_found_by_all_their_values(filled: Database, many: int) -> None:
    mixed = [("east", "chain-99"), ("south", "chain-1")]
    with filled.read() as connection:
        assert _matching(connection, [*CHAINS[:many], *mixed]) == set(CHAINS[:many])
        assert _matching(connection, []) == set()


def test_the_same_question_is_asked_however_many_are_wanted(filled: Database) -> None:
    with filled.read() as connection:
        asked = {
            str(
                among(connection, kiosks.c.id, HALLS[:many]).compile(
                    dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
                )
            )
            for many in (1, 2, 3)
        }
        assert len(asked) == (1 if connection.dialect.name == "postgresql" else 3)


def test_rows_are_renewed_by_their_keys(filled: Database) -> None:
    with filled.write() as connection:
        new = [{"kiosk": one, "chain": name, "highest": 7} for one, name in CHAINS[:50]]
        renew(connection, chains, ("kiosk", "chain"), new)
    with filled.read() as connection:
        rows = connection.execute(
            select(chains.c.kiosk, chains.c.chain).where(chains.c.highest == 7)
        )
        assert {(row.kiosk, row.chain) for row in rows} == set(CHAINS[:50])

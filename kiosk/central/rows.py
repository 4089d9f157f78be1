"""Many rows at once, by the shortest way the database has: at PostgreSQL COPY (manual, 14.4)."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    any_,
    bindparam,
    exc,
    func,
    insert,
    select,
    text,
    tuple_,
    update,
)

from kiosk.central.moment import Moment

Row = Mapping[str, object]

_KINDS = (
    (BigInteger, "int8"),
    (Integer, "int4"),
    (String, "text"),
    (Boolean, "bool"),
    (Date, "date"),
    (Moment, "timestamptz"),
    (LargeBinary, "bytea"),
)


def among(
    connection: Connection, column: Column[Any], wanted: Iterable[object]
) -> ColumnElement[bool]:
    """Whether a column holds one of these values.

    However many they are, PostgreSQL is asked the same and plans once: they are one list. The
    embedded database has no lists.
    """
    if connection.dialect.name != "postgresql":
        return column.in_(list(wanted))
    return column == any_(bindparam(None, list(wanted), ARRAY(type(column.type)())))


def matching(
    connection: Connection, columns: Sequence[Column[Any]], wanted: Sequence[Sequence[object]]
) -> ColumnElement[bool]:
    """Whether several columns hold the values of one of these rows; asked as `among` asks."""
    if connection.dialect.name != "postgresql":
        return tuple_(*columns).in_(list(wanted))
    lists = [
        bindparam(None, [row[place] for row in wanted], ARRAY(type(column.type)()))
        for place, column in enumerate(columns)
    ]
    named = func.unnest(*lists).table_valued(*(column.name for column in columns))
    rows = named.render_derived()
    return tuple_(*columns).in_(select(*rows.c))


def append(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write new rows, all with the same columns; raises what an INSERT would raise."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), rows)
        return
    names = tuple(rows[0])
    statement, kinds = _copy(table, names)
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(kinds)
            for row in rows:
                copy.write_row([row[name] for name in names])
    except psycopg.Error as error:
        raise exc.DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from error


def renew(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    """Write new values into rows that are there, each found by its `keys`."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        names = tuple(rows[0])
        columns = {name: [row[name] for row in rows] for name in names}
        connection.execute(text(_update(table, tuple(keys), names)), columns)
        return
    changed = update(table).where(*(table.c[key] == bindparam(f"its_{key}") for key in keys))
    connection.execute(
        changed,
        [{f"its_{name}" if name in keys else name: row[name] for name in row} for row in rows],
    )


@lru_cache
def _copy(table: Table, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    statement = f"COPY {table.name} ({', '.join(names)}) FROM STDIN (FORMAT binary)"
    return statement, tuple(_kind(table, name) for name in names)


@lru_cache
def _update(table: Table, keys: tuple[str, ...], names: tuple[str, ...]) -> str:
    values = ", ".join(f"{name} = new.{name}" for name in names if name not in keys)
    brought = ", ".join(f"CAST(:{name} AS {_kind(table, name)}[])" for name in names)
    found = " AND ".join(f"{table.name}.{key} = new.{key}" for key in keys)
    source = f"unnest({brought}) AS new ({', '.join(names)})"
    return f"UPDATE {table.name} SET {values} FROM {source} WHERE {found}"  # noqa: S608  # our own


def _kind(table: Table, name: str) -> str:
    column = table.c[name].type
    return next(kind for known, kind in _KINDS if isinstance(column, known))

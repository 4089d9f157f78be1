"""What an operator publishes: forms and settings that reach every kiosk by the news."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from kiosk.catalogue.published import Published
from kiosk.catalogue.schema import JointService
from kiosk.central.audit import note, operator
from kiosk.central.gazette import (
    Gazette,
    Kind,
    Notice,
    lock,
    notices,
    of_kiosk,
    publish,
    publish_settings,
)
from kiosk.central.hall_desk import Where, desk
from kiosk.central.tables import kiosks
from kiosk.errors import Trouble
from kiosk.texts import Text

FORM_LIMIT = 512 * 1024
"""Bytes of the largest form; every kiosk fetches all that were published."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form file that has no mistake, and what stands in it."""

    service: JointService
    content: str


def publish_forms(where: Where, sheets: Iterable[Sheet], now: datetime) -> tuple[str, ...]:
    """Publish forms, all or none; returns those that were not known like this.

    Raises Trouble `central.form_version`, `central.form_code`, `central.form_large`.
    """
    found = []
    with desk(where) as (database, reader), database.write() as connection:
        lock(connection)
        for one in sheets:
            reader.refresh(connection)
            if _is_new(reader.gazette, one):
                service = one.service
                form = Published(service.key, service.version, one.content)
                publish(connection, Kind.FORM, [form], operator(), now)
                found.append(_name(form))
        note(connection, operator(), "publish", found, now)
    return tuple(found)


def withdraw_form(where: Where, key: str, version: int, now: datetime) -> None:
    """Offer a version of a form no more; cases filled under it stay. Raises `central.no_form`."""
    with desk(where) as (database, reader), database.write() as connection:
        lock(connection)
        reader.refresh(connection)
        known = {one.version for one in reader.catalogue.versions(key)}
        before = reader.gazette.published(key, version)
        if version not in known or (before and before.withdrawn):
            raise _no_form(key, known)
        publish(connection, Kind.WITHDRAWN, [Published(key, version)], operator(), now)
        note(connection, operator(), "withdraw", [f"{key}/{version}"], now)


def tell_settings(
    where: Where, whom: str, values: Mapping[str, Mapping[str, Any]], now: datetime
) -> None:
    """Tell kiosks what to be set to, in the place of what the same were told before.

    `whom` is a district, `kiosk:NAME` or EVERYBODY. Raises Trouble `central.no_kiosk`.
    """
    with desk(where) as (database, _), database.write() as connection:
        lock(connection)
        names = connection.execute(select(kiosks.c.id).order_by(kiosks.c.id)).scalars().all()
        if whom.startswith(of_kiosk("")) and whom not in map(of_kiosk, names):
            raise _no_kiosk(whom, names)
        publish_settings(connection, whom, values, operator(), now)
        note(connection, operator(), "settings", [whom], now)


def listed(where: Where, *kinds: Kind) -> tuple[Notice, ...]:
    """Return what was published, oldest first."""
    with desk(where) as (database, _), database.read() as connection:
        return notices(connection, *kinds)


def _is_new(gazette: Gazette, sheet: Sheet) -> bool:
    service = sheet.service
    if len(sheet.content.encode()) > FORM_LIMIT:
        raise _large(service.key)
    before = gazette.published(service.key, service.version)
    known = gazette.catalogue.versions(service.key)
    same = next((one for one in known if one.version == service.version), None)
    if same is not None and same == service and not (before and before.withdrawn):
        return False
    highest = max((one.version for one in known), default=0)
    if service.version <= highest:
        raise _not_above(service, highest)
    holder = gazette.catalogue.holder(service.region, service.code)
    if holder not in (None, service.key):
        raise _code_taken(service, str(holder))
    return True


def _name(form: Published) -> str:
    return f"{form.key}/{form.version}"


def _not_above(service: JointService, highest: int) -> Trouble:
    key, version = service.key, service.version
    return Trouble(
        "central.form_version",
        Text(
            f"{key} 第 {version} 版不能发布：已有第 {highest} 版，内容不同或已撤回。",
            f"{key} version {version} cannot be published: version {highest} is known already,"
            " with other content or withdrawn.",
        ),
        Text(
            f"请把表单里的 version: 改为 {highest + 1}。",
            f"Cases keep the version they were filled under: write version: {highest + 1}.",
        ),
    )


def _code_taken(service: JointService, holder: str) -> Trouble:
    return Trouble(
        "central.form_code",
        Text(
            f"{service.key} 的代码 {service.code} 已用于 {holder}，办件编号会相同。",
            f"{service.key} has the code {service.code}, which is that of {holder}:"
            " case numbers would be the same.",
        ),
        Text("请换两位别的数字。", "Take two other digits."),
    )


def _large(key: str) -> Trouble:
    return Trouble(
        "central.form_large",
        Text(f"{key} 太大。", f"{key} is larger than {FORM_LIMIT // 1024} KiB."),
        Text("请缩短表单。", "Shorten the form."),
    )


def _no_kiosk(whom: str, known: Iterable[str]) -> Trouble:
    listed_ = ", ".join(known) or "none"
    return Trouble(
        "central.no_kiosk",
        Text(f"没有这台终端：{whom}。", f"There is no {whom}."),
        Text(f"已有：{listed_}。", f"Known kiosks: {listed_}."),
    )


def _no_form(key: str, known: Iterable[int]) -> Trouble:
    versions = ", ".join(map(str, sorted(known))) or "none"
    return Trouble(
        "central.no_form",
        Text(
            f"没有可撤回的这一版表单：{key}。",
            f"That version of {key} is not offered, or withdrawn already.",
        ),
        Text(f"已知版本：{versions}。", f"Known versions: {versions}."),
    )

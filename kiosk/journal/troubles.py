"""What can go wrong with the journal, in sentences for the citizen and remedies for staff."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no types
from sqlalchemy.exc import DBAPIError

from kiosk.errors import Trouble
from kiosk.texts import Text

_NOT_NOW = Text(
    "本机暂时无法受理，请到窗口办理。",
    "This kiosk cannot take applications now: please see the desk.",
)
_REMEDIES = {
    "journal.wrong_key": Text(
        "数据密钥与本机流水不符：请恢复原密钥，切勿删除流水。",
        "The store key does not belong to this journal: restore the old key, delete nothing.",
    ),
    "journal.unreadable": Text(
        "流水数据库损坏：请保留磁盘并联系运维人员。",
        "The journal's database is damaged: keep the disk and call the engineers.",
    ),
    "journal.untrue": Text(
        "流水校验不通过：请保留磁盘并交由人员核查。",
        "The journal does not pass its own check: keep the disk, have a person look at it.",
    ),
    "journal.second_copy": Text(
        "程序已在运行：请勿重复启动。", "The program is running already: do not start it twice."
    ),
    "journal.busy": Text(
        "流水长时间被占用：请重启终端程序。",
        "The journal has been held for too long: restart the kiosk's programs.",
    ),
    "journal.old_sqlite": Text(
        "SQLite 版本低于 3.51.3，可能丢失数据：请更新程序。",
        "SQLite is older than 3.51.3 and may lose commits: update the program.",
    ),
    "journal.newer": Text(
        "流水由更新版本的程序写成：请安装新版本。",
        "A newer version of the program wrote this journal: install that version.",
    ),
    "journal.disk_full": Text("磁盘已满：请清理磁盘空间。", "The disk is full: make room on it."),
    "journal.disk_failed": Text(
        "磁盘读写失败：请检查磁盘剩余空间、权限和连接。",
        "The disk could not be read or written: look at its free space, rights and cable.",
    ),
    "journal.no_attachment": Text(
        "附件文件缺失或损坏：请保留磁盘并联系运维人员。",
        "An attachment's file is missing or damaged: keep the disk and call the engineers.",
    ),
    "journal.open_keys": Text(
        "密钥文件可被他人读取：请改为仅本程序用户可读（0600）。",
        "Others can read the key files: make them readable by the service's user only (0600).",
    ),
    "journal.no_next_key": Text(
        "密钥由 systemd 凭据提供：请另加凭据 store.next.key 后再轮换。",
        "The key is a systemd credential: add one named store.next.key, then rotate.",
    ),
    "journal.unsent": Text(
        "仍有数据未上报：请先上报或导出；确认放弃时加 --even-unsent。",
        "Not everything is at central: send or export it first, or say --even-unsent.",
    ),
    "journal.unreadable_keys": Text(
        "密钥文件无法读取或长度不对：请恢复密钥文件。",
        "A key file cannot be read or has a wrong length: restore it.",
    ),
}
_FULL, _IOERR, _CORRUPT, _NOTADB, _CANTOPEN, _BUSY, _READONLY = 13, 10, 11, 26, 14, 5, 8
_BY_SQLITE = {
    _FULL: "journal.disk_full",
    _IOERR: "journal.disk_failed",
    _CANTOPEN: "journal.disk_failed",
    _READONLY: "journal.disk_failed",
    _CORRUPT: "journal.unreadable",
    _NOTADB: "journal.unreadable",
    _BUSY: "journal.busy",
}


def trouble(code: str) -> Trouble:
    """Make the trouble of that code; KeyError for a code this room does not know."""
    return Trouble(code, _NOT_NOW, _REMEDIES[code])


@contextmanager
def world() -> Iterator[None]:
    """Turn what disk and database do to us into Trouble; our own mistakes pass through."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if primary not in _BY_SQLITE:
            raise
        raise trouble(_BY_SQLITE[primary]) from error
    except OSError as error:
        raise disk_trouble(error) from error


def disk_trouble(error: OSError) -> Trouble:
    """Tell a full disk (or a used-up quota) from a failing one."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return trouble("journal.disk_full" if full else "journal.disk_failed")

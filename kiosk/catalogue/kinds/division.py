"""行政区划 and addresses: province, city, county by GB/T 2260 code, the rest in words."""

import re

from kiosk.catalogue.divisions import below, full_name, names
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import cleaned, private_use
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

DETAIL = 100
_CODE = re.compile(r"\d{6}", re.ASCII)


def _check_code(code: object) -> tuple[Remark, ...]:
    if not isinstance(code, str) or not _CODE.fullmatch(code) or below(code):
        return error(
            "division.missing",
            "请选到旗、县、区",
            "Please choose province, city and county",
        )
    if code not in names():
        return warning(
            "division.unknown",
            "没查到这个地区，请到窗口核对",
            "This district is not on our list; please have it checked at the window",
        )
    return ()


class Division:
    """A county, by its six-digit code."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take a code."""
        return cleaned(typed) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Ask for a whole code; an unknown one is a warning."""
        return _check_code(value)

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write the names from the province down; official names are Chinese."""
        return "" if value is None else full_name(str(value)) or str(value)

    def mask(self, value: Json, field: FormField) -> str:
        """Show it: a county is no secret."""
        return "" if value is None else full_name(str(value)) or str(value)


class Address:
    """A county and what lies below it in words: `{division, detail}`."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take both parts; what is empty is left out."""
        given = typed if isinstance(typed, dict) else {"detail": typed}
        parts: dict[str, Json] = {}
        for part in ("division", "detail"):
            text = cleaned(given.get(part))
            if text:
                parts[part] = text
        return parts or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Ask for both parts."""
        parts = value if isinstance(value, dict) else {}
        remarks = _check_code(parts.get("division"))
        detail = str(parts.get("detail") or "")
        if not detail:
            return remarks or error(
                "address.detail",
                "请填街道、小区和门牌号",
                "Please fill in street, building and number",
            )
        if len(detail) > DETAIL:
            return remarks + error(
                "address.long",
                f"请写短一些，最多 {DETAIL} 个字",
                f"Please shorten this to {DETAIL} characters",
            )
        if private_use(detail):
            return remarks + warning(
                "address.private",
                "有一个字机器不认识，请到窗口核对",
                "One character is not known; please have it checked at the window",
            )
        return remarks

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write it in one line, the largest part first."""
        if not isinstance(value, dict):
            return "" if value is None else str(value)
        code, detail = str(value.get("division") or ""), str(value.get("detail") or "")
        return (full_name(code) or code) + detail

    def mask(self, value: Json, field: FormField) -> str:
        """Keep the county."""
        code = str(value.get("division") or "") if isinstance(value, dict) else ""
        return (full_name(code) or code) + "****" if value else ""

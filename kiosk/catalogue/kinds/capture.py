"""What is taken of a person, a photo or a fingerprint: named by the SHA-256 of its bytes.

The bytes go with the case as an attachment; who will not or cannot have it taken here answers
`window`: it is taken there.
"""

import re

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import cleaned
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField, KindName
from kiosk.texts import Language, Text

CAPTURES = frozenset({KindName.PHOTO, KindName.FINGERPRINT})
AT_WINDOW = "window"
TAKEN, LATER = Text("已采集", "Taken here"), Text("到窗口采集", "At the window")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_capture(value: object) -> bool:
    """Tell whether an answer names bytes: anything else was not taken here."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


class Capture:
    """A photo or a fingerprint."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take a hash or `window`; nobody types either, so anything else is not given."""
        text = cleaned(typed)
        return text if text == AT_WINDOW or is_capture(text) else None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is neither."""
        if value == AT_WINDOW or is_capture(value):
            return ()
        return error("capture.unknown", "请重新采集", "Please take it again")

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Say whether it is there; nobody reads a hash."""
        if value == AT_WINDOW:
            return LATER[language]
        return TAKEN[language] if is_capture(value) else ""

    def mask(self, value: Json, field: FormField) -> str:
        """Say the same: that something was taken shows nothing of it."""
        return self.show(value, field, Language.ZH)

"""Running text filled in: the words and fill-ins of a form become spans to be set."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.catalogue.schema import KindName
from kiosk.paper.document import MM
from kiosk.paper.lines import Span
from kiosk.paper.template import FillIn, Piece, SignHere, pieces
from kiosk.paper.typecase import Face
from kiosk.paper.values import Values

PENDING, PENDING_GREY = "登记后填入", 0.45
FILL_LENGTH, PART_LENGTH = 17 * MM, 9 * MM
SIGN_LENGTH = 40 * MM
GAP = "\u3000"


def filled_in(line: str, values: Values, *, to_the_end: bool) -> list[Span]:
    """Fill a line in; with `to_the_end` the line under a last answer runs on to the margin."""
    parts = pieces(line)
    spans = [span for piece in parts for span in _spans(values, piece)]
    if to_the_end and spans and spans[-1].filled and isinstance(parts[-1], FillIn):
        spans[-1] = replace(spans[-1], open=True)
    return spans


def answer(name: str, values: Values) -> Span:
    """Return an answer by itself, or that it will be filled in later."""
    text = values.text(name)
    if not text and values.pending(name):
        return Span(PENDING, Face.SERIF, grey=PENDING_GREY)
    return Span(text, Face.SANS, whole=values.kind(name) is KindName.DATE)


def _spans(values: Values, piece: Piece) -> Iterator[Span]:
    if isinstance(piece, str):
        yield Span(piece, Face.SERIF)
    elif isinstance(piece, SignHere):
        who = _signer(values, piece.role)
        yield Span("", Face.SERIF, filled=True, least=SIGN_LENGTH, whole=True, sign=who)
    elif piece.how.startswith("boxes"):
        for count, (title, chosen) in enumerate(values.boxes(piece.field)):
            if count:
                yield Span(GAP, Face.SERIF)
            box, face = ("☑", Face.SANS) if chosen else ("☐", Face.SERIF)
            yield Span(title + box if piece.how == "boxes_after" else box + title, face, whole=True)
    else:
        yield _answer(values, piece)


def _signer(values: Values, name: str) -> str:
    """Return the role that signs: named itself, or chosen in the field of that name."""
    return values.stored(name) if name in values.fields else name


def _answer(values: Values, piece: FillIn) -> Span:
    if piece.how in {"year", "month", "day"}:
        part = values.part(piece.field, piece.how)
        return Span(part, Face.SANS, filled=True, least=PART_LENGTH, whole=True)
    span = answer(piece.field, values)
    if piece.how == "plain" or span.grey:
        return span
    whole = span.whole or (values.kind(piece.field) is KindName.PERSON_NAME and bool(span.text))
    return replace(span, filled=True, least=FILL_LENGTH, whole=whole)

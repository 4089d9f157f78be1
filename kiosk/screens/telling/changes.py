"""What is different in the form since somebody began to fill it in, line by line."""

from collections.abc import Iterator

from kiosk.texts import Language, Text
from kiosk.visits.renewal import Resumed

DROPPED = Text("这里不能再办：{label}", "No longer to be had here: {label}")
NO_LONGER = Text("不用再填：{label}", "No longer asked: {label}")
NEW = Text("现在要填：{label}", "Asked now: {label}")
BRING = Text("现在要有：{label}", "Needed now: {label}")
OTHERWISE = Text("材料要求变了，现在是：{label}", "Asked for in another way now: {label}")
LEAVE = Text("不用再带：{label}", "No longer needed: {label}")


def changes(opened: Resumed, language: Language) -> tuple[str, ...]:
    """Return a line for everything that is different."""
    lines: tuple[tuple[Text, tuple[Text, ...]], ...] = (
        (DROPPED, opened.dropped),
        (NO_LONGER, opened.gone),
        (NEW, opened.new),
        (LEAVE, opened.not_to_bring),
        (BRING, opened.to_bring),
        (OTHERWISE, opened.otherwise),
    )
    return (*_labelled(lines, language), *(one.say[language] for one in opened.wrong))


def _labelled(
    lines: tuple[tuple[Text, tuple[Text, ...]], ...], language: Language
) -> Iterator[str]:
    for say, labels in lines:
        for label in labels:
            yield say[language].format(label=label[language])

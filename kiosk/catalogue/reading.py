"""Form files as YAML: what they hold, and on which line each part stands.

Only what a form needs: mappings with words as keys, lists, words, whole numbers, decimals, days,
`true`, `false` and null. `on`, `off`, `yes` and `no` are words, and a key stands once.
"""

import re
from datetime import date
from typing import Any, Protocol

import yaml

from kiosk.catalogue.mistakes import Mistake

Path_ = tuple[str | int, ...]

_PLAIN = {"": None, "~": None, "null": None, "true": True, "false": False}
_INT = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,18}\.\d{1,18}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


class Source(Protocol):
    """What a form is read from: a file, or what was published."""

    @property
    def name(self) -> str:
        """What it is called where it has a mistake."""

    def read_bytes(self) -> bytes:
        """Return all of it; raises OSError."""


def read_yaml(file: Source) -> tuple[Any, list[Mistake]]:
    """Return a file's content, or None and what keeps it from being read."""
    try:
        root = yaml.compose(file.read_bytes(), yaml.CBaseLoader)
        return None if root is None else _content(root, frozenset()), []
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = error.problem or "this is no YAML"
        remedy = error.note or "mend that line: indentation, colons, quotes"
        return None, [Mistake(file.name, line, what, remedy)]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        what = str(error).splitlines()[0]
        return None, [Mistake(file.name, 1, what, "save the file as UTF-8 text")]
    except OSError as error:
        return None, [Mistake(file.name, 1, error.strerror or "unreadable", "check its rights")]


def _content(node: yaml.Node, above: frozenset[int]) -> Any:
    if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
        return node.value if node.style else _plain(node)
    if id(node) in above:
        raise _mistake("this part stands within itself", node)
    within = above | {id(node)}
    if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
        return [_content(one, within) for one in node.value]
    if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
        return _mapping(node, within)
    raise _mistake(f"no form has a {node.tag}", node)


def _mapping(node: yaml.MappingNode, within: frozenset[int]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _mistake("a key is one word: put text with braces or brackets in quotes", key)
        if key.value in content:
            raise _mistake(f"the key {key.value!r} stands twice", key, "take one of them out")
        content[key.value] = _content(value, within)
    return content


def _plain(node: yaml.ScalarNode) -> object:
    text: str = node.value
    if text in _PLAIN:
        return _PLAIN[text]
    if text[0] not in "-0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if not _DAY.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        what = f"no calendar has the day {text}"
        raise _mistake(what, node, "write it as 2027-01-31: year, month, day") from error


def _mistake(what: str, node: yaml.Node, remedy: str | None = None) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=node.start_mark, note=remedy)


class Lines:
    """On which line a part stands; composed only when there is something to say."""

    def __init__(self, file: Source) -> None:
        self._root = yaml.compose(file.read_bytes(), yaml.CBaseLoader)

    def of(self, path: Path_) -> int:
        """Return the line (from 1) of the deepest part of a path that exists."""
        node = self._root
        line = 1
        for step in path:
            found = _child(node, step)
            if found is None:
                continue
            line, node = found
        return line


def _child(node: Any, step: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line + 1, child
    return None

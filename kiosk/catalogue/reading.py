"""Form files as YAML: what they hold, and on which line each part stands."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, ClassVar

import yaml

from kiosk.catalogue.mistakes import Mistake

BOOL = "tag:yaml.org,2002:bool"
Path_ = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice; `on`, `off`, `yes` and `no` are the words they are."""

    yaml_implicit_resolvers: ClassVar = {  # type: ignore[misc]  # the stubs call it an instance's
        first: [one for one in resolvers if one[0] != BOOL]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _day(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        what = f"no calendar has the day {node.value}"
        raise yaml.constructor.ConstructorError(None, None, what, node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.add_implicit_resolver(BOOL, re.compile("true|false"), ["t", "f"])


def read_yaml(file: Path) -> tuple[Any, list[Mistake]]:
    """Return a file's content, or None and what keeps it from being read."""
    try:
        return yaml.load(file.read_bytes(), _Loader), []  # noqa: S506  # a safe loader, stricter
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = error.problem or "this is no YAML"
        return None, [Mistake(file.name, line, what, "mend that line: indentation, colons, quotes")]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        what = str(error).splitlines()[0]
        return None, [Mistake(file.name, 1, what, "save the file as UTF-8 text")]
    except OSError as error:
        return None, [Mistake(file.name, 1, error.strerror or "unreadable", "check its rights")]


class Lines:
    """On which line a part stands; composed only when there is something to say."""

    def __init__(self, file: Path) -> None:
        self._root = yaml.compose(file.read_text("utf-8"), yaml.CSafeLoader)

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

"""How a room may look: small files, short functions, the domain's words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "kiosk").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
VAGUE = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "base", "core"}


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("file", CODE + TESTS, ids=name_of)
def test_a_file_is_a_room_of_at_most_300_lines(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", CODE, ids=name_of)
def test_a_function_has_at_most_40_lines(file: Path) -> None:
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in functions(file)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > 40
    ]
    assert not long


@pytest.mark.parametrize("file", CODE, ids=name_of)
def test_a_class_has_at_most_15_methods(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            assert len(methods) <= 15, node.name


@pytest.mark.parametrize("file", CODE, ids=name_of)
def test_a_module_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))


@pytest.mark.parametrize("file", CODE + TESTS, ids=name_of)
def test_no_vague_names(file: Path) -> None:
    assert not VAGUE & set(file.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize(
    "file", [f for f in CODE if name_of(f) not in {"kiosk/app.py"}], ids=name_of
)
def test_time_and_chance_are_passed_in(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"datetime\.now\(|date\.today\(|time\.time\(|\butcnow\(", text)
    assert not re.search(r"^import random|^from random", text, re.MULTILINE)


@pytest.mark.parametrize("file", CODE + TESTS, ids=name_of)
def test_an_exception_to_a_rule_carries_its_reason(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if re.search(r"#\s*(type: ignore|noqa|pragma)", line) and file != Path(__file__):
            assert re.search(r"#\s*(type: ignore\[[\w, -]+\]|noqa: [A-Z0-9, ]+)\s+# \S", line), line

"""forms/schema.json is what the models say, and what the forms are."""

import json
from pathlib import Path

import jsonschema
import pytest

from kiosk.catalogue.catalogue import FORMS
from kiosk.catalogue.reading import read_yaml
from kiosk.catalogue.schema_file import TARGET, schema_text


def test_the_file_is_up_to_date() -> None:
    assert TARGET.read_text("utf-8") == schema_text()


@pytest.mark.parametrize("file", sorted(FORMS.glob("*.yaml")), ids=lambda file: file.name)
def test_every_form_fits_it(file: Path) -> None:
    content, _ = read_yaml(file)
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    as_json = json.loads(json.dumps(content, default=str))
    assert [error.message for error in validator.iter_errors(as_json)] == []


@pytest.mark.parametrize(
    "change", [{"colour": "red"}, {"title": {"zh": "婚育"}}, {"title": "婚育"}, {"version": "one"}]
)
def test_it_refuses_what_the_models_refuse(change: dict[str, object]) -> None:
    content, _ = read_yaml(FORMS / "150600-marriage-birth.yaml")
    as_json = json.loads(json.dumps({**content, **change}, default=str))
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    assert not validator.is_valid(as_json)

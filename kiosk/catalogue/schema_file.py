"""The shapes of form files and lists, for the author's editor: schema.json beside each.

`python -m kiosk.catalogue.schema_file` writes them again after a change of `schema.py`.
"""

import json
from pathlib import Path

from pydantic import BaseModel

from kiosk.catalogue.contents import Contents
from kiosk.catalogue.reference import comments_of, parts_of
from kiosk.catalogue.schema import JointService

TARGET = Path(__file__).parents[2] / "forms" / "schema.json"
LISTS = TARGET.parent / "lists" / "schema.json"
WORDS = {
    "description": "Words in both languages; a bare string without Chinese is the same in both.",
    "anyOf": [
        {"type": "string", "minLength": 1, "pattern": "^[^\u3400-\u9fff]*$"},
        {
            "type": "object",
            "properties": {
                "zh": {"type": "string", "minLength": 1},
                "en": {"type": "string", "minLength": 1},
            },
            "required": ["zh", "en"],
            "additionalProperties": False,
        },
    ],
}


def schema_text(shape: type[BaseModel] = JointService) -> str:
    """Return the JSON Schema (2020-12) of a form file, or a list, as it is written to disk."""
    schema = shape.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$defs"]["Text"] = WORDS
    for part in parts_of(shape):
        keys = (schema if part is shape else schema["$defs"][part.__name__])["properties"]
        for name, said in comments_of(part).items():
            if said:
                keys[part.model_fields[name].alias or name]["description"] = said
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema_text(), "utf-8")
    LISTS.write_text(schema_text(Contents), "utf-8")

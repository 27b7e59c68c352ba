"""What the record of each structure says, word for word; and the data keeps to the schema that is published."""

from __future__ import annotations

import difflib
import json

import jsonschema

from server.record.forms.data import VERSION
from tests.record.golden import EXAMPLE, GOLDEN, SCHEMA, files


def test_the_record_of_each_structure_is_the_one_that_was_looked_at() -> None:
    """To mend: look at what changed, then `python -m tests.record.golden`."""
    found = dict(files())
    assert {path.name for path in GOLDEN.iterdir()} == {path.name for path in found if path.parent == GOLDEN}
    for path, content in found.items():
        old, new = path.read_text(encoding="utf-8").splitlines(), content.decode().splitlines()
        assert old == new, "\n".join(difflib.unified_diff(old, new, f"{path.name} as kept", "as written now", n=1))


def test_the_data_of_the_example_keeps_to_the_schema() -> None:
    schema, kept = json.loads(SCHEMA.read_bytes()), json.loads((EXAMPLE / "record.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    keeps_to = jsonschema.Draft202012Validator(schema)
    keeps_to.validate(kept)
    assert kept["version"] == VERSION
    voices = schema["$defs"]["Voice"]["properties"]["sources"]
    assert voices["items"] == {"$ref": "#/$defs/Voice"}
    for bad in ({**kept, "version": "2"}, {key: kept[key] for key in kept if key != "paths"}):
        assert not keeps_to.is_valid(bad)

"""The YAML that is written is the YAML that is read."""

import yaml
from hypothesis import given, strategies as st

from essaim.contracts.yaml_text import yaml_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TRICKY = st.sampled_from(
    ["yes", "No", "1.0", "1e3", "~", "", "- a", "a: b", "a #b", "a\nb", "a\n  b\n\nc", " a\nb", "a\n", "=", "0x1F"]
)
SCALAR = TEXT | TRICKY | st.integers() | st.booleans() | st.none()
KEY = TEXT | TRICKY
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=4))
def test_what_is_written_is_read_back_the_same(value: dict[str, object]) -> None:
    assert yaml.safe_load(yaml_text(value)) == value


def test_texts_of_several_lines_stay_readable_and_references_need_no_quotes() -> None:
    written = yaml_text({"about": "One.\nTwo.", "$ref": "./a.json", "list": [{"x": 1, "z": {}}, []]})
    assert written == 'about: |-\n  One.\n  Two.\n$ref: "./a.json"\nlist:\n  - x: 1\n    z: {}\n  - []\n'

"""Every rule that belongs to enrolment has a test that names it, so that nobody has to look for its proof."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[2]
RULES = (
    *(f"SNEE-{number:02d}" for number in range(1, 11)),
    "ICI-01",
    "MINI-01",
    "MINI-02",
    "YOUTH-01",
    "CAE-10",
    "CAPE-04",
    *(f"GDPR-{number:02d}" for number in range(1, 5)),
)
"""SNEE: who may ask, one a year, graduates, tutors, diploma, charter, academic year, committee, team. ICI: levels of the cursus.
MINI: the agreement and the posts. YOUTH-01: the guardian. CAE-10: the screening of activities. CAPE-04: no full-time employee.
GDPR: what is asked, what is forgotten, in which time, and what a rule lets go."""


def _named() -> dict[str, list[str]]:
    """Rule to the tests whose name or docstring names it."""
    found: dict[str, list[str]] = {rule: [] for rule in RULES}
    for path in sorted((TESTS / "enrolment").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for rule in _rules(f"{node.name} {ast.get_docstring(node) or ''}"):
                    found.setdefault(rule, []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return found


def _rules(text: str) -> set[str]:
    """The rules that a text names: ``SNEE-04``, or ``snee_04`` in a name."""
    families = "snee|ici|mini|youth|cae|cape|gdpr"
    return {f"{family.upper()}-{number}" for family, number in re.findall(rf"(?i)({families})[-_](\d\d)(?!\d)", text)}


def test_every_rule_of_enrolment_has_a_test_that_names_it() -> None:
    """By its id, in the name of a test or in what the test says of itself."""
    named = _named()
    assert [rule for rule in RULES if not named[rule]] == []

"""Every rule of the ledger, of its file and of invoices has a test that names it, so that nobody has to look for its proof."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[2]
PLACES = ("accounting", "einvoice", "fec")
RULES = (
    *(f"ACC-{number:02d}" for number in range(1, 11)),
    *(f"FEC-{number:02d}" for number in range(1, 14)),
    *(f"INV-{number:02d}" for number in range(1, 13)),
    "CAE-07",
    "CAE-09",
    "CAPE-05",
)
"""ACC: books (balance, lines, immutability, numbers, closing, real date, chart, voucher, no netting, retention). FEC: the file.
INV: invoices (mentions, numbers, rates, sums, notes, terms, corrections, number format, exemption, keys, reporting, dates).
CAE-07: balance and result of each activity at any time. CAE-09: the contribution. CAPE-05: R127-3 on what goes out."""


def _named() -> dict[str, list[str]]:
    """Rule to the tests whose name or docstring names it."""
    found: dict[str, list[str]] = {rule: [] for rule in RULES}
    for place in PLACES:
        for path in sorted((TESTS / place).rglob("test_*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                    for rule in _rules(f"{node.name} {ast.get_docstring(node) or ''}"):
                        found.setdefault(rule, []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return found


def _rules(text: str) -> set[str]:
    """The rules that a text names: ``ACC-04``, or ``acc_04`` in a name."""
    return {
        f"{family.upper()}-{number}"
        for family, number in re.findall(r"(?i)(acc|fec|inv|cape|cae)[-_](\d\d)(?!\d)", text)
    }


def test_every_rule_of_the_ledger_and_of_invoices_has_a_test_that_names_it() -> None:
    """By its id, in the name of a test or in what the test says of itself."""
    named = _named()
    assert [rule for rule in RULES if not named[rule]] == []

"""An element that is being read, and where everything that cannot be read is written down with its xpath."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from essaim.einvoice.amounts import parse_cents, parse_decimal
from essaim.einvoice.codes import VatCategory
from essaim.einvoice.model import Identifier
from essaim.einvoice.problems import Problem
from essaim.einvoice.read_xml import Element

ParseDay = Callable[[str, str | None], date | None]
"""A day from a text and its format attribute; None for what is none."""


@dataclass(frozen=True)
class Reading:
    """One document: its prefixes, how it writes days, and what is wrong with it so far."""

    spaces: Mapping[str, str]
    parse_day: ParseDay
    day_form: str
    problems: list[Problem] = field(default_factory=list)


class Place:
    """An element. A path is relative and uses the prefixes of the syntax.

    What is needed and absent, or there and wrong, is a problem; what is returned in its place is never used, because an
    invoice with problems is not returned.
    """

    def __init__(self, element: Element, reading: Reading) -> None:
        self.element, self.reading = element, reading

    def one(self, path: str) -> "Place | None":
        """The first such element."""
        found = self.element.find(path, dict(self.reading.spaces))
        return None if found is None else Place(found, self.reading)

    def all(self, path: str) -> list["Place"]:
        """Every such element."""
        return [Place(one, self.reading) for one in self.element.findall(path, dict(self.reading.spaces))]

    def text(self, path: str) -> str:
        """Without spaces at the ends; empty when there is none."""
        found = self.element.find(path, dict(self.reading.spaces))
        return "" if found is None else (found.text or "").strip()

    def own_text(self) -> str:
        """The text of the element itself."""
        return (self.element.text or "").strip()

    def attribute(self, path: str, name: str) -> str:
        """Of the first such element."""
        found = self.element.find(path, dict(self.reading.spaces))
        return "" if found is None else str(found.get(name, "")).strip()

    def need(self, path: str, term: str, rule: str = "") -> str:
        """A text that must be there; ``rule`` is the one of EN 16931 that says so."""
        if not (text := self.text(path)):
            self.report(path, term, rule, "absent, alors que ce champ est obligatoire")
        return text

    def identifier(self, path: str) -> Identifier | None:
        """A value with its scheme."""
        text = self.text(path)
        return Identifier(text, self.attribute(path, "schemeID")) if text else None

    def day(self, path: str, term: str) -> date | None:
        """A day, if there is one."""
        if not (text := self.text(path)):
            return None
        found = self.reading.parse_day(text, self.attribute(path, "format") or None)
        if found is None:
            self.report(
                path, term, "BR-FR-03", f"« {text[:40]} » n'est pas une date ; attendu : {self.reading.day_form}"
            )
        return found

    def need_day(self, path: str, term: str, rule: str) -> date:
        """A day that must be there."""
        return self.day(path, term) or (self.need(path, term, rule) and date.max) or date.max

    def cents(self, path: str, term: str) -> int | None:
        """An amount, if there is one."""
        if not (text := self.text(path)):
            return None
        found = parse_cents(text)
        if found is None:
            self.report(
                path,
                term,
                "BR-DEC",
                f"« {text[:40]} » n'est pas un montant ; attendu : un nombre de deux décimales au plus",
            )
        return found

    def need_cents(self, path: str, term: str, rule: str) -> int:
        """An amount that must be there."""
        found = self.cents(path, term)
        if found is None:
            self.need(path, term, rule)
        return found or 0

    def number(self, path: str, term: str) -> Decimal | None:
        """A quantity, price or rate, if there is one."""
        if not (text := self.text(path)):
            return None
        found = parse_decimal(text)
        if found is None:
            self.report(
                path,
                term,
                "XML",
                f"« {text[:40]} » n'est pas un nombre ; attendu : des chiffres, un point, sans exposant",
            )
        return found

    def need_number(self, path: str, term: str, rule: str) -> Decimal:
        """A number that must be there."""
        found = self.number(path, term)
        if found is None:
            self.need(path, term, rule)
        return found if found is not None else Decimal(0)

    def report(self, path: str, term: str, rule: str, message: str) -> None:
        """Write down what is wrong, with the xpath of the element or of where it should be."""
        found = self.element.find(path, dict(self.reading.spaces)) if path else self.element
        tree = self.element.getroottree()
        where = f"{tree.getpath(self.element)}/{path}" if found is None else tree.getpath(found)
        self.reading.problems.append(Problem(rule or "XML", term, where, f"{term} : {message}"))


def read_category(node: Place, path: str, code: str, term: str) -> VatCategory:
    """The category behind a code."""
    try:
        return VatCategory(code)
    except ValueError:
        if code:
            accepted = ", ".join(VatCategory)
            node.report(
                path, term, "BR-CL-17", f"« {code[:10]} » n'est pas une catégorie de TVA ; attendu : {accepted}"
            )
        return VatCategory.STANDARD

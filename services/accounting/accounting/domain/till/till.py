"""A till of a group's activity, with the articles that it sells; everything that it records is in its chain, not here."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounting.domain.errors import InputError, RuleError
from accounting.domain.pricing import Nature

RATES = {"20": 200, "10": 100, "5.5": 55, "2.1": 21, "0": 0}
"""The rates of a till in thousandths, those of INV-03, and ``0`` for a seller that is not liable for VAT."""
MOST_ARTICLES = 500
LARGEST_CENTS = 100_000_000
"""The largest price, ticket or sum of cash of a till: a million euros."""


@dataclass(frozen=True)
class Article:
    """What is sold, with its price including VAT."""

    code: str
    label: str
    price_cents: int
    vat_rate: str
    nature: Nature


@dataclass(frozen=True)
class Till:
    """A till. ``code`` (``C01``) is its own within the legal entity and begins its receipt numbers.

    ``sealed_sequence`` and ``sealed_hash`` are the last closing: a chain that is shorter, or sealed anew, is found by them.
    """

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    code: str
    label: str
    place: str
    articles: tuple[Article, ...] = ()
    sealed_sequence: int = 0
    sealed_hash: str = ""

    def article(self, code: str, field: str) -> Article:
        """The article of this code. InputError when there is none."""
        for one in self.articles:
            if one.code == code:
                return one
        known = ", ".join(one.code for one in self.articles[:10])
        raise InputError(field, f"{code} is no article of this till", known or "a line with label, price, rate, nature")


def check_articles(articles: Sequence[Article], *, liable: bool) -> None:
    """InputError for the first article that cannot be sold."""
    if len(articles) > MOST_ARTICLES:
        raise InputError("articles", f"has {len(articles)} articles", f"at most {MOST_ARTICLES}")
    seen: set[str] = set()
    for place, one in enumerate(articles):
        if one.code in seen:
            raise InputError(f"articles.{place}.code", f"{one.code} is there twice", "a code of its own")
        seen.add(one.code)
        check_price(one.price_cents, f"articles.{place}.price")
        check_rate(one.vat_rate, f"articles.{place}.vat_rate", liable=liable)


def check_price(cents: int, field: str) -> None:
    """InputError unless it is a price including VAT."""
    if not 0 < cents <= LARGEST_CENTS:
        raise InputError(field, "is not a price including VAT", "an amount from 0.01 to 1000000.00")


def check_rate(rate: str, field: str, *, liable: bool) -> None:
    """InputError for a rate that there is not (INV-03), RuleError for one that this seller cannot use (INV-09)."""
    if rate not in RATES:
        raise InputError(field, "is not a rate (INV-03)", ", ".join(one for one in RATES if (one != "0") == liable))
    if liable and rate == "0":
        raise RuleError("inv-09-seller-with-vat", f"{field}: the seller is liable for VAT; use 20, 10, 5.5 or 2.1")
    if not liable and rate != "0":
        raise RuleError("inv-09-seller-without-vat", f"{field}: the seller has no VAT number and sells at the rate 0")

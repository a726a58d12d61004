"""Amounts as integer cents, quantities, prices and rates as Decimal, and the text of both in XML."""

import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"[+-]?(\d{1,25}(\.\d{0,25})?|\.\d{1,25})")
_CENT = Decimal(1)


def half_up(value: Decimal) -> int:
    """To the nearest integer, halves away from zero: what French VAT and EN 16931 both want (BR-CO-17, INV-04)."""
    return int(value.quantize(_CENT, rounding=ROUND_HALF_UP))


def to_cents(value: Decimal) -> int:
    """Euros to cents, rounded half up."""
    return half_up(value * 100)


def format_cents(cents: int) -> str:
    """-5 → ``-0.05``."""
    sign, rest = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{rest // 100}.{rest % 100:02d}"


def format_decimal(value: Decimal) -> str:
    """Without exponent, without zeros at the end: 5.50 → ``5.5``, 1E+2 → ``100``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def decimals(value: Decimal) -> int:
    """How many decimals it needs: 5.50 → 1."""
    return len(format_decimal(value).partition(".")[2])


def parse_decimal(text: str) -> Decimal | None:
    """A number as XML schema writes a decimal; None for anything else (exponents, commas, NaN, endless digits)."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def parse_cents(text: str) -> int | None:
    """An amount with at most two decimals that count; None for anything else."""
    value = parse_decimal(text)
    if value is None or value * 100 != (value * 100).to_integral_value():
        return None
    return int(value * 100)

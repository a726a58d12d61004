"""Rows of CSV for French spreadsheets: semicolons, a byte order mark at the start of the file, and never a formula.

A text that a spreadsheet would take for a formula (somebody may call themselves ``=HYPERLINK(…)``) gets an apostrophe before it.
"""

from collections.abc import Iterable

MARK = "\ufeff"
MEDIA_TYPE = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def text_row(texts: Iterable[str]) -> str:
    """A row of texts with its line end."""
    return ";".join(quoted(safe_text(one)) for one in texts) + "\r\n"


def safe_text(text: str) -> str:
    """The text on one line, and never a formula."""
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(_FORMULA) or text.startswith(_FORMULA) else one_line


def quoted(text: str) -> str:
    """The text in quotes when it has a separator or quotes in it."""
    return '"' + text.replace('"', '""') + '"' if any(one in text for one in ';"') else text

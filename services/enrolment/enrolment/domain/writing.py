"""What people write: any script, no-break spaces, joined emojis and marks of direction; nothing that a reader cannot see through.

Control characters end lines in headers and tables, and overrides of direction make a text look like another one.
"""

import unicodedata

LINES = "\n\t"
"""What a text of several lines has besides."""
_HIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_OVERRIDES = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def is_written(text: str, besides: str = "") -> bool:
    """Whether these are only characters that people write."""
    return all(one in besides or not (unicodedata.category(one) in _HIDDEN or one in _OVERRIDES) for one in text)

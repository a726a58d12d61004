"""The code of an attestation: 130 random bits and two check characters in seven groups of four, for people who type it.

The characters are Crockford's 32, which has no I, L, O and U; what people write instead is read as what they mean. The check is
the number modulo 1021, a prime: one wrong character or two that changed places are always found, so that a slip of the hand is
told apart from a code that was never given.
"""

BYTES = 17
_BITS = 130
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DATA, _CHECK, _GROUP = 26, 2, 4
_PRIME = 1021
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u00a0": None, "–": None, "_": None})
LONGEST_TYPED = 60


def code_of(random: bytes) -> str:
    """The code of 17 random bytes, without its hyphens. ValueError for fewer: a code must not be guessed."""
    if len(random) != BYTES:
        raise ValueError(f"a code is made of {BYTES} random bytes")
    number = int.from_bytes(random) >> (BYTES * 8 - _BITS)
    return _written(number, _DATA) + _written(number % _PRIME, _CHECK)


def read_code(typed: str) -> str | None:
    """The code that somebody typed, in capitals and without hyphens; None when it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return None
    code = typed.upper().translate(_MEANT)
    if len(code) != _DATA + _CHECK or any(one not in _ALPHABET for one in code):
        return None
    number, check = _number(code[:_DATA]), _number(code[_DATA:])
    return code if number % _PRIME == check else None


def grouped(code: str) -> str:
    """As it is printed: seven groups of four."""
    return "-".join(code[first : first + _GROUP] for first in range(0, len(code), _GROUP))


def _written(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(length)))


def _number(text: str) -> int:
    number = 0
    for one in text:
        number = number * 32 + _ALPHABET.index(one)
    return number

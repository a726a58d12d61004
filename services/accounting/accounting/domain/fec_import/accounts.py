"""The other software's accounts in ours: padded numbers are those of the PCG, others are added below it (ACC-07).

Software pads (411000, 41100000), or writes a customer's code behind the number (411DUPONT), which is a third party here.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from accounting.domain.accounts import LONGEST, PADDED, SHORTEST, chart, check_number, unpadded
from accounting.domain.entry import Auxiliary
from accounting.domain.errors import RuleError

LONGEST_LABEL = 200
SHORTEST_CODE, LONGEST_CODE = 2, 20
ACCOUNT_ACCEPTED = f"3 à {LONGEST} chiffres qui commencent par un compte du plan comptable général, comme 706100"
COLLECTIVE = ("401", "404", "411", "421", "425", "455", "467", "468")
"""Accounts under which a code of letters names a third party."""
_LETTERED = re.compile(r"([0-9]{3,6})([^0-9].*)", re.DOTALL)
_FOREIGN = re.compile(r"[^A-Z0-9]")
_OURS = re.compile(r"[CF][0-9]{5}")


class UnknownAccountError(ValueError):
    """Below no account of the PCG."""


@dataclass(frozen=True)
class Target:
    """Our account, and the third party that the other software wrote into the number."""

    account: str
    third_party: Auxiliary | None = None


class AccountMap:
    """Account by account of one file. ``new`` is what has to be added to the chart, with its label."""

    def __init__(self, added: Mapping[str, str]) -> None:
        self._ours = {canonical(one): one for one in added}
        self._added = dict(added)
        self._known: dict[str, Target] = {}
        self.new: dict[str, str] = {}

    def target(self, number: str, label: str) -> Target:
        """Where a line goes. UnknownAccountError when the number is below no account of the PCG."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._lettered(number, label) or Target(self._account(number, label))
        return found

    def label_of(self, account: str) -> str:
        """As the chart has it, or will."""
        return chart().get(account) or self._added.get(account) or self.new[account]

    def _lettered(self, number: str, label: str) -> Target | None:
        parts = _LETTERED.fullmatch(number)
        if parts is None or not number.startswith(COLLECTIVE):
            return None
        collective = next(one for one in COLLECTIVE if number.startswith(one))
        return Target(collective, third_party(number, label))

    def _account(self, number: str, label: str) -> str:
        short = unpadded(number)
        if short in chart() and len(short) >= SHORTEST:
            return short
        account = canonical(number)
        if account in self._ours:
            return self._ours[account]
        try:
            check_number(account if len(number) >= SHORTEST else number)
        except RuleError:
            raise UnknownAccountError(number) from None
        text = " ".join(label.split())[:LONGEST_LABEL].strip()
        self.new.setdefault(account, text or chart()[_parent(account)])
        return account


def canonical(number: str) -> str:
    """A number without its padding, at six digits or more: 7061, 706100 and 70610000 are one account."""
    return number.rstrip("0").ljust(PADDED, "0")


@lru_cache(maxsize=4096)
def third_party(code: str, label: str) -> Auxiliary | None:
    """Whose line it is; None for an unused field. A code that looks like one of ours (C00042) could be somebody else's here:
    it gets an R (« repris ») before it. Others are written as ours are: capitals and digits, 2 to 20."""
    plain = "".join(code.split()).upper()
    if not plain.strip("0"):
        return None
    written = _FOREIGN.sub("", plain)
    if _OURS.fullmatch(written) or len(written) < SHORTEST_CODE:
        written = f"R{written}"
    if len(written) > LONGEST_CODE or _FOREIGN.search(plain):
        # What is cut or left out may be all that tells two third parties from each other.
        mark = hashlib.sha256(plain.encode()).hexdigest()[:6].upper()
        written = f"{written[: LONGEST_CODE - len(mark)]}{mark}"
    return Auxiliary(written, " ".join(label.split())[:LONGEST_LABEL] or plain[:LONGEST_LABEL])


def _parent(account: str) -> str:
    """The longest account of the PCG that it is below."""
    return next(account[:length] for length in range(len(account), 1, -1) if account[:length] in chart())

"""What makes a movement the same one in two files, so that none is kept twice and none is lost.

Its day, its amount, the bank's own reference when there is one (the words of its label otherwise), and the how-manieth of its
like it is on that day. Two alike on one day are two. The day and the amount count beside a reference too, because some banks
begin to count anew with each statement: a reference alone would lose movements.
"""

from hashlib import blake2b

from accounting.domain.bank.line import StatementLine
from accounting.domain.bank.words import normalised

_DIGEST = 12


class Identities:
    """Tells the movements of one file of an account apart. Memory: some bytes for each different one."""

    def __init__(self, account_id: str) -> None:
        self._account_id = account_id
        self._seen: dict[bytes, int] = {}

    def of(self, line: StatementLine) -> str:
        """The identity of the next movement of the file: the id under which it is kept."""
        said = f"R{line.reference}" if line.reference else f"L{normalised(f'{line.label} {line.counterparty}')}"
        base = f"{line.booked_on.isoformat()}|{line.amount_cents}|{said}"
        key = blake2b(base.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        number = self._seen.get(key, 0) + 1
        self._seen[key] = number
        return f"{self._account_id}:{key.hex()}:{number}"

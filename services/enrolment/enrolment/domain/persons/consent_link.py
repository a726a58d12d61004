"""The secret link by which a guardian, who has no login, reads a text and answers.

Who has the token may answer as that guardian, so it is long, kept only as a hash, and ends with its time, with the guardianship
or when a newer link is made.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

LONGEST_TOKEN = 200
TOKEN_BYTES = 32
DEFAULT_DAYS = 30
MOST_DAYS = 90


@dataclass(frozen=True)
class ConsentLink:
    """One guardian's link to one consent."""

    consent_id: str
    guardian_id: str
    digest: str
    expires_at: datetime
    made_by: str
    revoked: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether somebody may still answer behind it."""
        return not self.revoked and now < self.expires_at


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def revoked(link: ConsentLink) -> ConsentLink:
    """The link leads nowhere from now on."""
    return replace(link, revoked=True)

"""What anybody with a code is told: whether the paper is true, for which year, and a masked name to compare. Nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Validity(StrEnum):
    """What a code says of its paper. ``unknown``: no attestation has it, or its person was erased."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class AttestationKind(StrEnum):
    """What is attested."""

    SNEE = "snee"
    DU_ICI = "DU_ICI"
    LP_SIP = "LP_SIP"


@dataclass(frozen=True)
class Shown:
    """The answer to a code. There is no birth date and no whole name here, whoever asks."""

    validity: Validity
    kind: AttestationKind | None = None
    school_year: str = ""
    masked_name: str = ""
    label: str = ""
    issued_on: date | None = None
    since: date | None = None
    until: date | None = None


NOT_KNOWN = Shown(Validity.UNKNOWN)

"""What an archive holds, as JSON: whose it is, its place in the chain of the books and in that of the archives, until when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FORMAT = "essaim-archive/1"


@dataclass(frozen=True)
class ArchiveFacts:
    """Everything that manifest and README say."""

    siren: str
    entity: str
    year: int
    starts_on: date
    ends_on: date
    closed_on: date
    made_on: date
    fec: str
    first_sequence: int
    previous_hash: str
    head_sequence: int
    head_hash: str
    previous_archive: tuple[int, str] | None
    counts: Mapping[str, int]
    keep_until: date
    payments_until: date


def manifest_json(facts: ArchiveFacts) -> bytes:
    """Readable, and the same bytes for the same facts."""
    previous = facts.previous_archive
    content = {
        "format": FORMAT,
        "entity": {"siren": facts.siren, "name": facts.entity},
        "year": facts.year,
        "starts_on": facts.starts_on.isoformat(),
        "ends_on": facts.ends_on.isoformat(),
        "closed_on": facts.closed_on.isoformat(),
        "made_on": facts.made_on.isoformat(),
        "fec": facts.fec,
        "chain": {
            "first_sequence": facts.first_sequence,
            "previous_hash": facts.previous_hash,
            "head_sequence": facts.head_sequence,
            "head_hash": facts.head_hash,
        },
        "previous_archive": {"year": previous[0], "sha256": previous[1]} if previous else None,
        "counts": dict(facts.counts),
        "retention": {
            "books": {"until": facts.keep_until.isoformat(), "law": "C. com. L123-22"},
            "payment_data": {"until": facts.payments_until.isoformat(), "law": "LPF L102 B"},
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()

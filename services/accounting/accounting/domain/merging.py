"""One third party is merged into another: the record stays as a trace that leads to the survivor.

Nothing that was issued or posted changes; the account of the merged one stays in the books and is read with the survivor's.
"""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from accounting.domain.errors import InputError, RuleError
from accounting.domain.parties import Customer
from accounting.domain.suppliers import Supplier
from accounting.domain.third_party import FieldChange, Merge, PartyStatus, added_to

LONGEST_REASON = 500
LONGEST_CHAIN = 50
"""Records that may lie between a merged one and the survivor."""

T = TypeVar("T", Customer, Supplier)


def check_reason(reason: str) -> None:
    """InputError for a merge that nobody explains."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InputError(
            "reason", "is missing or too long", f"why both are one, in at most {LONGEST_REASON} characters"
        )


def check_survivor(
    merged: Customer | Supplier, merged_id: str, survivor: Customer | Supplier, survivor_id: str
) -> None:
    """Errors unless one can go into the other: another one, in use, and known to whoever knew the merged one."""
    if survivor_id == merged_id:
        raise InputError("into", "is the record itself, or was merged into it", "another record")
    if survivor.status in (PartyStatus.MERGED, PartyStatus.ERASED):
        raise RuleError("merge-into-trace", "a record that is itself a trace takes nothing in")
    if survivor.group_id not in (None, merged.group_id):
        raise RuleError("merge-into-other-group", "the survivor belongs to another group; share it first")
    if isinstance(merged, Supplier) and isinstance(survivor, Supplier) and merged.legal_entity != survivor.legal_entity:
        raise RuleError("merge-other-legal-entity", "suppliers of two legal entities have two accounts, and stay two")


def merge(party: T, into: str, by: str, at: datetime, reason: str) -> T:
    """The trace. The same merge again changes nothing; another one is refused."""
    if party.status is PartyStatus.MERGED and party.merge is not None:
        if party.merge.into == into:
            return party
        raise RuleError("already-merged", f"it was merged into {party.merge.into} on {party.merge.at:%Y-%m-%d}")
    if party.status is PartyStatus.ERASED:
        raise RuleError("party-erased", "it was erased")
    line = FieldChange(at, by, "merged_into", "", into)
    trace = replace(
        party,
        status=PartyStatus.MERGED,
        merge=Merge(into, by, at, reason.strip()),
        identity=None,
        changes=added_to(party.changes, (line,)),
    )
    return replace(trace, documents_to_point=True) if isinstance(trace, Customer) else trace


def taken_back(party: T, by: str, at: datetime) -> T:
    """The record as it was before a merge that would have closed a circle: somebody merged the other way at the same time.

    Its uniqueness comes back with its next edit: in between another record may have taken the same numbers.
    """
    if party.merge is None:
        return party
    line = FieldChange(at, by, "merged_into", party.merge.into, "")
    back = replace(party, status=PartyStatus.ACTIVE, merge=None, changes=added_to(party.changes, (line,)))
    return replace(back, documents_to_point=False) if isinstance(back, Customer) else back

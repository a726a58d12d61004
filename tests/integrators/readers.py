"""Two integrators' own code, as small as it can be: what each makes of an event's data. Their pins are in ``pinned``."""

from datetime import datetime
from decimal import Decimal
from typing import Any


def agenda(type_: str, data: dict[str, Any]) -> str:
    """A line of a campus calendar."""
    session = data["session_id"]
    if type_ == "coaching.session_scheduled.v1":
        minutes = (datetime.fromisoformat(data["ends_at"]) - datetime.fromisoformat(data["starts_at"])).seconds // 60
        return f"{session}: {data['kind']} of {data['group_id']}, {minutes} minutes"
    if type_ == "coaching.attendance_sealed.v1":
        present = sum(one.get("absence") is None and one["minutes"] > 0 for one in data["attendance"])
        return f"{session}: {present} were there"
    return f"{session}: cancelled"


def turnover(type_: str, data: dict[str, Any]) -> str:
    """A line of an account of what groups earn and share."""
    group = data["group_id"]
    if type_ == "accounting.invoice_paid.v1":
        return f"{group}: {Decimal(data['total_including_vat'])} on {data['paid_on']}"
    if type_ == "accounting.share_computed.v1":
        return f"{group}: {sum(map(Decimal, data['shares'].values()))} shared"
    return f"{group}: {data['scheme']}, {len(data['person_ids'])} members"

"""The summary for machines: one JSON document with steps, events, books, members, services, mails and files."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from essaim.cli.demo.group import GROUP_NAME, LEGAL_ENTITY, SIREN
from essaim.cli.demo.invoices import Invoice
from essaim.cli.demo.outputs import Output
from essaim.cli.demo.steps import Step, StepFailedError
from essaim.cli.demo.story import Told
from essaim.cli.demo.world import World
from essaim.contracts.types import format_amount

START_LIMIT_SECONDS, MEMORY_LIMIT_MB = 3.0, 150.0
Summary = dict[str, Any]


def build_summary(world: World, told: Told, steps: list[Step], seconds: Mapping[str, float]) -> Summary:
    """Everything that is worth telling of a run that succeeded. ``seconds`` are durations by name."""
    observer = world.observer
    return {
        "ok": True,
        "finished_at": datetime.now(UTC).isoformat(),
        "seconds": {name: round(value, 1) for name, value in seconds.items()},
        "target": world.target.kind,
        "not_observed": list(world.target.notes),
        "steps": [asdict(step) for step in steps],
        "events": {
            "total": len(observer.seen) if observer else None,
            "by_type": observer.counts() if observer else {},
            "consumed": told.consumed,
        },
        "group": {
            "name": GROUP_NAME,
            "group_id": told.group.group_id,
            "accepted": len(told.cohort.accepted),
            "refused": {"name": told.cohort.refused.name, "rule": "CAPE-04"},
            "planned_sessions": len(told.group.sessions),
        },
        "newcomers": told.newcomers.told(),
        "books": _books(told),
        "members": _members(told),
        # By subject; empty when the mails could not be read.
        "mails": dict(sorted(Counter(mail.subject for mail in told.mails).items())),
        "services": _services(world),
        # Known only when everything is there.
        "outputs": [],
        "documents": [],
    }


def failure_summary(world: World | None, steps: list[Step], error: Exception) -> Summary:
    """What is known of a run that failed."""
    failed: dict[str, Any] = {"error": str(error)}
    if isinstance(error, StepFailedError):
        failed = asdict(error.step) | {"error": error.why}
    return {
        "ok": False,
        "finished_at": datetime.now(UTC).isoformat(),
        "failed": failed,
        "steps": [asdict(step) for step in steps],
        "services": _services(world) if world else {},
    }


def write_summary(output: Output, summary: Summary) -> None:
    """Write it into the output directory."""
    output.summary.write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _books(told: Told) -> Summary:
    proved, money = told.books, told.money
    return {
        "siren": SIREN,
        "legal_entity": LEGAL_ENTITY["name"],
        "invoices": [_invoice(one) for one in (money.deposit, *money.invoices, money.credit_note)],
        "sales": format_amount(money.sales.net_cents),
        "market": format_amount(money.market.total.net_cents),
        "purchases": format_amount(money.purchase.total.net_cents),
        "expenses": format_amount(money.expenses.total.net_cents),
        "margin": format_amount(money.margin_cents),
        "contribution": format_amount(money.contribution_cents),
        "shared": format_amount(told.share.pool_cents),
        "vat": {"collected": format_amount(money.sales.vat_cents), "deducted": format_amount(money.spent.vat_cents)},
        "bank": {
            "balance": format_amount(money.bank.balance_cents),
            "difference": money.bank.difference,
            "movements": [asdict(one) for one in money.bank.movements],
        },
        "trial_balance": told.balance,
        "fec": {
            "file_name": proved.fec_name,
            "lines": proved.fec_lines,
            "entries": proved.fec_entries,
            "debit": format_amount(proved.fec_debit_cents),
            "credit": format_amount(proved.fec_credit_cents),
        },
        "chain": {"records": proved.records, "head_hash": proved.head_hash},
        "archive": proved.archive_name,
        "explanation": proved.explanation,
    }


def _invoice(one: Invoice) -> Summary:
    return {
        "number": one.number,
        "kind": one.kind,
        "excluding_vat": format_amount(one.total.net_cents),
        "including_vat": format_amount(one.total.gross_cents),
        "due": format_amount(one.due_cents),
    }


def _members(told: Told) -> list[Summary]:
    return [
        {
            "number": number,
            "name": student.name,
            "minutes": told.year.minutes[student.person_id],
            "share": format_amount(told.share.shares[student.person_id]),
        }
        for number, student in enumerate(told.group.members, start=1)
    ]


def _services(world: World) -> Summary:
    world.measure()
    return {
        name: {
            "partner": service.deployment.partner,
            "url": service.url,
            "start_seconds": service.start_seconds,
            "resident_mb": round(world.peak_bytes.get(name, 0) / 1_000_000, 1) or None,
        }
        for name, service in world.target.services.items()
    }

"""What ``essaim ledger import-fec`` prints: what would be posted, which accounts are new, and what is in the way."""

from collections.abc import Iterator, Mapping
from typing import Any

Shown = Mapping[str, Any]
SHOWN_LINES = 40


def plan_lines(plan: Shown) -> Iterator[str]:
    """The lines of a plan."""
    for one in plan["problems"]:
        place = f"ligne {one['line']}" if one["line"] else "fichier"
        field = f", {one['field']}" if one["field"] else ""
        yield f"{place}{field} : {one['message']} ; attendu : {one['accepted']}"
    if plan["problem_count"] > len(plan["problems"]):
        yield f"… {plan['problem_count']} problèmes en tout"
    if plan["finding_counts"]:
        counts = ", ".join(f"{rule} × {count}" for rule, count in plan["finding_counts"].items())
        yield f"contrôle du FEC : {counts} (détail : essaim ledger fec-check)"
    yield f"{plan['file_name']} : {plan['line_count']} lignes, {plan['entry_count']} écritures, {plan['charset']}"
    for one in plan["accounts"]:
        new = "  (à ajouter)" if one["new"] else ""
        yield f"  {one['number']:<12} → {one['account']:<12} {one['balance']:>14}  {one['label']}{new}"
    yield from _contents(plan)
    if plan["refusal"]:
        yield f"REFUSÉ — {plan['refusal']}"
    else:
        yield "ACCEPTABLE" if plan["acceptable"] else f"REFUSÉ — problèmes : {plan['problem_count']}"


def import_line(one: Shown) -> str:
    """An import that is over."""
    words = [f"{one['status']} — import {one['id']}", f"{one['posted_count']} écritures"]
    if one["entry_id"]:
        words.append(f"à-nouveaux : {one['entry_id']}")
    if one["lettered_count"] or one["unlettered_count"]:
        words.append(f"{one['lettered_count']} lignes lettrées, {one['unlettered_count']} non reprises")
    return " ; ".join([*words, one["error"]] if one["error"] else words)


def _contents(plan: Shown) -> Iterator[str]:
    if plan["mode"] == "entries":
        for one in plan["journals"]:
            yield f"  journal {one['code']} {one['label']} → {one['journal']} : {one['line_count']} lignes"
        return
    yield f"à-nouveaux : {plan['opening_line_count']} lignes, résultat {plan['result']}"
    for one in plan["opening"][:SHOWN_LINES]:
        party = f"{one['third_party']} {one['third_party_label']}" if one["third_party"] else ""
        yield f"  {one['account']:<12} {one['debit']:>14} {one['credit']:>14}  {party}".rstrip()
    if plan["opening_line_count"] > SHOWN_LINES:
        yield f"  … {plan['opening_line_count'] - SHOWN_LINES} lignes de plus"

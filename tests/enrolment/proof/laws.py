"""What holds at every moment of every life, whatever people did: each law reads what is stored, before and after one deed."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule, outcome_of
from tests.enrolment.proof.database import Document, Documents, Key, states

OPEN = ("DRAFT", "CONSENT_PENDING", "ELIGIBLE", "WAITING_LIST", "ACCEPTED")
DERIVED = ("ELIGIBLE", "WAITING_LIST", "ACCEPTED", "REFUSED")
SAYS: dict[str, Callable[[Document], str]] = {
    "application_submitted": lambda data: str(data["status"]),
    "guardian_consent_given": lambda data: "ELIGIBLE",
    "application_accepted": lambda data: "ACCEPTED",
    "application_refused": lambda data: "REFUSED",
    "application_withdrawn": lambda data: "WITHDRAWN",
    "application_transferred": lambda data: "WITHDRAWN",
    "application_recalled": lambda data: "DRAFT",
    "application_waitlisted": lambda data: "WAITING_LIST",
    "outcome_derived": lambda data: str(data.get("outcome") or "ELIGIBLE"),
}
"""What an event says of the status of its dossier."""
SILENT = {("DRAFT", "WITHDRAWN"), ("WITHDRAWN", "DRAFT"), ("REFUSED", "DRAFT"), (None, "DRAFT")}
"""Changes of status that are told to nobody: of a draft nobody knew."""


def one_dossier_a_year(now: Documents) -> None:
    """SNEE-03: one dossier for a person, scheme and year."""
    counted = Counter(
        (one["person_id"], one["scheme"], one["school_year"])
        for one in states(now, "applications").values()
        if one["status"] in OPEN and (one["drafted_at"] or one["scheme"] == "snee")
    )
    assert not [key for key, number in counted.items() if number > 1]


def status_follows_from_answers(now: Documents) -> None:
    """The status is what the rules make of the answers that count, or what the waiting list gave; without a place left, an
    acceptance is on that list."""
    programmes = states(now, "programmes")
    for id_, one in states(now, "applications").items():
        parameters = programmes[one["programme_id"]]["parameters"]
        if not parameters or not parameters[-1]["deciders"] or one["status"] not in DERIVED or one["emptied"]:
            continue
        current = {each["decider"]: each["review_id"] for each in one["asked"] if not each["closed"]}
        deciding = {each["key"] for each in parameters[-1]["deciders"] if each["kind"] == "decision"}
        given = {
            each["decider"]: Answer(each["answer"])
            for each in one["answers"]
            if each["decider"] in deciding and current.get(each["decider"]) == each["review_id"]
        }
        rules = [
            OutcomeRule(
                Outcome(rule["outcome"]), rule["mode"], tuple(rule["deciders"]), tuple(map(Answer, rule["answers"]))
            )
            for rule in parameters[-1]["outcome_rules"]
        ]
        outcome = outcome_of(rules, given)
        expected = outcome.value if outcome else "ELIGIBLE"
        promoted = expected == "WAITING_LIST" and one["promoted_on"] is not None
        beyond = expected == "ACCEPTED" and one["waits_for_place"]
        status = "ACCEPTED" if promoted else "WAITING_LIST" if beyond else expected
        assert one["status"] == status, f"{id_}: {given}"


def no_place_too_many(before: Documents, now: Documents) -> None:
    """Whoever is accepted or offered a place has one, whoever gave it: the deciders, a committee, the office or the waiting list.
    Together they are never more than there are places."""
    was, programmes = states(before, "applications"), states(now, "programmes")
    given = {
        one["programme_id"]
        for id_, one in states(now, "applications").items()
        if _has_place(one) and not _has_place(was.get(id_, {"status": ""}))
    }
    for programme_id in given:
        parameters = programmes[programme_id]["parameters"]
        places = parameters[-1]["places"] if parameters else None
        if places is None:
            continue
        book = states(now, "place_books").get(programme_id, {"offers": []})
        of_programme = {
            id_: one for id_, one in states(now, "applications").items() if one["programme_id"] == programme_id
        }
        taken = {id_ for id_, one in of_programme.items() if one["status"] == "ACCEPTED"}
        taken |= {one["application_id"] for one in book["offers"]}
        assert len(taken) <= places, f"{programme_id}: {sorted(taken)}"


def _has_place(application: Mapping[str, Any]) -> bool:
    return application["status"] == "ACCEPTED" or bool(application.get("offered_until"))


def one_agenda(now: Documents) -> None:
    """A review is on at most one agenda of a committee that is still to meet, and knows whose it is."""
    reviews = states(now, "reviews")
    found: Counter[str] = Counter()
    for id_, one in states(now, "committees").items():
        if one["status"] in ("PLANNED", "OPEN"):
            for item in one["items"]:
                found[item["review_id"]] += 1
                assert reviews[item["review_id"]]["committee_id"] == id_, "the review does not know of its agenda"
    assert not [one for one, number in found.items() if number > 1]


def minors_have_a_consent(now: Documents) -> None:
    """YOUTH-01: a minor is never accepted without the guardian's consent."""
    persons, programmes = states(now, "persons"), states(now, "programmes")
    for id_, one in states(now, "applications").items():
        born_on = persons[one["person_id"]]["birth_date"]
        starts_on = programmes[one["programme_id"]]["starts_on"]
        minor = born_on is not None and f"{int(born_on[:4]) + 18}{born_on[4:]}" > starts_on
        if minor and one["status"] == "ACCEPTED" and not one["emptied"]:
            assert one["consent"] is not None, f"{id_} was accepted without a word of {one['guardian_id']}"


def budgets_hold(now: Documents) -> None:
    """What is granted is never more than there is; and a request says what its budget says."""
    for budget in states(now, "ici_budgets").values():
        granted = sum(one["amount_cents"] for one in budget["decisions"].values() if one["granted"])
        assert granted - sum(budget["returned"].values()) <= budget["amount_cents"]


def nothing_shrinks(before: Documents, now: Documents) -> None:
    """Versions only grow; lines are only ever added to a history, unless its person was erased."""
    for key, was in before.items():
        is_ = now.get(key)
        if is_ is None or is_ is was:
            continue
        assert is_["version"] >= was["version"], key
        lines, more = was["state"].get("history"), is_["state"].get("history")
        if lines and not _forgotten(is_["state"]):
            assert more[: len(lines)] == lines, key


def _forgotten(state: Mapping[str, Any]) -> bool:
    closed = state.get("status") == "CLOSED" and "shown" in state and not state["shown"]
    return bool(state.get("emptied") or state.get("standing") in ("ERASED", "RESTRICTED") or closed)


def events_tell_what_happened(before: Documents, now: Documents, told: Iterable[tuple[Key, Document]]) -> None:
    """No event of a change of status is lost, and none comes twice."""
    was, is_ = states(before, "applications"), states(now, "applications")
    paths: dict[str, list[str]] = {}
    for (collection, id_), envelope in told:
        name = envelope["type"].split(".")[1]
        if collection == "applications" and name in SAYS:
            says = SAYS[name](envelope["data"])
            known = paths.setdefault(id_, [])
            if name != "outcome_derived" or not known or known[-1] != says:
                known.append(says)
    for id_, state in is_.items():
        old = was[id_]["status"] if id_ in was else None
        path: list[str | None] = [old, *paths.get(id_, ())]
        assert not [one for one, other in pairwise(path) if one == other], f"{id_} was told twice: {path}"
        if path[-1] != state["status"]:
            assert (path[-1], state["status"]) in SILENT, f"{id_} is {state['status']}, and told {path}"


def others_stay(before: Documents, now: Documents, application_id: str) -> None:
    """What is done on one dossier changes no other one."""
    for (collection, id_), document in before.items():
        if collection == "applications" and id_ != application_id:
            after = now[collection, id_]
            assert after is document or after["state"] == document["state"], f"{application_id} changed {id_}"


def erased_are_nowhere(now: Documents, tokens: Mapping[str, set[str]], kept: set[str]) -> None:
    """GDPR-02: name, address and telephone of whoever was erased are in no document."""
    erased = [id_ for id_, one in states(now, "persons").items() if one["standing"] == "ERASED" and id_ not in kept]
    words = {word: id_ for id_ in erased for word in tokens.get(id_, ())}
    if not words:
        return
    for key, document in now.items():
        text = json.dumps(document, ensure_ascii=False)
        for word, id_ in words.items():
            assert word not in text, f"{word} of {id_} is in {key}"

"""CAE-10: a run stays explainable, a decision is about one run, and what a list refuses is not the carrier's to accept."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from enrolment.domain.screening.activities import ActivityList, ListedActivity, versions_of
from enrolment.domain.screening.lists import OwnEntry, add, close, effective
from enrolment.domain.screening.runs import (
    ActivityScreening,
    Basis,
    CarrierDecision,
    PlannedActivity,
    Proof,
    Run,
    Standing,
    attach,
    decide,
    forgotten,
    run_again,
)
from enrolment.domain.screening.screening import Outcome, find
from enrolment.domain.screening.thresholds import Threshold, Thresholds, set_threshold
from tests.enrolment.unit.samples import refused

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
TODAY = date(2026, 9, 1)
HAIR = ListedActivity("96.02", ActivityList.REGULATED_REVIEW, "Coiffure", date(2016, 1, 1))
ROOMS = ListedActivity("55.", ActivityList.HEAVY_INVESTMENT, "Hébergement", date(2016, 1, 1))
EMPTY = ActivityScreening("programme", "student_cooperative", "cmq-mma", "coopilote", application_id="a")
PROOF = Proof("ab" * 32, "cap.pdf", "application/pdf", 10, NOW, "student")


def run(code: str = "96.02A", *entries: ListedActivity, cents: int = 100, by: str = "someone") -> Run:
    found = find(code, cents, threshold_cents=500, on=TODAY, entries=entries)
    basis = Basis(500, "setting", versions_of(entries))
    activity = PlannedActivity(code, "Coiffure à domicile", cents)
    return Run(1, NOW, TODAY, by, activity, basis, found.entries, found.above_threshold, found.outcome)


def decision(**changes: Any) -> CarrierDecision:
    return replace(CarrierDecision(1, True, "Vu", NOW, "officer", proof="CAP coiffure"), **changes)


REVIEWED = run_again(EMPTY, run("96.02A", HAIR))


@pytest.mark.parametrize(
    ("code", "cents", "outcome"),
    [
        ("13.92Z", 500, Outcome.CLEAR),
        ("13.92Z", 501, Outcome.REFUSED),
        ("96.02A", 500, Outcome.REVIEW),
        ("96.02A", 501, Outcome.REFUSED),
        ("55.10Z", 0, Outcome.REVIEW),
        ("71.11Z", 0, Outcome.REFUSED),
    ],
)
def test_cae_10_an_order_and_a_heavy_investment_refuse_everything_else_that_is_listed_is_reviewed(
    code: str, cents: int, outcome: Outcome
) -> None:
    order = ListedActivity("71.11Z", ActivityList.ORDER, "Architectes", date(2016, 1, 1))
    assert run(code, HAIR, ROOMS, order, cents=cents).outcome is outcome


def test_the_same_again_is_no_new_run_and_another_list_is() -> None:
    assert run_again(REVIEWED, run("96.02A", HAIR, by="another")) is REVIEWED
    changed = run_again(REVIEWED, run("96.02A", HAIR, ROOMS))
    assert [one.number for one in changed.runs] == [1, 2]
    assert changed.runs[0].matched == (HAIR,)


def test_cae_10_a_regulated_activity_is_accepted_with_a_proof_and_refused_without_one() -> None:
    refused("cae-10-proof-of-qualification-missing", decide, REVIEWED, decision(proof=None))
    assert decide(REVIEWED, decision()).standing is Standing.ACCEPTED
    assert decide(REVIEWED, decision(accepted=False, proof=None)).standing is Standing.REFUSED_BY_CARRIER
    refused("cae-10-proof-unknown", decide, REVIEWED, decision(proof=None, proof_sha256=PROOF.sha256))
    shown = attach(REVIEWED, PROOF)
    assert attach(shown, PROOF) is shown
    assert decide(shown, decision(proof=None, proof_sha256=PROOF.sha256)).standing is Standing.ACCEPTED


def test_premises_by_nature_are_accepted_without_a_diploma() -> None:
    rooms = run_again(EMPTY, run("55.10Z", ROOMS))
    assert decide(rooms, decision(proof=None)).standing is Standing.ACCEPTED


def test_cae_10_what_a_list_refuses_is_not_the_carriers_to_accept() -> None:
    heavy = run_again(EMPTY, run("96.02A", HAIR, cents=501))
    refused("cae-10-nothing-to-decide", decide, heavy, decision())
    refused("cae-10-nothing-to-decide", decide, EMPTY, decision())


def test_a_decision_is_about_the_run_that_was_read() -> None:
    decided = decide(REVIEWED, decision())
    assert decide(decided, decision(decided_by="another")) is decided
    again = run_again(decided, run("96.02A", HAIR, ROOMS))
    assert again.standing is Standing.REVIEW
    refused("cae-10-other-run", decide, again, decision())
    assert decide(again, decision(run=2)).standing is Standing.ACCEPTED
    assert len(decide(again, decision(run=2)).decisions) == 2


def test_what_stays_of_a_person_who_is_forgotten_are_codes() -> None:
    kept = forgotten(decide(attach(REVIEWED, PROOF), decision(proof_sha256=PROOF.sha256)))
    assert kept.proofs == ()
    assert "CAP" not in repr(kept)
    assert "domicile" not in repr(kept)
    assert kept.standing is Standing.ACCEPTED
    assert forgotten(kept) == kept


def test_a_carrier_closes_a_shipped_entry_for_itself_and_it_stays_in_the_list() -> None:
    own = OwnEntry("coopilote", HAIR, shipped=True)
    closed = close(own, until=date(2026, 12, 31), reason="Bien accueilli", today=TODAY, actor="officer")
    entries = [one.entry for one in effective((HAIR, ROOMS), (closed,))]
    assert [(one.code, one.until) for one in entries] == [("55.", None), ("96.02", date(2026, 12, 31))]
    assert entries[1].holds("96.02A", date(2026, 12, 31))
    assert not entries[1].holds("96.02A", date(2027, 1, 1))
    refused("cae-10-entry-closed", close, closed, until=TODAY, reason="", today=TODAY, actor="officer")
    refused("invalid-request", close, own, until=date(2026, 8, 31), reason="", today=TODAY, actor="officer")


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"code": "9602"}, "invalid-request"),
        ({"code": "96.02AB"}, "invalid-request"),
        ({"until": date(2016, 1, 1)}, "invalid-request"),
        ({"code": "96.02", "since": date(2020, 1, 1)}, "cae-10-listed-already"),
    ],
)
def test_an_entry_names_naf_codes_and_says_nothing_twice(changes: dict[str, Any], slug: str) -> None:
    entry = replace(ListedActivity("96.04", ActivityList.REGULATED_REVIEW, "Corps", date(2026, 9, 1)), **changes)
    refused(slug, add, entry, (HAIR,), partner="coopilote", today=TODAY, actor="officer")


def test_an_entry_that_ended_may_have_a_successor() -> None:
    ended = replace(HAIR, until=date(2026, 8, 31))
    made = add(replace(HAIR, since=TODAY), (ended,), partner="coopilote", today=TODAY, actor="officer")
    assert made.recorded_by == "officer"


def test_the_threshold_of_a_day_that_is_over_stays() -> None:
    first = Threshold(TODAY, 300_000, "Décision", TODAY, "officer")
    known = set_threshold(Thresholds("coopilote"), first, today=TODAY)
    assert known.on(date(2026, 8, 31)) is None
    assert known.on(TODAY) == first
    assert set_threshold(known, replace(first, recorded_by="another"), today=TODAY) is known
    past = replace(first, valid_from=date(2026, 8, 31))
    refused("cae-10-threshold-in-the-past", set_threshold, known, past, today=TODAY)
    corrected = set_threshold(known, replace(first, amount_cents=1), today=TODAY)
    assert [one.amount_cents for one in corrected.amounts] == [300_000, 1]
    assert corrected.on(TODAY) == replace(first, amount_cents=1)

"""Parameters take effect on a day; what dossiers were sent under stays what it was, unless it is corrected openly."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.programmes.checking import check_parameters
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme

MOST_SETS = 200
LATELY = timedelta(days=1)
"""How long a change of the places is looked after: a service that was down over midnight still fills the list."""


@dataclass(frozen=True)
class Recording:
    """Who records a set, when, and what was sent since the day that it is to hold from."""

    today: date
    actor: str
    sent_since: int = 0


def record(programme: Programme, given: Parameters, recording: Recording) -> Programme:
    """The programme with one more set; the same again as the one that stands for that day changes nothing.

    A day that dossiers have been sent on or after can only be reached by a correction, which says why; the set that it
    corrects stays in the history.
    """
    check_parameters(given, programme)
    if _stands(programme, given):
        return programme
    if given.correction in {one.correction for one in programme.parameters}:
        # What was shown is edited and sent back, with the reason of the set that was there: it is none for this one.
        given = replace(given, correction="")
    if recording.sent_since and not given.correction:
        raise RuleError(
            "",
            "parameters-in-use",
            f"{recording.sent_since} dossiers were sent from {given.valid_from} on under the parameters that stand; "
            "say in correction, in words, why they are corrected, or choose a later valid_from",
            Problem("valid_from", f"is {given.valid_from}", f"a day after {recording.today}, or a correction"),
            Problem(
                "correction",
                "is missing, or that of an earlier set",
                "why the parameters of dossiers that were sent are corrected",
            ),
        )
    if len(programme.parameters) >= MOST_SETS:
        raise RuleError("", "too-many-parameters", f"a programme has at most {MOST_SETS} sets of parameters")
    recorded = replace(given, recorded_on=recording.today, recorded_by=recording.actor)
    return replace(programme, parameters=(*programme.parameters, recorded))


def superseded(programme: Programme) -> frozenset[int]:
    """The places of sets that never hold any more, because a later one was recorded for the same day."""
    last = {one.valid_from: place for place, one in enumerate(programme.parameters)}
    return frozenset(range(len(programme.parameters))) - frozenset(last.values())


def places_changed_lately(programme: Programme, today: date) -> bool:
    """Whether the set of today came into force, or was recorded, today or yesterday, and another one has other places."""
    current = programme.parameters_on(today)
    if current not in programme.parameters:
        return False
    came_on = max(current.valid_from, current.recorded_on or current.valid_from)
    return today - came_on <= LATELY and any(one.places != current.places for one in programme.parameters)


def _stands(programme: Programme, given: Parameters) -> bool:
    same_day = [one for one in programme.parameters if one.valid_from == given.valid_from]
    if not same_day:
        return False
    return replace(same_day[-1], recorded_on=None, recorded_by="") == replace(given, recorded_on=None, recorded_by="")

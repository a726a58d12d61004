"""One vote per member and dossier, and what all of them make: an answer, or nothing yet, because too few voted or as many for as
against."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from enrolment.domain.committees.committee import (
    Committee,
    Item,
    Member,
    Result,
    Status,
    Vote,
    paris_time,
    put_item,
    require_item,
)
from enrolment.domain.committees.rules import Rules
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.programmes.decider import Answer

NO_QUORUM, EQUAL, ABSTAINED, NO_MAJORITY = "no-quorum", "equal-votes", "only-abstentions", "no-majority"


def declare_conflict(committee: Committee, review_id: str, sub: str) -> Committee:
    """A member is the applicant's tutor, relative or partner: their vote goes, and they are not counted."""
    require_status("committee", committee.status, (Status.PLANNED, Status.OPEN), "declare a conflict of interest")
    item = require_item(committee, review_id)
    if committee.member(sub) is None:
        raise InputError(Problem("member", "is not in this committee", "one of its members"))
    if sub in item.conflicts:
        return committee
    votes = tuple(one for one in item.votes if one.member != sub)
    rapporteur = None if item.rapporteur == sub else item.rapporteur
    return put_item(committee, replace(item, conflicts=(*item.conflicts, sub), votes=votes, rapporteur=rapporteur))


def cast(committee: Committee, review_id: str, vote: Vote) -> Committee:
    """A member's vote; a later one replaces it until the committee is held."""
    require_status("committee", committee.status, (Status.OPEN,), "vote")
    item = require_item(committee, review_id)
    member = committee.member(vote.member)
    if member is None or not member.voting:
        raise RuleError("", "no-vote", "only voting members of the committee vote")
    if vote.member in item.conflicts:
        raise RuleError("", "conflict-of-interest", "who has a conflict of interest in a dossier does not vote on it")
    others = tuple(one for one in item.votes if one.member != vote.member)
    return put_item(committee, replace(item, votes=(*others, vote)))


def hold(
    committee: Committee,
    *,
    present: Sequence[str],
    opinions: Mapping[str, str],
    ranking: Sequence[str],
    now: datetime,
) -> Committee:
    """HELD, every item with its result. ``opinions`` are the reasons that applicants are given, by review; ``ranking`` is the
    order of the waiting list, and of those who were accepted as far as it names them: they get the places in that order.
    InputError with everything that is missing for it."""
    require_status("committee", committee.status, (Status.OPEN,), "hold it")
    if now < committee.held_at:
        raise RuleError("", "committee-not-begun", f"it meets at {paris_time(committee.held_at)}")
    problems = [
        Problem("present", f"{one[:40]} is not in this committee", "subjects of its members")
        for one in present
        if committee.member(one) is None
    ]
    voted = {vote.member for item in committee.items for vote in item.votes}
    present = tuple(dict.fromkeys((*present, *(one.sub for one in committee.members if one.sub in voted))))
    results = {one.review_id: tally(one, committee.members, committee.rules) for one in committee.items}
    problems += _wrong_ranking(ranking, results)
    order = _order(committee, results, ranking)
    waiting = [one for one in ranking if _answer(results, one) is Answer.WAIT]
    items = []
    for item in committee.items:
        result = results[item.review_id]
        opinion = opinions.get(item.review_id, "").strip() or _opinion(item, result)
        if result.answer is Answer.REFUSE and not opinion:
            problems.append(Problem(f"opinions.{item.review_id}", "is missing", "the reasons of the refusal"))
        rank = waiting.index(item.review_id) + 1 if item.review_id in waiting else None
        turn = order.index(item.review_id) + 1
        items.append(replace(item, result=replace(result, opinion=opinion), rank=rank, turn=turn))
    if problems:
        raise InputError(*problems)
    return replace(
        committee, status=Status.HELD, items=tuple(items), present=present, unfinished=True, letters_due=True
    )


def _answer(results: Mapping[str, Result], review_id: str) -> Answer | None:
    return results[review_id].answer if review_id in results else None


def _wrong_ranking(ranking: Sequence[str], results: Mapping[str, Result]) -> list[Problem]:
    """It names everybody who waits once, and nobody but them and those who were accepted."""
    waiting = [one for one, result in results.items() if result.answer is Answer.WAIT]
    ranked = [one for one in ranking if _answer(results, one) is not Answer.ACCEPT]
    if sorted(ranked) == sorted(waiting) and len(set(ranking)) == len(ranking):
        return []
    accepted = ", ".join(waiting) or "nothing: nobody is put on the waiting list"
    return [Problem("ranking", "is not exactly those who are put on the waiting list", accepted)]


def _order(committee: Committee, results: Mapping[str, Result], ranking: Sequence[str]) -> list[str]:
    """In which order results go out, and so who gets a place when there are fewer than acceptances: by the ranking that the
    committee gave, else by votes, else by the agenda. Those who wait come next, in their order, then everybody else."""

    def key(place: int, item: Item) -> tuple[int, ...]:
        result = results[item.review_id]
        ranked = ranking.index(item.review_id) if item.review_id in ranking else len(ranking)
        counts = result.counts
        if result.answer is Answer.ACCEPT:
            return 0, ranked, -counts[Answer.ACCEPT.value], counts[Answer.REFUSE.value], place
        return (1 if result.answer is Answer.WAIT else 2), ranked, 0, 0, place

    sorted_ = sorted(enumerate(committee.items), key=lambda one: key(*one))
    return [item.review_id for _, item in sorted_]


def tally(item: Item, members: Sequence[Member], rules: Rules) -> Result:
    """What the votes on one dossier make, by the rules."""
    voters = {one.sub: one for one in members if one.voting and one.sub not in item.conflicts}
    votes = [one for one in item.votes if one.member in voters]
    counts = Counter(one.answer for one in votes)
    shown = {answer.value: counts[answer] for answer in Answer}
    if len(votes) < rules.needed(len(voters)) or not votes:
        return Result(None, shown, why=NO_QUORUM)
    chosen = [one for one in votes if one.answer is not Answer.ABSTAIN]
    if not chosen:
        return Result(None, shown, why=ABSTAINED)
    most, best = _most(counts)
    if rules.majority == "absolute" and (most * 2 < len(votes) or (len(best) == 1 and most * 2 == len(votes))):
        return Result(None, shown, why=NO_MAJORITY)
    answer = best[0] if len(best) == 1 else _casting(best, votes, voters, rules)
    if answer is None:
        return Result(None, shown, why=EQUAL)
    return Result(answer, shown, answers=_majority_answers([one for one in votes if one.answer is answer]))


def _most(counts: Counter[Answer]) -> tuple[int, list[Answer]]:
    """The answers with most votes, abstentions apart, and how many they have."""
    real = {answer: number for answer, number in counts.items() if answer is not Answer.ABSTAIN}
    most = max(real.values())
    return most, [answer for answer, number in real.items() if number == most]


def _casting(
    best: Sequence[Answer], votes: Sequence[Vote], voters: Mapping[str, Member], rules: Rules
) -> Answer | None:
    """The chair's own answer, when it is one of those with as many votes and is to decide."""
    chair = next((one.answer for one in votes if voters[one.member].chair), None)
    return chair if rules.casting_vote and chair in best else None


def _majority_answers(votes: Sequence[Vote]) -> dict[str, str | bool]:
    """The answers to the decider's questions that most of the votes on the winning side gave; of as many, the more careful one:
    no before yes, and the first by name."""
    keys = {key: None for vote in votes for key in vote.answers}
    found: dict[str, str | bool] = {}
    for key in keys:
        given = Counter(vote.answers[key] for vote in votes if key in vote.answers)
        most = max(given.values())
        found[key] = min(
            (one for one, number in given.items() if number == most), key=lambda one: (one is True, str(one))
        )
    return found


def _opinion(item: Item, result: Result) -> str:
    """The words of the members who voted as the committee decided, each once."""
    return "\n".join(dict.fromkeys(one.opinion for one in item.votes if one.answer is result.answer and one.opinion))

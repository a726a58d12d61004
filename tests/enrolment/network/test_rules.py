"""The laws of matching: numbers, hours, distances, scores, and the best assignment."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings, strategies as st

from enrolment.domain.errors import InputError, RuleError
from enrolment.domain.network.assignment import assign
from enrolment.domain.network.criteria import Pair
from enrolment.domain.network.matching import Terms, rank
from enrolment.domain.network.mentor import Mentor, Place, free_place, take_place
from enrolment.domain.network.need import Need, SubjectKind
from enrolment.domain.network.place import distance_km, find_commune, kilometres, shipped_communes
from enrolment.domain.network.registration import siren_problem, siret_problem
from enrolment.domain.network.slots import Slot, common_minutes, read_slot
from enrolment.domain.network.weights import CRITERIA, Weights, checked_weights, shipped_weights

TODAY = date(2026, 9, 1)
TERMS = Terms(TODAY, shipped_weights())
NEED = Need(SubjectKind.MINI_ENTERPRISE, "team", "programme", "cmq-mma", "Équipe", city="Besançon")
MENTOR = Mentor("Florent", "Dubrisay", "florent@example.org", "cmq-mma", city="Besançon")
CITIES = st.sampled_from([one.name for one in shipped_communes().values()])
SLOTS = st.builds(
    lambda day, start, length: Slot(day, start, start + length),
    st.integers(1, 3),
    st.integers(480, 960),
    st.integers(30, 180),
)
MENTORS = st.builds(
    replace,
    st.just(MENTOR),
    city=CITIES | st.just("Nulle-Part"),
    sectors=st.lists(st.sampled_from(["15.12Z", "15.20Z", "62.01Z", "15"]), max_size=2).map(tuple),
    skills=st.lists(st.sampled_from(["Vente", "Comptabilité"]), max_size=2, unique=True).map(tuple),
    slots=st.lists(SLOTS, max_size=2).map(tuple),
    wishes=st.sampled_from([(), ("team",), ("school",)]),
    remote=st.booleans(),
    maximum_teams=st.integers(0, 3),
)
NEEDS = st.builds(
    replace,
    st.just(NEED),
    city=CITIES,
    sectors=st.sampled_from([(), ("15.12Z",), ("62.01Z", "15.20Z")]),
    skills=st.sampled_from([(), ("vente", "couture")]),
    slot=st.none() | SLOTS,
    wished=st.sampled_from([(), ("m0",)]),
    remote_possible=st.booleans(),
    establishment_id=st.just("school"),
)


def test_siren_and_siret_are_checked_by_their_last_digit() -> None:
    assert siren_problem("999999121") == ""
    assert siret_problem("35600000000048") == ""
    assert siren_problem("999999122")
    assert siret_problem("99999912100014")
    assert siret_problem("99999912200013")
    assert siren_problem("99999912")
    assert siret_problem("٩٩٩٩٩٩١٢١٠٠٠١٨")


@settings(max_examples=30)
@given(st.integers(0, 99_999_999), st.integers(0, 9))
def test_of_ten_last_digits_exactly_one_makes_a_siren(start: int, wrong: int) -> None:
    right = [last for last in range(10) if not siren_problem(f"{start:08d}{last}")]
    assert len(right) == 1
    assert bool(siren_problem(f"{start:08d}{wrong}")) == (wrong != right[0])


def test_la_poste_numbers_its_offices_by_fives() -> None:
    assert siret_problem("35600000000006") == ""
    assert siret_problem("35600000000002")
    assert siret_problem("35600000000001") == ""


@given(SLOTS)
def test_a_slot_is_read_as_it_is_written(slot: Slot) -> None:
    assert read_slot(str(slot)) == slot
    assert common_minutes(slot, [slot]) == slot.minutes


@pytest.mark.parametrize("text", ["mer 16:00-14:00", "mer 14:00-25:00", "abc 10:00-11:00", "", "mer"])
def test_what_is_no_slot_is_not_read(text: str) -> None:
    assert read_slot(text) is None


@given(CITIES, CITIES)
def test_a_distance_is_the_same_both_ways_and_nothing_from_a_town_to_itself(one: str, other: str) -> None:
    assert kilometres(one, other) == kilometres(other, one)
    assert kilometres(one, one) == 0


def test_well_known_distances_and_unknown_towns() -> None:
    besancon, dijon = find_commune("BESANCON CEDEX 3"), find_commune("dijon")
    assert besancon is not None
    assert dijon is not None
    assert 70 < distance_km(besancon, dijon) < 80
    assert kilometres("Besançon", "Nulle-Part") is None
    assert find_commune("St Claude") is not None


@given(NEEDS, st.lists(MENTORS, max_size=5))
def test_every_ranking_adds_up_is_ordered_and_does_not_depend_on_the_order_of_the_mentors(
    need: Need, mentors: list[Mentor]
) -> None:
    pairs = [Pair.of(need, f"m{place}", one) for place, one in enumerate(mentors)]
    ranking = rank(pairs, TERMS)
    assert ranking == rank(list(reversed(pairs)), TERMS)
    assert len(ranking.suggestions) + len(ranking.exclusions) == len(mentors)
    for one in ranking.suggestions:
        assert 0 <= one.score <= 100
        assert one.score == sum(reason.points for reason in one.reasons)
        assert [reason.criterion for reason in one.reasons] == list(CRITERIA)
        assert all(0 <= reason.points <= reason.weight and reason.words.endswith(".") for reason in one.reasons)
    scores = [one.score for one in ranking.suggestions]
    assert scores == sorted(scores, reverse=True)
    for one in ranking.suggestions:
        assert bool(one.tie) == (scores.count(one.score) > 1)


@given(NEEDS, MENTORS)
def test_wishes_of_both_sides_count_the_same(need: Need, mentor: Mentor) -> None:
    mentor = replace(mentor, maximum_teams=1, remote=True, wishes=(), refusals=())
    need = replace(need, remote_possible=True, wished=())
    ours = rank([Pair.of(replace(need, wished=("m",)), "m", mentor)], TERMS).suggestions
    theirs = rank([Pair.of(need, "m", replace(mentor, wishes=("team",)))], TERMS).suggestions
    neither = rank([Pair.of(need, "m", mentor)], TERMS).suggestions
    assert ours[0].score == theirs[0].score > neither[0].score


def test_an_unknown_town_gives_no_points_and_says_so() -> None:
    (one,) = rank([Pair.of(NEED, "m", replace(MENTOR, city="Nulle-Part"))], TERMS).suggestions
    place = next(reason for reason in one.reasons if reason.criterion == "place")
    assert place.points == 0
    assert "Distance inconnue" in place.words


def test_the_check_of_honorability_counts_only_where_it_is_asked_for() -> None:
    pair = Pair.of(
        replace(NEED, starts_on=date(2026, 10, 1)), "m", replace(MENTOR, honorability_until=date(2026, 9, 30))
    )
    assert rank([pair], TERMS).suggestions
    (out,) = rank([pair], replace(TERMS, honorability=True)).exclusions
    assert out.code == "honorability"
    valid = replace(pair, mentor=replace(MENTOR, honorability_until=date(2026, 10, 1)))
    assert rank([valid], replace(TERMS, honorability=True)).suggestions


def test_weights_are_a_hundred_together_and_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as told:
        checked_weights(Weights(2, {"sector": 101, "beauty": 1}))
    assert len(told.value.fields) == len(CRITERIA) - 1 + 2
    with pytest.raises(InputError, match="add up to 99"):
        checked_weights(Weights(2, {**shipped_weights().values, "sector": 24}))


@given(
    st.lists(st.lists(st.none() | st.integers(0, 100), min_size=3, max_size=3), max_size=4),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
)
def test_the_proposal_has_the_highest_total_that_the_loads_allow(
    table: list[list[int | None]], places: list[int]
) -> None:
    """Against all assignments there are; of those with the same total, one that serves most needs."""
    mentors = {f"m{one}": free for one, free in enumerate(places)}
    needs = [f"n{one}" for one in range(len(table))]
    scores = {
        (needs[row], f"m{column}"): value
        for row, line in enumerate(table)
        for column, value in enumerate(line)
        if value is not None
    }
    best = (0, 0)
    for picked in itertools.product([None, *mentors], repeat=len(needs)):
        pairs = [(need, one) for need, one in zip(needs, picked, strict=True) if one is not None]
        held = all(picked.count(one) <= free for one, free in mentors.items())
        if held and all(pair in scores for pair in pairs):
            best = max(best, (sum(scores[pair] for pair in pairs), len(pairs)))
    found = assign(scores, needs, mentors)
    assert found == assign(scores, list(reversed(needs)), dict(reversed(mentors.items())))
    assert (sum(one.score for one in found), len(found)) == best
    assert all(scores[one.need_id, one.mentor_id] == one.score for one in found)
    assert len({one.need_id for one in found}) == len(found)
    assert all(sum(one.mentor_id == id_ for one in found) <= free for id_, free in mentors.items())


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=30), st.integers(0, 3))
def test_a_mentor_never_has_more_than_their_places(steps: list[tuple[bool, int]], most: int) -> None:
    mentor = replace(MENTOR, maximum_teams=most)
    for takes, number in steps:
        place = Place(f"need-{number}", f"choice-{number}", datetime(2026, 9, 1, tzinfo=UTC))
        if not takes:
            mentor = free_place(mentor, place.choice_id)
            continue
        held = any(one.choice_id == place.choice_id for one in mentor.places)
        if held or mentor.load < most:
            mentor = take_place(mentor, place)
        else:
            with pytest.raises(RuleError) as told:
                take_place(mentor, place)
            assert told.value.slug == "mentor-full"
        assert mentor.load <= most
        assert mentor.busy == bool(mentor.places)

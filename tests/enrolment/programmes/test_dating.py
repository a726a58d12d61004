"""The parameters in force on a day are those of the last set that had begun by then; the history only grows."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, strategies as st

from enrolment.domain.programmes.dating import Recording, record, superseded
from enrolment.domain.programmes.parameters import NO_PARAMETERS, Parameters
from tests.enrolment.programmes.desk import GOOD
from tests.enrolment.unit.samples import PROGRAMME, TODAY, refused

NOW = Recording(TODAY, "officer")


def test_a_set_holds_from_its_day_on() -> None:
    later = replace(GOOD, valid_from=date(2026, 10, 1), places=5)
    programme = record(record(PROGRAMME, GOOD, NOW), later, NOW)
    assert programme.parameters_on(date(2026, 8, 31)) is NO_PARAMETERS
    assert programme.parameters_on(date(2026, 9, 30)).places is None
    assert programme.parameters_on(date(2026, 10, 1)).places == 5
    assert {one.recorded_by for one in programme.parameters} == {"officer"}


def test_the_same_set_again_changes_nothing_whoever_sends_it() -> None:
    programme = record(PROGRAMME, GOOD, NOW)
    assert record(programme, GOOD, Recording(TODAY + timedelta(days=1), "another", sent_since=3)) is programme


def test_a_set_of_days_on_which_dossiers_were_sent_is_refused_unless_it_is_a_correction() -> None:
    programme = record(PROGRAMME, GOOD, NOW)
    changed, sent = replace(GOOD, places=3), replace(NOW, sent_since=2)
    error = refused("parameters-in-use", record, programme, changed, sent)
    assert [one.field for one in error.fields] == ["valid_from", "correction"]
    corrected = record(programme, replace(changed, correction="Le comité a dit trois places"), sent)
    assert corrected.parameters_on(TODAY).places == 3
    assert corrected.parameters[0].places is None
    assert superseded(corrected) == {0}


def test_a_programme_has_a_bounded_history() -> None:
    programme = replace(PROGRAMME, parameters=tuple(replace(GOOD, places=n) for n in range(1, 201)))
    refused("too-many-parameters", record, programme, replace(GOOD, places=999), NOW)


def test_group_sizes_of_the_parameters_stand_before_those_of_the_programme() -> None:
    sized = record(PROGRAMME, replace(GOOD, minimum_members=4, maximum_members=6), NOW).sized_on(TODAY)
    assert (sized.minimum_members, sized.maximum_members) == (4, 6)
    assert PROGRAMME.sized_on(TODAY) == PROGRAMME


def test_applications_are_taken_from_the_first_day_to_the_last_one() -> None:
    programme = record(PROGRAMME, replace(GOOD, opens_on=date(2026, 9, 10)), NOW)
    days = [date(2026, 9, 9), date(2026, 9, 10), date(2026, 10, 15), date(2026, 10, 16)]
    assert [programme.takes_applications_on(day) for day in days] == [False, True, True, False]
    assert PROGRAMME.takes_applications_on(PROGRAMME.ends_on)
    assert not PROGRAMME.takes_applications_on(PROGRAMME.ends_on + timedelta(days=1))


DAYS = st.integers(0, 20).map(lambda n: date(2026, 9, 1) + timedelta(days=n))


@given(st.lists(DAYS, max_size=12), DAYS)
def test_in_force_is_the_last_recorded_set_of_the_latest_day_that_has_come(starts: list[date], day: date) -> None:
    """Law: whatever the order in which sets are recorded."""
    sets = tuple(Parameters(one, places=place + 1) for place, one in enumerate(starts))
    found = replace(PROGRAMME, parameters=sets).parameters_on(day)
    begun = [(one.valid_from, place) for place, one in enumerate(sets) if one.valid_from <= day]
    assert found == (sets[max(begun)[1]] if begun else NO_PARAMETERS)

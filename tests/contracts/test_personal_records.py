"""What services say of a person travels in pieces, and comes out as it went in."""

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from essaim.contracts import personal_records
from essaim.contracts.coaching import CoachingAccessAnswered
from essaim.contracts.personal_records import pieces_of, records_of

VALUES = st.none() | st.booleans() | st.integers() | st.text()
RECORDS = st.lists(st.dictionaries(st.text(), VALUES | st.lists(VALUES) | st.dictionaries(st.text(), VALUES)))


@given(records=RECORDS, length=st.integers(1, 40))
def test_all_pieces_in_order_are_the_records(records: list[dict[str, object]], length: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(personal_records, "PIECE_LENGTH", length)
        patch.setattr(personal_records, "MOST_PIECES", 10**6)
        pieces = list(pieces_of(records))
    assert records_of([piece for _, _, piece in pieces]) == records
    assert [part for part, _, _ in pieces] == list(range(1, len(pieces) + 1))
    assert {parts for _, parts, _ in pieces} == {len(pieces)}
    assert all(len(piece) <= length for _, _, piece in pieces)


def test_what_needs_more_pieces_than_the_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="pieces"):
        list(pieces_of([{"text": "x" * (personal_records.PIECE_LENGTH * personal_records.MOST_PIECES)}]))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"a": 1}'])
def test_what_is_no_list_of_records_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the decoder's own words
        records_of([text])


def test_a_part_beyond_the_parts_is_no_answer() -> None:
    with pytest.raises(ValidationError, match="part 2 of 1"):
        CoachingAccessAnswered(request_id="r", person_id="p", part=2, parts=1, piece="[]")

"""A published form is kept for ever, and what would break a reader of any of them is not written."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from pydantic import Field
from typer.testing import CliRunner

from essaim.cli.commands.contracts import app
from essaim.contracts import committed
from essaim.contracts.event import CONTRACTS, EventData, event
from essaim.contracts.revisions import read_revisions, successor

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"
TYPE = "enrolment.bell_rung.v1"


class Bell(EventData):
    """A bell rang."""

    bell_id: str
    times: int


class BellWithTower(EventData):
    """A bell rang, somewhere."""

    bell_id: str
    times: int
    tower: str | None = None


class BellInOtherWords(EventData):
    """A bell was heard."""

    bell_id: str = Field(description="Which one.")
    times: int


class BellWithoutTimes(EventData):
    """A bell rang."""

    bell_id: str


class BellWithNumberedTower(EventData):
    """A bell rang, in a numbered tower."""

    bell_id: str
    times: int
    tower: int | None = None


@pytest.fixture
def schemas(tmp_path: Path) -> Iterator[Path]:
    """A copy of the committed schemas; the event of this file is known until the test ends."""
    directory = tmp_path / "schemas"
    copytree(SCHEMAS, directory)
    yield directory
    CONTRACTS.pop(TYPE, None)


def become(model: type[EventData]) -> None:
    """The contract of the event is this from now on, as after an edit of the code."""
    CONTRACTS.pop(TYPE, None)
    event(TYPE)(model)


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed by ``essaim contracts …``."""
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def numbers(directory: Path) -> list[int]:
    """The numbers of the event's revisions."""
    return list(read_revisions(directory, TYPE))


def test_the_committed_schemas_are_checked_whole() -> None:
    assert run("check", "--directory", str(SCHEMAS)) == (0, "")


def test_writing_twice_changes_nothing(schemas: Path) -> None:
    before = {path: path.read_bytes() for path in schemas.rglob("*") if path.is_file()}
    assert run("write", "--directory", str(schemas)) == (0, "")
    assert {path: path.read_bytes() for path in schemas.rglob("*") if path.is_file()} == before


def test_a_new_form_is_a_new_revision_and_new_words_are_not(schemas: Path) -> None:
    become(Bell)
    code, output = run("write", "--directory", str(schemas))
    assert code == 0
    assert f"revisions/{TYPE}/1.json" in output
    assert f"still to do: examples/{TYPE}.json is missing" in output
    become(BellInOtherWords)
    assert any("differs from the code" in one for one in committed.check_all(schemas))
    assert run("write", "--directory", str(schemas))[0] == 0
    assert numbers(schemas) == [1]
    become(BellWithTower)
    assert run("write", "--directory", str(schemas))[0] == 0
    assert numbers(schemas) == [1, 2]


def test_a_breaking_change_is_not_written_and_says_what_to_do(schemas: Path) -> None:
    become(Bell)
    run("write", "--directory", str(schemas))
    before = (schemas / f"{TYPE}.json").read_bytes()
    become(BellWithoutTimes)
    code, output = run("write", "--directory", str(schemas))
    assert code == 1
    assert f"{TYPE}, against revision 1, times: property-removed" in output
    assert "publish enrolment.bell_rung.v2 beside it" in output
    assert (schemas / f"{TYPE}.json").read_bytes() == before
    assert numbers(schemas) == [1]
    code, output = run("check", "--directory", str(schemas))
    assert code == 1
    assert "property-removed" in output


def test_a_change_is_compared_with_every_revision_and_not_only_the_last(schemas: Path) -> None:
    """What revision 1 needs is still needed when revision 2, put there by hand, has forgotten it."""
    become(Bell)
    run("write", "--directory", str(schemas))
    become(BellWithoutTimes)
    forgetful = schemas / "revisions" / TYPE / "2.json"
    forgetful.write_text(committed.generated(schemas)[f"{TYPE}.json"])
    code, output = run("write", "--directory", str(schemas))
    assert code == 1
    assert "against revision 1, times: property-removed" in output
    assert "against revision 2" not in output


@pytest.mark.parametrize("lost", [1, 2])
def test_a_missing_revision_is_refused(schemas: Path, lost: int) -> None:
    for model in (Bell, BellWithTower):
        become(model)
        run("write", "--directory", str(schemas))
    (schemas / "revisions" / TYPE / f"{lost}.json").unlink()
    problems = [one for one in committed.check_all(schemas) if TYPE in one and "example" not in one]
    assert len(problems) == 1
    assert ("one is missing" in problems[0]) if lost == 1 else ("no revision of its present form" in problems[0])


def test_a_stray_file_among_the_revisions_is_refused(schemas: Path) -> None:
    (schemas / "revisions" / "enrolment.group_closed.v1" / "01.json").write_text("{}")
    assert any("01.json is no revision" in one for one in committed.check_all(schemas))


def test_an_event_that_was_published_is_not_removed(schemas: Path) -> None:
    become(Bell)
    run("write", "--directory", str(schemas))
    del CONTRACTS[TYPE]
    (schemas / f"{TYPE}.json").unlink()
    for command in ("write", "check"):
        code, output = run(command, "--directory", str(schemas))
        assert code == 1
        assert f"{TYPE} was published and has no contract any more" in output


def test_another_release_is_compared_too(schemas: Path, tmp_path: Path) -> None:
    """Two branches that each added the same field in another form agree with their own revisions, not with each other."""
    become(Bell)
    run("write", "--directory", str(schemas))
    released = tmp_path / "released"
    copytree(schemas, released)
    become(BellWithTower)
    run("write", "--directory", str(released))
    become(BellWithNumberedTower)
    run("write", "--directory", str(schemas))
    code, output = run("check", "--directory", str(schemas), "--against", str(released))
    assert code == 1
    assert f"{TYPE}: revision 2 is not that of" in output
    assert "tower: type-changed" in output


def test_a_revision_edited_since_the_release_is_refused(schemas: Path, tmp_path: Path) -> None:
    released = tmp_path / "released"
    copytree(schemas, released)
    assert run("check", "--directory", str(schemas), "--against", str(released)) == (0, "")
    edited = schemas / "revisions" / "enrolment.group_closed.v1" / "1.json"
    edited.write_text(json.dumps(json.loads(edited.read_text()) | {"title": "Closed"}))
    code, output = run("check", "--directory", str(schemas), "--against", str(released))
    assert code == 1
    assert "revisions are never edited" in output


def test_an_event_of_the_release_that_is_gone_with_its_revisions_is_refused(schemas: Path, tmp_path: Path) -> None:
    released = tmp_path / "released"
    copytree(schemas, released)
    become(Bell)
    run("write", "--directory", str(released))
    del CONTRACTS[TYPE]
    code, output = run("check", "--directory", str(schemas), "--against", str(released))
    assert code == 1
    assert f"{TYPE} is published in" in output


def test_a_place_without_schemas_is_no_release(schemas: Path, tmp_path: Path) -> None:
    code, output = run("check", "--directory", str(schemas), "--against", str(tmp_path / "nowhere"))
    assert code == 1
    assert "there are no schemas in" in output


def test_the_next_version_of_a_type() -> None:
    assert successor("enrolment.bell_rung.v9") == "enrolment.bell_rung.v10"

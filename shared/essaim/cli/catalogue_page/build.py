"""The whole site into a directory: pages, schemas, examples, revisions, the AsyncAPI document and the example programs.

Files that an earlier build left and this one did not write are removed, but only in a directory that a build has marked
as its own: no typing mistake in ``--out`` costs anybody their files.
"""

from collections.abc import Mapping
from pathlib import Path

from essaim.cli.catalogue_page.facts import EventFacts, all_facts
from essaim.cli.catalogue_page.pages import Example, render_site

MARK = ".essaim-catalogue"
ASYNCAPI = "asyncapi.yaml"
PROGRAMS = (
    (
        "python/subscriber.py",
        "Python",
        "Needs ``essaim`` without extras, that is ``pydantic`` only, and ``aio-pika``.",
    ),
    (
        "python/follow_log.py",
        "Python, from the log",
        "Everything since the beginning, and then live, without gap or double.",
    ),
    ("javascript/subscriber.mjs", "JavaScript", "Needs ``amqplib`` and ``ajv``, and the schema files only."),
    ("python/pins.py", "What you read, pinned", "Checks a file of what you count on against the schemas of a release."),
)


class BuildError(Exception):
    """The site cannot be written there, and why."""


def build(out: Path, schemas: Path, listeners: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Write the site and return its files' names. ``schemas`` is the directory of committed schemas (``shared/schemas``);
    what is not in it is left out. BuildError when ``out`` holds something else."""
    events = all_facts(schemas, listeners)
    examples = _examples(schemas.parent / "examples")
    asyncapi = schemas / ASYNCAPI
    files = render_site(events, examples, asyncapi=asyncapi.is_file())
    files |= {f"code/{example.name}": example.text for example in examples}
    for event in events:
        files |= _data_files(event)
    if asyncapi.is_file():
        files[ASYNCAPI] = asyncapi.read_text(encoding="utf-8")
    _write(out, files)
    return sorted(files)


def _data_files(event: EventFacts) -> dict[str, str]:
    files = {f"schemas/{event.type}.json": event.schema_text}
    if event.example_text is not None:
        files[f"examples/{event.type}.json"] = event.example_text
    return files | {
        f"schemas/revisions/{event.type}/{revision.number}.json": revision.text for revision in event.revisions
    }


def _examples(directory: Path) -> list[Example]:
    return [
        Example(Path(name).name, title, words, (directory / name).read_text(encoding="utf-8"))
        for name, title, words in PROGRAMS
        if (directory / name).is_file()
    ]


def _write(out: Path, files: Mapping[str, str]) -> None:
    mark = out / MARK
    if out.exists() and not (out.is_dir() and (mark.exists() or not any(out.iterdir()))):
        raise BuildError(f"{out} holds something that is no catalogue: give an empty or a new directory")
    out.mkdir(parents=True, exist_ok=True)
    mark.write_text("Written by `essaim catalogue build`, which removes what it does not know here.\n")
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in [one for one in out.rglob("*") if one.is_file() and one != mark]:
        if path.relative_to(out).as_posix() not in files:
            path.unlink()

"""The directory of what the demo produces. It is replaced at each run, and only what a run can have put there is removed.

A marker file says that the directory is ours; a directory with other things in it is refused, never emptied.
"""

import shutil
from pathlib import Path

MARKER = ".essaim-demo"
# Everything that a run may write: folder → what its files end in.
FOLDERS = {
    "books": (".txt",),
    "management": (".pdf",),
    "statements": (".pdf",),
    "archives": (".zip",),
    "quotes": (".pdf",),
    "invoices": (".pdf",),
    "till": (".pdf", ".zip"),
    "expenses": (".pdf",),
    "bank": (".xml", ".pdf"),
    "attendance": (".pdf",),
    "dossiers": (".pdf",),
    "figures": (".pdf", ".xlsx"),
    "rights": (".pdf",),
    "mails": (".eml",),
    "logs": (".log",),
}
FILES = ("events.jsonl", "summary.json")


class OutputError(Exception):
    """The output directory cannot be used, and why."""


class Output:
    """The output directory. Nothing is touched before ``prepare``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def prepare(self) -> None:
        """Empty it of what the last run left, or make it. OutputError when it holds anything else."""
        if self.directory.exists():
            self._refuse_strangers()
            self._remove_last_run()
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / MARKER).write_text("Made by `essaim demo`, which replaces it at each run.\n")

    def path(self, folder: str, name: str) -> Path:
        """Where to write a file of a folder, which is made. ValueError for a place that a run does not own."""
        if not name.endswith(FOLDERS.get(folder, ())) or "/" in name or name.startswith("."):
            raise ValueError(f"the demo does not write {folder}/{name}")
        (self.directory / folder).mkdir(exist_ok=True)
        return self.directory / folder / name

    def write(self, folder: str, name: str, content: bytes) -> Path:
        """Write a file of a folder."""
        path = self.path(folder, name)
        path.write_bytes(content)
        return path

    @property
    def events(self) -> Path:
        """Every event as it crossed the bus."""
        return self.directory / "events.jsonl"

    @property
    def summary(self) -> Path:
        """The summary for machines."""
        return self.directory / "summary.json"

    @property
    def mails(self) -> Path:
        """Where the mails end up."""
        return self.directory / "mails"

    def produced(self, *, with_summary: bool = False) -> list[str]:
        """The files that are there, relative to the directory; ``with_summary`` counts the one about to be written."""
        files = [path for folder in FOLDERS for path in sorted((self.directory / folder).glob("*")) if path.is_file()]
        files += [
            path for path in (self.events, self.summary) if path.exists() or (with_summary and path == self.summary)
        ]
        return [str(path.relative_to(self.directory)) for path in files]

    def _refuse_strangers(self) -> None:
        if not self.directory.is_dir():
            raise OutputError(f"{self.directory} is not a directory")
        content = {path.name for path in self.directory.iterdir()}
        if content and MARKER not in content:
            raise OutputError(f"{self.directory} was not made by the demo: give another --output, or empty it")
        strangers = content - {MARKER, *FILES, *FOLDERS}
        for folder, suffixes in FOLDERS.items():
            place = self.directory / folder
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                strangers.add(folder)
            elif place.is_dir():
                found = place.iterdir()
                strangers |= {f"{folder}/{one.name}" for one in found if one.suffix not in suffixes or one.is_dir()}
        if strangers:
            raise OutputError(f"{self.directory} holds what the demo did not write: {', '.join(sorted(strangers)[:5])}")

    def _remove_last_run(self) -> None:
        for folder in FOLDERS:
            if (self.directory / folder).exists():
                shutil.rmtree(self.directory / folder)
        for name in FILES:
            (self.directory / name).unlink(missing_ok=True)

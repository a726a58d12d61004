"""An engine from a URL."""

from pathlib import Path

import pytest

from essaim.kit.store.open import open_store


async def test_a_relative_and_an_absolute_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url, file in (
        ("sqlite:///here/a.db", tmp_path / "here" / "a.db"),
        (f"sqlite:///{tmp_path}/there/b.db", tmp_path / "there" / "b.db"),
    ):
        store = await open_store(url)
        await store.ping()
        await store.close()
        assert store.engine == "sqlite"
        assert file.exists()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "things.db",
        "sqlite://things.db",
        "sqlite:///",
        "sqlite:////",
        "sqlite:///things.db?mode=ro",
        "postgresql://host/db",
        "mongodb://host",
        "mongodb://host/",
        "mongodb://host/a/b",
        "mongodb://host/a$b",
        "mongodb:///db",
        "mongodb://host:port/db",
    ],
)
async def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite|SQLite|mongodb"):
        await open_store(url)

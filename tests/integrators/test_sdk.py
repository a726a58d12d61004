"""The integrator's SDK is the ``essaim`` distribution without extras: pydantic is all that it brings along."""

import json
from pathlib import Path

import pytest

from essaim.contracts.catalogue import contracts
from tests.integrators.sdk_alone import EXAMPLES, install, python

READ_ALL = """
import json, pkgutil, importlib, sys
import essaim.contracts
for module in pkgutil.iter_modules(essaim.contracts.__path__):
    importlib.import_module(f"essaim.contracts.{module.name}")
from essaim.contracts.catalogue import contracts
print(json.dumps({"types": [one.type for one in contracts()], "modules": sorted({name.split(".")[0] for name in sys.modules})}))
"""
THE_REST = {
    "fastapi",
    "starlette",
    "faststream",
    "aio_pika",
    "motor",
    "pymongo",
    "typer",
    "prometheus_client",
    "httpx",
    "jinja2",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("sdk") / "site"
    install(directory)
    return directory


def test_every_contract_is_there_with_pydantic_alone(site: Path) -> None:
    done = python(site, READ_ALL)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["types"] == [one.type for one in contracts()]
    assert "pydantic" in found["modules"]
    assert not THE_REST & set(found["modules"])


def test_nothing_else_is_there_to_be_imported(site: Path) -> None:
    """Otherwise the test above would prove little."""
    installed = {path.name for path in site.iterdir()}
    assert "pydantic" in installed
    assert not THE_REST & installed
    assert "No module named 'fastapi'" in python(site, "import fastapi").stderr


def test_the_distribution_says_that_it_is_typed_and_carries_the_catalogues_templates(site: Path) -> None:
    assert (site / "essaim" / "py.typed").is_file()
    assert (site / "essaim" / "cli" / "catalogue_page" / "templates" / "layout.html").is_file()


@pytest.mark.parametrize("name", ["subscriber.py", "follow_log.py", "pins.py"])
def test_an_example_is_short_enough_to_be_read_at_once(name: str) -> None:
    lines = (EXAMPLES / "python" / name).read_text(encoding="utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.strip().startswith(("#", "import ", "from "))]
    assert len(code) <= (90 if name == "pins.py" else 40), len(code)

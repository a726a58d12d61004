"""The alert rules speak of metrics that exist, say what to do with commands that exist, and fire when they should."""

import re
import shlex
import shutil
import subprocess
from typing import Any

import pytest
from typer.testing import CliRunner

from accounting.metrics import LedgerMetrics
from essaim.cli.main import app
from essaim.kit.metrics import Metrics
from tests.deploy.compose_files import ROOT, SERVICES, read

DIRECTORY = ROOT / "deploy" / "observability"
RULES = [rule for group in read(DIRECTORY / "alerts.yaml")["groups"] for rule in group["rules"]]
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
OF_PROMETHEUS = {"up"}
OF_RABBITMQ = {"rabbitmq_detailed_queue_consumers", "rabbitmq_detailed_queue_messages_ready"}
"""On ``/metrics/detailed`` of RabbitMQ 3.10 and later, in the families that prometheus.yml asks for."""
TOOLS = "docker compose run --rm tools "
NO_COMMANDS = {"sender", "entry_posted", "period_closed"}
OTHERS = ("docker compose ", "COACHING_PORT=18210-18219 docker compose up ", "deploy/compose/init", "--error")


def commands(runbook: str) -> list[str]:
    """What a runbook has between backticks."""
    return re.findall(r"`([^`]+)`", runbook)


def of_the_suite() -> list[str]:
    """Every command of the suite's own that a runbook names, without redirections."""
    found = [one for rule in RULES for one in commands(rule["annotations"]["runbook"]) if one.startswith(TOOLS)]
    found += [
        line.removeprefix("#   ") for line in (DIRECTORY / "compose.yaml").read_text().splitlines() if TOOLS in line
    ]
    return sorted({one.removeprefix(TOOLS).partition(" > ")[0] for one in found})


def measured() -> set[str]:
    """Every series that a deployment can have."""
    metrics = Metrics()
    LedgerMetrics(metrics.registry)
    families = list(metrics.registry.collect())
    samples = {f"{one.name}{suffix}" for one in families for suffix in ("", "_total", "_bucket", "_count", "_sum")}
    return samples


@EVERY_RULE
def test_a_rule_speaks_of_metrics_that_exist(rule: dict[str, Any]) -> None:
    expression = re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", rule["expr"])
    named = set(re.findall(r"\b(?:essaim|rabbitmq)_\w+|\bup\b", expression))
    assert named, "it speaks of none"
    assert named <= measured() | OF_PROMETHEUS | OF_RABBITMQ


@EVERY_RULE
def test_a_rule_says_how_bad_it_is_what_it_is_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("warning", "critical")
    assert rule["annotations"]["summary"]
    named = commands(rule["annotations"]["runbook"])
    assert any(one.startswith("docker compose") for one in named), "no command to run"
    assert all(one.startswith((*OTHERS, TOOLS)) or one in NO_COMMANDS for one in named)


def test_alert_names_are_unique() -> None:
    assert len({rule["alert"] for rule in RULES}) == len(RULES)


def exit_code_of_help(command: str) -> int:
    """Of the command with its options and ``--help`` after them: what the suite does not know ends with 2."""
    return CliRunner().invoke(app, [*shlex.split(command), "--help"]).exit_code


@pytest.mark.parametrize("command", of_the_suite())
def test_a_command_of_a_runbook_is_one_that_the_suite_has(command: str) -> None:
    assert exit_code_of_help(command) == 0


@pytest.mark.parametrize("command", ["dead-letters burn", "dead-letters list --no-such-option", "nothing"])
def test_a_command_that_the_suite_has_not_would_be_found(command: str) -> None:
    assert exit_code_of_help(command) == 2


def test_containers_that_the_runbooks_name_exist() -> None:
    known = {*SERVICES, "rabbitmq", "mongo"}
    for rule in RULES:
        for command in commands(rule["annotations"]["runbook"]):
            if re.match(r"docker compose (logs|restart) ", command):
                assert command.split()[-1] in known, command


def test_prometheus_asks_every_service_and_loads_the_rules() -> None:
    described = read(DIRECTORY / "prometheus.yml")
    job, broker = described["scrape_configs"]
    assert broker["metrics_path"] == "/metrics/detailed"
    assert broker["params"]["family"] == ["queue_coarse_metrics", "queue_consumer_count"]
    assert described["rule_files"] == ["alerts.yaml"]
    assert job["job_name"] == "essaim"
    (found,) = job["dns_sd_configs"]
    assert sorted(found["names"]) == sorted(SERVICES)
    assert job["relabel_configs"] == [{"source_labels": ["__meta_dns_name"], "target_label": "service"}]
    mounted = {volume["source"]: volume["target"] for volume in container()["volumes"] if isinstance(volume, dict)}
    assert mounted["./prometheus.yml"] == "/etc/prometheus/prometheus.yml"
    assert mounted["./alerts.yaml"] == "/etc/prometheus/alerts.yaml"
    assert mounted["../compose/secrets/metrics.token"] == f"/etc/prometheus/{job['authorization']['credentials_file']}"


def test_prometheus_is_confined_and_starts_only_when_asked_for() -> None:
    described = container()
    assert described["profiles"] == ["observability"]
    assert described["read_only"] is True
    assert described["cap_drop"] == ["ALL"]
    assert described["security_opt"] == ["no-new-privileges:true"]
    assert described["user"] == "nobody"
    assert described["ports"] == ["127.0.0.1:${PROMETHEUS_PORT:-18207}:9090"]


def test_every_rule_is_played() -> None:
    played = (DIRECTORY / "alerts.test.yaml").read_text()
    patterns = set(re.findall(r'alertname="(\w+)"', played))
    assert patterns == {rule["alert"] for rule in RULES}


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool (of Prometheus) is not on the PATH")
@pytest.mark.parametrize("arguments", [("check", "rules", "alerts.yaml"), ("test", "rules", "alerts.test.yaml")])
def test_prometheus_takes_the_rules_and_they_fire_when_they_should(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(["promtool", *arguments], cwd=DIRECTORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def container() -> dict[str, Any]:
    """The one container of this directory."""
    (found,) = read(DIRECTORY / "compose.yaml")["services"].values()
    assert isinstance(found, dict)
    return found

"""Three RabbitMQ nodes of our own as one cluster: quorum queues have a member on each, so one node may die.

The nodes share a cookie and one port mapper, as nodes of a cluster on several machines do. The topology is imported when
all three are there: a quorum queue has its members on the nodes that exist when it is declared.
"""

import asyncio
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from essaim.cli.local.ports import free_port, is_listening
from essaim.cli.local.processes import LaunchError, Process, base_environment, eventually
from essaim.cli.local.rabbit_node import find_server, write_secret
from essaim.contracts.definitions import OPS_USER, definitions
from essaim.contracts.topology import VHOST, Deployment, RetryDelay, Subscriptions

START_SECONDS = 90.0
SIZE = 3


class ClusterNode:
    """One node: its name, its port, its process."""

    def __init__(self, number: int, directory: Path, script: Path, environment: dict[str, str]) -> None:
        self.name = f"chaos{number}@localhost"
        self.port = free_port()
        self.directory = directory / f"node{number}"
        self.environment = environment | {
            "RABBITMQ_NODENAME": self.name,
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_MNESIA_BASE": str(self.directory / "data"),
            "RABBITMQ_LOG_BASE": str(self.directory / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.directory / "enabled_plugins"),
            "RABBITMQ_CONFIG_FILE": str(self.directory / "rabbitmq.conf"),
            "RABBITMQ_CONFIG_FILES": str(self.directory / "conf.d"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(self.directory / "advanced.config"),
        }
        self.process = Process(
            self.name, [str(script)], log=self.directory / "start.log", env=self.environment, cwd=directory
        )

    def write_files(self, names: Sequence[str]) -> None:
        """The configuration: who the others are, and the first of them forms the cluster."""
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / "enabled_plugins").write_text("[].\n")
        peers = "".join(f"cluster_formation.classic_config.nodes.{n} = {name}\n" for n, name in enumerate(names, 1))
        (self.directory / "rabbitmq.conf").write_text(
            f"listeners.tcp.local = 127.0.0.1:{self.port}\n"
            "log.console = false\n"
            "raft.wal_max_size_bytes = 67108864\n"
            "cluster_partition_handling = pause_minority\n"
            "cluster_formation.peer_discovery_backend = classic_config\n"
            f"{peers}"
        )

    async def start(self) -> None:
        """Start it, and return when it takes connections. LaunchError otherwise."""
        self.process.start()
        await eventually(lambda: is_listening(self.port) or not self.process.running, START_SECONDS)
        if not is_listening(self.port):
            raise LaunchError(f"{self.name} did not start:\n{self.process.tail()}")

    async def crash(self) -> None:
        """Kill it, and return when it is gone."""
        self.process.kill()
        await eventually(lambda: not self.process.running, START_SECONDS)


class Cluster:
    """The three nodes. Every user is sent to the last node: it is the one that is never killed."""

    sender_check: Literal["strict", "off"] = "strict"

    def __init__(
        self,
        directory: Path,
        deployments: Sequence[Deployment],
        subscriptions: Subscriptions,
        retry_delays: Sequence[RetryDelay],
    ) -> None:
        script = find_server()
        if script is None:
            raise LaunchError("there is no rabbitmq-server on this machine")
        self._directory = directory.resolve()
        self._epmd_port = free_port()
        self._environment = base_environment() | {
            "HOME": str(self._directory / "home"),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self._epmd_port),
            "RABBITMQ_CONF_ENV_FILE": os.devnull,
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false",
            "RUNNING_UNDER_SYSTEMD": "true",
        }
        epmd = [shutil.which("epmd") or "epmd", "-port", str(self._epmd_port), "-address", "127.0.0.1"]
        self._epmd = Process("epmd", epmd, log=self._directory / "epmd.log", env=self._environment)
        self._control = script.with_name("rabbitmqctl")
        self.nodes = [ClusterNode(n, self._directory, script, self._environment) for n in range(1, SIZE + 1)]
        self._passwords = {user: secrets.token_urlsafe(24) for user in (OPS_USER, *(one.user for one in deployments))}
        self._definitions = definitions(deployments, subscriptions, self._passwords, retry_delays=retry_delays)

    @property
    def ops_url(self) -> str:
        """The URL of a user who may do everything."""
        return self._url(OPS_USER)

    def url(self, deployment: Deployment) -> str:
        """The URL of a deployment's own user."""
        return self._url(deployment.user)

    async def start(self) -> None:
        """Form the cluster, and import the topology. LaunchError when that does not come about."""
        await asyncio.to_thread(self._write_files)
        self._epmd.start()
        await eventually(lambda: is_listening(self._epmd_port), START_SECONDS)
        await asyncio.gather(*(node.start() for node in self.nodes))
        await self.control(self.nodes[0], "await_online_nodes", str(SIZE))
        await self.control(self.nodes[0], "import_definitions", str(self._directory / "definitions.json"))

    async def stop(self) -> None:
        """Stop all nodes, then their port mapper."""
        await asyncio.gather(*(node.process.stop() for node in self.nodes))
        await self._epmd.stop()

    async def leader_and_members(self, queue: str) -> tuple[str, list[str]]:
        """On which node a quorum queue has its leader, and its members."""
        answer = await self.control(
            self.nodes[-1], "-q", "list_queues", "-p", VHOST, "name", "leader", "members", "--formatter", "json"
        )
        found = next(row for row in json.loads(answer) if row["name"] == queue)
        return str(found["leader"]), [str(member) for member in found["members"]]

    async def control(self, node: ClusterNode, *arguments: str) -> str:
        """What ``rabbitmqctl`` says of a node. LaunchError when it fails."""
        process = await asyncio.create_subprocess_exec(
            str(self._control),
            "-n",
            node.name,
            *arguments,
            env=node.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, errors = await process.communicate()
        if process.returncode:
            raise LaunchError(f"rabbitmqctl {' '.join(arguments)}: {output.decode()[-500:]} {errors.decode()[-500:]}")
        return output.decode()

    def _write_files(self) -> None:
        home = self._directory / "home"
        home.mkdir(parents=True, exist_ok=True)
        write_secret(home / ".erlang.cookie", secrets.token_hex(20), mode=0o400)
        write_secret(self._directory / "definitions.json", json.dumps(self._definitions))
        for node in self.nodes:
            node.write_files([one.name for one in self.nodes])

    def _url(self, user: str) -> str:
        return f"amqp://{user}:{quote(self._passwords[user], safe='')}@127.0.0.1:{self.nodes[-1].port}/{VHOST}"

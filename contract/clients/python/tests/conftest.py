"""A real server, alone: no sibling, a database of its own, a port that the system gives."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pilotlight_client import Client

BUILT = Path(__file__).parents[4] / "target" / "release" / "pilotlight"

ALONE = {
    "SERVER__PORT": "0",
    "DATABASE__URL": "sqlite://client.db",
    "SIGNALS__URL": "",
    "ML__URL": "",
    "VIDEO__URL": "",
    "SUPPORT__REGION": "US",
    "TELEMETRY__LISTEN": "",
    "TELEMETRY__LOG": "warn",
}


def binary() -> Path:
    """The server that is tested."""
    binary = Path(os.environ.get("PILOTLIGHT_BINARY", BUILT)).absolute()
    if not binary.is_file():
        pytest.exit(
            f"There is no server at {binary}: build it by `cargo build --release`, "
            "or name one by PILOTLIGHT_BINARY.",
            returncode=1,
        )
    return binary


def environment(**settings: str) -> dict[str, str]:
    """This process's own, with no settings but these, and those of a server alone."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PILOTLIGHT__")}
    return inherited | {f"PILOTLIGHT__{k}": v for k, v in (ALONE | settings).items()}


class Server:
    """A server in a folder, which can be killed and started again at the same address."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = settings
        self.process, self.address = self._start()

    def _start(self) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [binary()],
            cwd=self.folder,
            env=environment(**self.settings),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, f"the server says no address: {said!r}"
        return process, found[0]

    def restart(self) -> None:
        """As after a power cut."""
        self.process.kill()
        self.process.communicate()
        self.settings["SERVER__PORT"] = str(httpx.URL(self.address).port)
        self.process, self.address = self._start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server listens."""
    server = Server(tmp_path_factory.mktemp("server"))
    yield server.address
    server.stop()


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    """The client as a bot makes it; a status that is not described is an error."""
    with Client(
        base_url=address, timeout=httpx.Timeout(10), raise_on_unexpected_status=True
    ) as client:
        yield client

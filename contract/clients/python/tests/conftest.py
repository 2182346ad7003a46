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


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server listens."""
    binary = Path(os.environ.get("PILOTLIGHT_BINARY", BUILT)).absolute()
    if not binary.is_file():
        pytest.exit(
            f"There is no server at {binary}: build it by `cargo build --release`, "
            "or name one by PILOTLIGHT_BINARY.",
            returncode=1,
        )
    folder = tmp_path_factory.mktemp("server")
    settings = {
        "SERVER__PORT": "0",
        "DATABASE__URL": f"sqlite://{folder / 'client.db'}",
        "SIGNALS__URL": "",
        "ML__URL": "",
        "VIDEO__URL": "",
        "SUPPORT__REGION": "US",
        "TELEMETRY__LISTEN": "",
        "TELEMETRY__LOG": "warn",
    }
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PILOTLIGHT__")}
    environment = inherited | {f"PILOTLIGHT__{k}": v for k, v in settings.items()}
    with subprocess.Popen(
        [binary], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, f"the server says no address: {said!r}"
        yield found[0]
        server.terminate()


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    """The client as a bot makes it; a status that is not described is an error."""
    with Client(
        base_url=address, timeout=httpx.Timeout(10), raise_on_unexpected_status=True
    ) as client:
        yield client

"""The programs on the page for the bot: checked strictly, run, and held to what they print there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Server, binary, environment

PAGE = Path(__file__).parents[4] / "docs" / "integrate" / "sms-bot.md"
PROGRAM = re.compile(r"^```python\n(.*?)^```\n\n^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WRITTEN = "http://127.0.0.1:8001"


@pytest.fixture
def siblings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The stand-ins, as settings of a server."""
    ports = ["--signals-port", "0", "--ml-port", "0", "--video-port", "0"]
    with subprocess.Popen(
        [binary(), "siblings", "serve", *ports], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().split() for _ in range(3)]
        yield {f"{name.upper()}__URL": address for name, address in said}
        process.terminate()


@pytest.fixture
def people(tmp_path: Path, siblings: dict[str, str]) -> Iterator[str]:
    """Where a server listens that the demo's people have used, with stand-ins beside it."""
    demo = [str(binary()), "demo", "--until", "2026-09-01"]
    subprocess.run(demo, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, check=True)
    server = Server(tmp_path, **siblings)
    yield server.address
    server.stop()


def test_the_programs_on_the_page_do_what_it_says(people: str, tmp_path: Path) -> None:
    page = PAGE.read_text()
    programs = PROGRAM.findall(page)
    assert len(programs) == page.count("```python\n") > 0, "a program without what it prints"
    for number, (program, prints) in enumerate(programs):
        assert WRITTEN in program
        file = tmp_path / f"program_{number}.py"
        file.write_text(program.replace(WRITTEN, people))
        checked = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", file], capture_output=True, text=True
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
        ran = subprocess.run(
            [sys.executable, file], env=os.environ, capture_output=True, text=True, timeout=60
        )
        assert (ran.stderr, ran.returncode) == ("", 0)
        assert ran.stdout == prints

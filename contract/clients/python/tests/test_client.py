"""What the client promises beside the calls."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from pilotlight_client.models import Level


def test_the_readme_is_true(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    [example] = re.findall(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    exec(example.replace("http://127.0.0.1:8001", address), {"__name__": "readme"})
    assert capsys.readouterr().out.strip()


def test_a_value_that_a_later_server_adds_is_kept() -> None:
    later = Level("violet")
    assert (later, str(later)) == ("violet", "violet")
    assert later not in list(Level)
    assert Level("red") is Level.RED


@pytest.mark.parametrize("package", ["pilotlight_client", "pilotlight_events"])
def test_types_are_announced(package: str) -> None:
    assert files(package).joinpath("py.typed").is_file()

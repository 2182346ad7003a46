"""Live events, and reads of what is known already."""

import logging
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, nullcontext
from http import HTTPStatus
from pathlib import Path
from typing import cast

import httpx
import pytest
from conftest import Server

from pilotlight_client import Client
from pilotlight_client.api.check_in import submit_response
from pilotlight_client.api.results import get_history, get_score
from pilotlight_client.models import BurnoutResult, ProblemCode, ScoreView, UserResponse
from pilotlight_events import EventsRefused, events


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """One of four connections, of which two may be streams."""
    server = Server(tmp_path, SERVER__MAX_CONNECTIONS="4")
    yield server
    server.stop()


def client_of(server: Server) -> Client:
    return Client(base_url=server.address, timeout=httpx.Timeout(10))


def check_in(client: Client, person: str) -> BurnoutResult:
    result = submit_response.sync(client=client, body=UserResponse("calm_01", person, typing_wpm=40))
    assert isinstance(result, BurnoutResult), result
    return result


def listen(
    client: Client, person: str, last_event_id: str | None = None
) -> closing[Generator[BurnoutResult]]:
    """A stream that ends with its block."""
    stream = events(person, client=client, last_event_id=last_event_id)
    return closing(cast(Generator[BurnoutResult], stream))


def test_the_latest_result_comes_first_and_then_each(client: Client) -> None:
    check_in(client, "ana")
    latest = check_in(client, "ana")
    with listen(client, "ana") as stream:
        assert next(stream) == latest
        following = [check_in(client, "ana"), check_in(client, "ben"), check_in(client, "ana")]
        assert [next(stream), next(stream)] == [following[0], following[2]]
    with listen(client, "ana", last_event_id=latest.check_in_id) as stream:
        assert [next(stream), next(stream)] == [following[0], following[2]]


def test_a_server_that_is_killed_loses_no_event_and_tells_none_twice(server: Server) -> None:
    with client_of(server) as client:
        before = check_in(client, "ana")
        with listen(client, "ana") as stream:
            assert next(stream) == before
            server.restart()
            meanwhile = [check_in(client, "ana"), check_in(client, "ana")]
            assert [next(stream), next(stream)] == meanwhile
            assert check_in(client, "ana") == next(stream)


class Waits(logging.Handler):
    """Tells that a stream waits, and for how long."""

    def __init__(self) -> None:
        super().__init__()
        self.come = threading.Event()
        self.said: list[tuple[str, float]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(cast(tuple[str, float], record.args))
        self.come.set()


def test_a_full_server_is_tried_again(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    waits = Waits()
    logger = logging.getLogger("pilotlight_events")
    logger.addHandler(waits)
    caplog.set_level(logging.INFO, logger.name)
    with (
        client_of(server) as client,
        listen(client, "ana") as first,
        listen(client, "ana") as second,
        listen(client, "ana") as third,
    ):
        told = check_in(client, "ana")
        assert (next(first), next(second)) == (told, told)
        results: list[BurnoutResult] = []
        waiting = threading.Thread(target=lambda: results.append(next(third)))
        waiting.start()
        assert waits.come.wait(10), "it got a place beside the two"
        first.close()
        waiting.join(30)
        assert results == [told]
    logger.removeHandler(waits)
    assert waits.said[0][0] == "HTTP 503"


def test_a_server_that_names_a_time_is_not_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = {"Content-Type": "text/event-stream"}
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    answers = iter(
        [
            httpx.Response(503, headers={"Retry-After": "20"}),
            httpx.Response(502, html="<h1>Bad gateway</h1>"),
            httpx.Response(200, html="<h1>Log in to the wireless network</h1>"),
            httpx.Response(200, text="retry: 1000\n\n", headers=stream),
            httpx.Response(404, html="<h1>Not here</h1>"),
        ]
    )
    with Client(
        base_url="http://pilotlight.test",
        httpx_args={"transport": httpx.MockTransport(lambda _: next(answers))},
    ) as client:
        with pytest.raises(EventsRefused, match="HTTP 404"):
            next(iter(events("ana", client=client)))
    bounds = [(20, 30), (6, 9), (12, 18), (1, 1.5)]
    assert all(low <= wait <= high for wait, (low, high) in zip(slept, bounds, strict=True)), slept


def test_where_there_is_no_result_yet_none_that_comes_is_missed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came while the line was broken is told after it, the very first results too."""
    told: list[BurnoutResult] = []
    with client_of(server) as client, listen(client, "newcomer") as stream:
        # The line breaks before there is anything to tell, which is when it would wait.
        lines = iter(["id: 0\nevent: ping\ndata: now\n\n"])
        real = httpx.Client.stream

        def broken(self: httpx.Client, *args: object, **kwargs: object) -> object:
            line = next(lines, None)
            if line is None:
                return real(self, *args, **kwargs)  # type: ignore[arg-type]
            answer = httpx.Response(200, text=line, headers={"Content-Type": "text/event-stream"})
            return nullcontext(answer)

        monkeypatch.setattr(httpx.Client, "stream", broken)
        monkeypatch.setattr("time.sleep", lambda _: told.extend(check_in(client, "newcomer") for _ in "12"))
        first, second = next(stream), next(stream)
    assert [first, second] == told


def test_a_line_that_says_nothing_is_not_waited_for_for_ever() -> None:
    timeouts: list[object] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        timeouts.append(request.extensions["timeout"])
        return httpx.Response(404)

    for given in (httpx.Timeout(10), None):
        with Client(
            base_url="http://pilotlight.test",
            timeout=given,
            httpx_args={"transport": httpx.MockTransport(refuse)},
        ) as client:
            with pytest.raises(EventsRefused):
                next(iter(events("ana", client=client)))
    assert timeouts == [
        {"connect": 10, "read": 45, "write": 10, "pool": 10},
        {"connect": None, "read": 45, "write": None, "pool": None},
    ]


def test_a_person_who_cannot_be_is_refused(client: Client) -> None:
    with pytest.raises(EventsRefused) as refused, listen(client, "a/b") as stream:
        next(stream)
    assert refused.value.problem is not None
    assert refused.value.problem.code is ProblemCode.INVALID_FIELDS


def test_what_is_known_already_is_not_sent_again(client: Client) -> None:
    check_in(client, "cleo")
    first = get_score.sync_detailed("cleo", client=client)
    assert isinstance(first.parsed, ScoreView)
    tag = first.headers["ETag"]

    # Neither a value nor an error, also where a status that is not described is one.
    again = get_score.sync_detailed("cleo", client=client, if_none_match=tag)
    assert (again.status_code, again.parsed, again.content) == (HTTPStatus.NOT_MODIFIED, None, b"")
    assert get_score.sync("cleo", client=client, if_none_match=tag) is None

    known = get_history.sync_detailed("cleo", client=client).headers["ETag"]
    newest = check_in(client, "cleo")
    changed = get_score.sync_detailed("cleo", client=client, if_none_match=tag)
    assert isinstance(changed.parsed, ScoreView), changed
    assert changed.parsed.check_in_id == newest.check_in_id
    history = get_history.sync("cleo", client=client, if_none_match=known)
    assert isinstance(history, list) and len(history) == 2

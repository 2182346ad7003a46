"""A person's results as they come, across every break. Written by hand, on the generated client."""

import logging
import random
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager

import httpx
from httpx_sse import EventSource

from pilotlight_client import AuthenticatedClient, Client
from pilotlight_client.api.results import stream_events
from pilotlight_client.models import BurnoutResult, Problem
from pilotlight_client.types import UNSET

__all__ = ["EventsRefused", "events"]

log = logging.getLogger(__name__)

SILENCE_SECONDS = 45.0
"""The server says something every 15 seconds: where so long nothing came, the line is dead."""

RETRY_SECONDS = 3.0
"""Between two tries, until the server says otherwise; it doubles with each that fails."""

MOST_RETRY_SECONDS = 60.0


class EventsRefused(Exception):
    """An answer that another try would not mend."""

    def __init__(self, status: int, problem: Problem | None) -> None:
        super().__init__(problem.detail if problem else f"HTTP {status}")
        self.status = status
        self.problem = problem
        """What Pilotlight says is wrong; `None` where something on the way answered."""


class _Away(Exception):
    """The server is full or away for now."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(f"HTTP {response.status_code}")
        asked = response.headers.get("Retry-After", "")
        self.retry_after = float(asked) if asked.isdecimal() else 0.0


def events(
    user_id: str, *, client: AuthenticatedClient | Client, last_event_id: str | None = None
) -> Iterator[BurnoutResult]:
    """Yields the latest result, and then that of every check-in, by whatever channel, as it is stored.

    It has no end: a line that breaks is opened again where it broke, so that each result comes once.
    `close()` it, or leave the loop.

    Args:
        user_id: The person.
        client: A client; its timeout counts for connecting, not for waiting.
        last_event_id: The `check_in_id` of the last result that is known: it goes on after that one.

    Raises:
        EventsRefused: What another try would not mend, such as an id that names nobody.
    """
    retry, failures = RETRY_SECONDS, 0
    while True:
        retry_after = 0.0
        try:
            with _stream(user_id, client, last_event_id) as response:
                for event in _answer(response).iter_sse():
                    retry = retry if event.retry is None else event.retry / 1000
                    failures = 0
                    # A ping has one too, where there is no result yet.
                    last_event_id = event.id or last_event_id
                    if event.event == "score":
                        yield BurnoutResult.from_dict(event.json())
            why = "it ended"
        except _Away as away:
            why, retry_after = str(away), away.retry_after
        except httpx.TransportError as error:
            why = type(error).__name__
        doubled = min(retry * 2**failures, MOST_RETRY_SECONDS)
        failures += 1
        # Not everybody at the same moment.
        wait = max(retry_after, doubled) * random.uniform(1, 1.5)
        log.info("a stream of events broke (%s); again in %.1f s", why, wait)
        time.sleep(wait)


def _stream(
    user_id: str, client: AuthenticatedClient | Client, last_event_id: str | None
) -> AbstractContextManager[httpx.Response]:
    http = client.get_httpx_client()
    request = stream_events._get_kwargs(user_id, last_event_id_header=last_event_id or UNSET)
    request["headers"]["Accept"] = "text/event-stream"
    given = http.timeout
    timeout = httpx.Timeout(
        connect=given.connect, read=SILENCE_SECONDS, write=given.write, pool=given.pool
    )
    return http.stream(**request, timeout=timeout)


def _answer(response: httpx.Response) -> EventSource:
    status = response.status_code
    if status == httpx.codes.OK:
        return EventSource(response)
    if status >= 500 or status in (httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS):
        raise _Away(response)
    response.read()
    is_problem = response.headers.get("Content-Type", "").startswith("application/problem+json")
    raise EventsRefused(status, Problem.from_dict(response.json()) if is_problem else None)

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    user_id: str,
    *,
    last_event_id_query: str | Unset = UNSET,
    last_event_id_header: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(last_event_id_header, Unset):
        headers["Last-Event-ID"] = last_event_id_header

    params: dict[str, Any] = {}

    params["last_event_id"] = last_event_id_query

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/events/{user_id}".format(
            user_id=quote(str(user_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    last_event_id_query: str | Unset = UNSET,
    last_event_id_header: str | Unset = UNSET,
) -> Response[Problem | str]:
    """A person's results as they come, as server-sent events.

     First the latest result, where there is one, else a `ping`, and then one event for every check-in
    that is stored, by whatever channel:

    ```text
    id: 0199c7a2-5c00-7000-8000-000000000001
    event: score
    data: {"user_id":"ana","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","score":42,…}
    ```

    `data` is a `BurnoutResult` in one line, as the history has it, and `id` its `check_in_id`. With
    the last of them in `Last-Event-ID`, as browsers send it by themselves, a stream goes on there: with
    everything that was stored after it, in that order, each once. A reply that comes late is among
    them, though it is not the latest: `timestamp` says when it was answered. An id that is no check-in
    of this person's is as none. What becomes of an alert is no event: `alert.status` is as of when the
    event is sent, so read the score again while it is neither `delivered` nor seen to. Nor are
    `baseline` and `trend` in it.

    Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own, so a
    page that waits for the whole answer shows nothing: try it by `curl -N`. It ends where the server
    stops and where its client does not read. A browser then comes again by itself, but not after any
    answer other than a 200: where `readyState` is `CLOSED`, open a new one after a while. Half of the
    server's connections may be streams; one more is refused (`streams_full`). A browser has some six
    connections to an origin over HTTP/1.1, all tabs together: share one stream, or put something that
    speaks HTTP/2 in front.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        last_event_id_query (str | Unset):
        last_event_id_header (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        user_id=user_id,
        last_event_id_query=last_event_id_query,
        last_event_id_header=last_event_id_header,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    last_event_id_query: str | Unset = UNSET,
    last_event_id_header: str | Unset = UNSET,
) -> Problem | str | None:
    """A person's results as they come, as server-sent events.

     First the latest result, where there is one, else a `ping`, and then one event for every check-in
    that is stored, by whatever channel:

    ```text
    id: 0199c7a2-5c00-7000-8000-000000000001
    event: score
    data: {"user_id":"ana","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","score":42,…}
    ```

    `data` is a `BurnoutResult` in one line, as the history has it, and `id` its `check_in_id`. With
    the last of them in `Last-Event-ID`, as browsers send it by themselves, a stream goes on there: with
    everything that was stored after it, in that order, each once. A reply that comes late is among
    them, though it is not the latest: `timestamp` says when it was answered. An id that is no check-in
    of this person's is as none. What becomes of an alert is no event: `alert.status` is as of when the
    event is sent, so read the score again while it is neither `delivered` nor seen to. Nor are
    `baseline` and `trend` in it.

    Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own, so a
    page that waits for the whole answer shows nothing: try it by `curl -N`. It ends where the server
    stops and where its client does not read. A browser then comes again by itself, but not after any
    answer other than a 200: where `readyState` is `CLOSED`, open a new one after a while. Half of the
    server's connections may be streams; one more is refused (`streams_full`). A browser has some six
    connections to an origin over HTTP/1.1, all tabs together: share one stream, or put something that
    speaks HTTP/2 in front.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        last_event_id_query (str | Unset):
        last_event_id_header (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        user_id=user_id,
        client=client,
        last_event_id_query=last_event_id_query,
        last_event_id_header=last_event_id_header,
    ).parsed


async def asyncio_detailed(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    last_event_id_query: str | Unset = UNSET,
    last_event_id_header: str | Unset = UNSET,
) -> Response[Problem | str]:
    """A person's results as they come, as server-sent events.

     First the latest result, where there is one, else a `ping`, and then one event for every check-in
    that is stored, by whatever channel:

    ```text
    id: 0199c7a2-5c00-7000-8000-000000000001
    event: score
    data: {"user_id":"ana","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","score":42,…}
    ```

    `data` is a `BurnoutResult` in one line, as the history has it, and `id` its `check_in_id`. With
    the last of them in `Last-Event-ID`, as browsers send it by themselves, a stream goes on there: with
    everything that was stored after it, in that order, each once. A reply that comes late is among
    them, though it is not the latest: `timestamp` says when it was answered. An id that is no check-in
    of this person's is as none. What becomes of an alert is no event: `alert.status` is as of when the
    event is sent, so read the score again while it is neither `delivered` nor seen to. Nor are
    `baseline` and `trend` in it.

    Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own, so a
    page that waits for the whole answer shows nothing: try it by `curl -N`. It ends where the server
    stops and where its client does not read. A browser then comes again by itself, but not after any
    answer other than a 200: where `readyState` is `CLOSED`, open a new one after a while. Half of the
    server's connections may be streams; one more is refused (`streams_full`). A browser has some six
    connections to an origin over HTTP/1.1, all tabs together: share one stream, or put something that
    speaks HTTP/2 in front.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        last_event_id_query (str | Unset):
        last_event_id_header (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        user_id=user_id,
        last_event_id_query=last_event_id_query,
        last_event_id_header=last_event_id_header,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    last_event_id_query: str | Unset = UNSET,
    last_event_id_header: str | Unset = UNSET,
) -> Problem | str | None:
    """A person's results as they come, as server-sent events.

     First the latest result, where there is one, else a `ping`, and then one event for every check-in
    that is stored, by whatever channel:

    ```text
    id: 0199c7a2-5c00-7000-8000-000000000001
    event: score
    data: {"user_id":"ana","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","score":42,…}
    ```

    `data` is a `BurnoutResult` in one line, as the history has it, and `id` its `check_in_id`. With
    the last of them in `Last-Event-ID`, as browsers send it by themselves, a stream goes on there: with
    everything that was stored after it, in that order, each once. A reply that comes late is among
    them, though it is not the latest: `timestamp` says when it was answered. An id that is no check-in
    of this person's is as none. What becomes of an alert is no event: `alert.status` is as of when the
    event is sent, so read the score again while it is neither `delivered` nor seen to. Nor are
    `baseline` and `trend` in it.

    Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own, so a
    page that waits for the whole answer shows nothing: try it by `curl -N`. It ends where the server
    stops and where its client does not read. A browser then comes again by itself, but not after any
    answer other than a 200: where `readyState` is `CLOSED`, open a new one after a while. Half of the
    server's connections may be streams; one more is refused (`streams_full`). A browser has some six
    connections to an origin over HTTP/1.1, all tabs together: share one stream, or put something that
    speaks HTTP/2 in front.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        last_event_id_query (str | Unset):
        last_event_id_header (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            user_id=user_id,
            client=client,
            last_event_id_query=last_event_id_query,
            last_event_id_header=last_event_id_header,
        )
    ).parsed

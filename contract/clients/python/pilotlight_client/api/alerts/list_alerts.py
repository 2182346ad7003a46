from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_status import AlertStatus
from ...models.alert_view import AlertView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    status: list[AlertStatus] | Unset = UNSET,
    user_id: str | Unset = UNSET,
    acknowledged: bool | Unset = UNSET,
    limit: int | Unset = 30,
    before: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)

    params["status"] = json_status

    params["user_id"] = user_id

    params["acknowledged"] = acknowledged

    params["limit"] = limit

    params["before"] = before

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/alerts",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | list[AlertView] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = AlertView.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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
) -> Response[Any | Problem | list[AlertView]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    status: list[AlertStatus] | Unset = UNSET,
    user_id: str | Unset = UNSET,
    acknowledged: bool | Unset = UNSET,
    limit: int | Unset = 30,
    before: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | list[AlertView]]:
    """List alerts, for whoever is on call.

     Newest first. Where there are more, the `Link` header has the address of the next page
    (`rel="next"`). They name people, so this belongs behind whatever authenticates callers.

    Args:
        status (list[AlertStatus] | Unset):
        user_id (str | Unset): A person, as the client names them: 1 to 128 characters, none of
            them a slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        acknowledged (bool | Unset):
        limit (int | Unset):  Default: 30.
        before (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | list[AlertView]]
    """

    kwargs = _get_kwargs(
        status=status,
        user_id=user_id,
        acknowledged=acknowledged,
        limit=limit,
        before=before,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    status: list[AlertStatus] | Unset = UNSET,
    user_id: str | Unset = UNSET,
    acknowledged: bool | Unset = UNSET,
    limit: int | Unset = 30,
    before: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | list[AlertView] | None:
    """List alerts, for whoever is on call.

     Newest first. Where there are more, the `Link` header has the address of the next page
    (`rel="next"`). They name people, so this belongs behind whatever authenticates callers.

    Args:
        status (list[AlertStatus] | Unset):
        user_id (str | Unset): A person, as the client names them: 1 to 128 characters, none of
            them a slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        acknowledged (bool | Unset):
        limit (int | Unset):  Default: 30.
        before (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | list[AlertView]
    """

    return sync_detailed(
        client=client,
        status=status,
        user_id=user_id,
        acknowledged=acknowledged,
        limit=limit,
        before=before,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    status: list[AlertStatus] | Unset = UNSET,
    user_id: str | Unset = UNSET,
    acknowledged: bool | Unset = UNSET,
    limit: int | Unset = 30,
    before: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | list[AlertView]]:
    """List alerts, for whoever is on call.

     Newest first. Where there are more, the `Link` header has the address of the next page
    (`rel="next"`). They name people, so this belongs behind whatever authenticates callers.

    Args:
        status (list[AlertStatus] | Unset):
        user_id (str | Unset): A person, as the client names them: 1 to 128 characters, none of
            them a slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        acknowledged (bool | Unset):
        limit (int | Unset):  Default: 30.
        before (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | list[AlertView]]
    """

    kwargs = _get_kwargs(
        status=status,
        user_id=user_id,
        acknowledged=acknowledged,
        limit=limit,
        before=before,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    status: list[AlertStatus] | Unset = UNSET,
    user_id: str | Unset = UNSET,
    acknowledged: bool | Unset = UNSET,
    limit: int | Unset = 30,
    before: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | list[AlertView] | None:
    """List alerts, for whoever is on call.

     Newest first. Where there are more, the `Link` header has the address of the next page
    (`rel="next"`). They name people, so this belongs behind whatever authenticates callers.

    Args:
        status (list[AlertStatus] | Unset):
        user_id (str | Unset): A person, as the client names them: 1 to 128 characters, none of
            them a slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        acknowledged (bool | Unset):
        limit (int | Unset):  Default: 30.
        before (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | list[AlertView]
    """

    return (
        await asyncio_detailed(
            client=client,
            status=status,
            user_id=user_id,
            acknowledged=acknowledged,
            limit=limit,
            before=before,
            if_none_match=if_none_match,
        )
    ).parsed

from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.burnout_result import BurnoutResult
from ...models.problem import Problem
from ...models.user_response import UserResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: UserResponse,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/response/submit",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BurnoutResult | Problem | None:
    if response.status_code == 200:
        response_200 = BurnoutResult.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if response.status_code == 507:
        response_507 = Problem.from_dict(response.json())

        return response_507

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[BurnoutResult | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UserResponse,
    idempotency_key: str | Unset = UNSET,
) -> Response[BurnoutResult | Problem]:
    """Take a check-in by app or SMS.

     Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
    within a day gets the same answer and is one check-in; the same key with another body is refused.
    A text by SMS without a key that comes again within moments, the same in person, stimulus,
    words and moment, however that is written, is taken for one that the provider has delivered
    twice: it is one check-in too.

    Args:
        idempotency_key (str | Unset):
        body (UserResponse): A reply to a stimulus. A number out of range is clamped and told in
            `data_quality`; null means
            that it was not measured; fields that are not listed are ignored. So are those that tell
            how a
            reply was typed, where the host does not allow that stream.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BurnoutResult | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: UserResponse,
    idempotency_key: str | Unset = UNSET,
) -> BurnoutResult | Problem | None:
    """Take a check-in by app or SMS.

     Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
    within a day gets the same answer and is one check-in; the same key with another body is refused.
    A text by SMS without a key that comes again within moments, the same in person, stimulus,
    words and moment, however that is written, is taken for one that the provider has delivered
    twice: it is one check-in too.

    Args:
        idempotency_key (str | Unset):
        body (UserResponse): A reply to a stimulus. A number out of range is clamped and told in
            `data_quality`; null means
            that it was not measured; fields that are not listed are ignored. So are those that tell
            how a
            reply was typed, where the host does not allow that stream.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BurnoutResult | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UserResponse,
    idempotency_key: str | Unset = UNSET,
) -> Response[BurnoutResult | Problem]:
    """Take a check-in by app or SMS.

     Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
    within a day gets the same answer and is one check-in; the same key with another body is refused.
    A text by SMS without a key that comes again within moments, the same in person, stimulus,
    words and moment, however that is written, is taken for one that the provider has delivered
    twice: it is one check-in too.

    Args:
        idempotency_key (str | Unset):
        body (UserResponse): A reply to a stimulus. A number out of range is clamped and told in
            `data_quality`; null means
            that it was not measured; fields that are not listed are ignored. So are those that tell
            how a
            reply was typed, where the host does not allow that stream.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BurnoutResult | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: UserResponse,
    idempotency_key: str | Unset = UNSET,
) -> BurnoutResult | Problem | None:
    """Take a check-in by app or SMS.

     Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
    within a day gets the same answer and is one check-in; the same key with another body is refused.
    A text by SMS without a key that comes again within moments, the same in person, stimulus,
    words and moment, however that is written, is taken for one that the provider has delivered
    twice: it is one check-in too.

    Args:
        idempotency_key (str | Unset):
        body (UserResponse): A reply to a stimulus. A number out of range is clamped and told in
            `data_quality`; null means
            that it was not measured; fields that are not listed are ignored. So are those that tell
            how a
            reply was typed, where the host does not allow that stream.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BurnoutResult | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed

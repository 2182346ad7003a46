from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.phone_registered import PhoneRegistered
from ...models.phone_registration import PhoneRegistration
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    user_id: str,
    *,
    body: PhoneRegistration,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/users/{user_id}/phone".format(
            user_id=quote(str(user_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PhoneRegistered | Problem | None:
    if response.status_code == 200:
        response_200 = PhoneRegistered.from_dict(response.json())

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

    if response.status_code == 501:
        response_501 = Problem.from_dict(response.json())

        return response_501

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
) -> Response[PhoneRegistered | Problem]:
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
    body: PhoneRegistration,
) -> Response[PhoneRegistered | Problem]:
    """Register a person's phone.

     The number goes to the signals service, which texts alerts; Pilotlight keeps none. Alerts that
    waited for a phone are sent now.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        body (PhoneRegistration): A phone to register.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PhoneRegistered | Problem]
    """

    kwargs = _get_kwargs(
        user_id=user_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: PhoneRegistration,
) -> PhoneRegistered | Problem | None:
    """Register a person's phone.

     The number goes to the signals service, which texts alerts; Pilotlight keeps none. Alerts that
    waited for a phone are sent now.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        body (PhoneRegistration): A phone to register.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PhoneRegistered | Problem
    """

    return sync_detailed(
        user_id=user_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: PhoneRegistration,
) -> Response[PhoneRegistered | Problem]:
    """Register a person's phone.

     The number goes to the signals service, which texts alerts; Pilotlight keeps none. Alerts that
    waited for a phone are sent now.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        body (PhoneRegistration): A phone to register.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PhoneRegistered | Problem]
    """

    kwargs = _get_kwargs(
        user_id=user_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    user_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: PhoneRegistration,
) -> PhoneRegistered | Problem | None:
    """Register a person's phone.

     The number goes to the signals service, which texts alerts; Pilotlight keeps none. Alerts that
    waited for a phone are sent now.

    Args:
        user_id (str): A person, as the client names them: 1 to 128 characters, none of them a
            slash, a backslash or
            a control character, no white space at the ends, and neither `.` nor `..`. Example: ana.
        body (PhoneRegistration): A phone to register.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PhoneRegistered | Problem
    """

    return (
        await asyncio_detailed(
            user_id=user_id,
            client=client,
            body=body,
        )
    ).parsed

from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.video_form import VideoForm
from ...models.video_result import VideoResult
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: VideoForm,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/video/submit",
    }

    _kwargs["files"] = body.to_multipart()

    headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | VideoResult | None:
    if response.status_code == 200:
        response_200 = VideoResult.from_dict(response.json())

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
) -> Response[Problem | VideoResult]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: VideoForm,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | VideoResult]:
    """Take a check-in by video.

     The recording is passed on to the video service as it comes, and never stored. Without that
    service the result rests on what else is known of the last day; with nothing to go on, the last
    result stands and `data_quality` says so. The service reads face and voice alike: of these, what
    the host does not allow is dropped when it comes, and where it allows neither no video is taken.

    With an `Idempotency-Key`, the same fields and recording sent again within a day get the same
    answer and are one check-in. It has to be uploaded again to be known for the same; where
    `user_id` comes before `video`, one whose key is known is not passed on for a second time.

    Args:
        idempotency_key (str | Unset):
        body (VideoForm): The form of a check-in by video. The order of the fields does not
            matter.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | VideoResult]
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
    body: VideoForm,
    idempotency_key: str | Unset = UNSET,
) -> Problem | VideoResult | None:
    """Take a check-in by video.

     The recording is passed on to the video service as it comes, and never stored. Without that
    service the result rests on what else is known of the last day; with nothing to go on, the last
    result stands and `data_quality` says so. The service reads face and voice alike: of these, what
    the host does not allow is dropped when it comes, and where it allows neither no video is taken.

    With an `Idempotency-Key`, the same fields and recording sent again within a day get the same
    answer and are one check-in. It has to be uploaded again to be known for the same; where
    `user_id` comes before `video`, one whose key is known is not passed on for a second time.

    Args:
        idempotency_key (str | Unset):
        body (VideoForm): The form of a check-in by video. The order of the fields does not
            matter.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | VideoResult
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: VideoForm,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | VideoResult]:
    """Take a check-in by video.

     The recording is passed on to the video service as it comes, and never stored. Without that
    service the result rests on what else is known of the last day; with nothing to go on, the last
    result stands and `data_quality` says so. The service reads face and voice alike: of these, what
    the host does not allow is dropped when it comes, and where it allows neither no video is taken.

    With an `Idempotency-Key`, the same fields and recording sent again within a day get the same
    answer and are one check-in. It has to be uploaded again to be known for the same; where
    `user_id` comes before `video`, one whose key is known is not passed on for a second time.

    Args:
        idempotency_key (str | Unset):
        body (VideoForm): The form of a check-in by video. The order of the fields does not
            matter.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | VideoResult]
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
    body: VideoForm,
    idempotency_key: str | Unset = UNSET,
) -> Problem | VideoResult | None:
    """Take a check-in by video.

     The recording is passed on to the video service as it comes, and never stored. Without that
    service the result rests on what else is known of the last day; with nothing to go on, the last
    result stands and `data_quality` says so. The service reads face and voice alike: of these, what
    the host does not allow is dropped when it comes, and where it allows neither no video is taken.

    With an `Idempotency-Key`, the same fields and recording sent again within a day get the same
    answer and are one check-in. It has to be uploaded again to be known for the same; where
    `user_id` comes before `video`, one whose key is known is not passed on for a second time.

    Args:
        idempotency_key (str | Unset):
        body (VideoForm): The form of a check-in by video. The order of the fields does not
            matter.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | VideoResult
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed

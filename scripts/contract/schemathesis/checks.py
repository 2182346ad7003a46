"""Three checks of schemathesis, but for what the description says in words alone and for what the
tool itself gets wrong; and recordings, which it would not make.
"""

import os

import schemathesis
from hypothesis import strategies
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.core.file_samples import file_extension
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.specs.openapi import checks

# Rules that no schema can hold: how old a timestamp may be, which time zones there are, and that a
# place in a list is one that a `Link` header gave. A field is here only where its description says so.
RULES_IN_WORDS = {
    "POST /response/submit": {"timestamp"},
    "POST /video/submit": {"timestamp"},
    "PUT /users/{user_id}": {"timezone"},
    "GET /stimulus/today/{user_id}": {"tz"},
    "GET /history/{user_id}": {"before"},
    "GET /alerts": {"before"},
}

# What cannot be done while the siblings are off, as its description says.
NEEDS_A_SIBLING = {"POST /users/{user_id}/phone"}

# Bytes that are plainly something else than a recording are refused, whatever they are declared as.
BEGINNING = bytes.fromhex("000000186674797069736f6d00000200")
RECORDINGS = strategies.binary(max_size=64).map(lambda rest: BEGINNING + rest)
schemathesis.openapi.media_type("video/*", RECORDINGS)


def problem(response) -> dict:
    is_problem = response.headers.get("content-type", [""])[0].startswith("application/problem+json")
    return response.json() if is_problem else {}


def is_broken_form(case) -> bool:
    """Of a form the tool calls valid what is not: names that break a header, an empty `user_id`
    although it has a length, a picture or an archive as the recording.
    """
    if case.operation.label != "POST /video/submit" or not isinstance(case.body, dict):
        return False
    video = case.body.get("video")
    return (
        not all(name.isascii() and name.isprintable() for name in case.body)
        or case.body.get("user_id") == ""
        or file_extension(getattr(video, "data", b"")) is not None
    )


@schemathesis.check
def valid_data_is_taken(ctx, response, case) -> None:
    """Data that the schema allows is taken, or refused for nothing but such rules."""
    try:
        checks.positive_data_acceptance(ctx, response, case)
    except RejectedPositiveData:
        told = problem(response)
        # Nor can a schema tell what came before under the same key.
        if told.get("code") == "idempotency_key_reused" and "Idempotency-Key" in case.headers:
            return
        refused = {error["field"] for error in told.get("errors", [])}
        is_known = refused and refused <= RULES_IN_WORDS.get(case.operation.label, set())
        if not is_known and not is_broken_form(case):
            raise


@schemathesis.check
def invalid_data_is_refused(ctx, response, case) -> None:
    """Data that the schema forbids is refused. A form that a link has filled is called invalid with
    nothing wrong to name, since bytes are no JSON: that is passed over.
    """
    try:
        checks.negative_data_rejection(ctx, response, case)
    except AcceptedNegativeData as failure:
        if "Invalid component: positive test case" not in failure.message:
            raise


@schemathesis.check
def no_server_error(ctx, response, case) -> None:
    """No 5xx, but where the operation needs a sibling and all are off."""
    is_off = os.environ["SIBLINGS"] == "off" and case.operation.label in NEEDS_A_SIBLING
    if is_off and problem(response).get("code") == "sibling_unavailable":
        return
    schemathesis.checks.not_a_server_error(ctx, response, case)

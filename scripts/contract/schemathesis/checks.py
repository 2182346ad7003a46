"""Three checks of schemathesis, but for what the description says in words alone and for what the
tool itself gets wrong; and recordings, which it would not make.
"""

import json
import os

import jsonschema_rs
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

# More is taken than is described, lest a check-in be lost over a trifle: a gateway sends an empty text
# for nothing, a keyboard names a rhythm of its own.
TRIFLES = {
    "POST /response/submit": {"timestamp", "burst_pattern"},
    "POST /video/submit": {"timestamp"},
}

# Bytes that are plainly something else than a recording are refused, whatever they are declared as.
BEGINNING = bytes.fromhex("000000186674797069736f6d00000200")
RECORDINGS = strategies.binary(max_size=64).map(lambda rest: BEGINNING + rest)
schemathesis.openapi.media_type("video/*", RECORDINGS)


with open("contract/openapi.json") as description:
    FORM = jsonschema_rs.validator_for(
        {"$ref": "#/components/schemas/VideoForm", **json.load(description)}
    )


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


def is_sound_form(case) -> bool:
    """Whether the texts of a form are as the schema has them."""
    is_form = case.operation.label == "POST /video/submit" and isinstance(case.body, dict)
    return is_form and FORM.is_valid({**case.body, "video": "a recording"})


def has_trifle(case) -> bool:
    """Whether a text that is ignored stands in one of those fields."""
    body = case.body if isinstance(case.body, dict) else {}
    fields = TRIFLES.get(case.operation.label, set())
    return any(isinstance(body.get(field), str) for field in fields)


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
    """Data that the schema forbids is refused. A form is called invalid at times that is not, since
    its bytes are no JSON: that is passed over, and so are trifles.
    """
    try:
        checks.negative_data_rejection(ctx, response, case)
    except AcceptedNegativeData as failure:
        is_known = "Invalid component: positive test case" in failure.message
        if not is_known and not has_trifle(case) and not is_sound_form(case):
            raise


@schemathesis.check
def no_server_error(ctx, response, case) -> None:
    """No 5xx, but for the one that says that a sibling is off, or away, where all are."""
    says = {"off": "sibling_off", "good": None}.get(os.environ["SIBLINGS"], "sibling_unavailable")
    if says and problem(response).get("code") == says:
        return
    schemathesis.checks.not_a_server_error(ctx, response, case)

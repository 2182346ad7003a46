"""The SMS bot's whole turn, all of it by the typed client."""

import asyncio
import datetime
from http import HTTPStatus
from uuid import uuid4

import httpx
import pytest

from pilotlight_client import Client
from pilotlight_client.api.check_in import submit_response
from pilotlight_client.api.people import put_user
from pilotlight_client.api.results import get_history, get_metrics, get_score
from pilotlight_client.api.stimuli import get_todays_stimulus
from pilotlight_client.models import (
    BurnoutResult,
    Channel,
    Level,
    Metrics,
    Problem,
    ProblemCode,
    ReplySource,
    ScoreView,
    ServiceUse,
    Source,
    Stimulus,
    UserResponse,
    UserSettings,
    UserView,
)

CALM = "A quiet day, I slept well and had time for a walk"
STRAINED = "I'm exhausted, I can't keep up and I dread tomorrow"


@pytest.fixture
def person() -> str:
    """Somebody whom the server has not met."""
    return f"person-{uuid4()}"


def text(person: str, words: str) -> UserResponse:
    """What the bot makes of an incoming text."""
    return UserResponse(
        user_id=person,
        stimulus_id="calm_01",
        response_text=words,
        source=ReplySource.SMS,
        timestamp=datetime.datetime.now(datetime.UTC),
    )


def result(answer: object) -> BurnoutResult:
    assert isinstance(answer, BurnoutResult), answer
    return answer


def test_todays_stimulus_has_words_to_send_and_is_stable(client: Client, person: str) -> None:
    today = get_todays_stimulus.sync(person, client=client, tz="Europe/London")
    assert isinstance(today, Stimulus), today
    assert today.prompt.strip()
    assert today == get_todays_stimulus.sync(person, client=client, tz="Europe/London")

    answered = text(person, CALM)
    answered.stimulus_id = today.id
    assert result(submit_response.sync(client=client, body=answered)).stimulus_id == today.id


def test_a_reply_is_scored_and_can_be_read_again(client: Client, person: str) -> None:
    reply = text(person, CALM)
    scored = result(submit_response.sync(client=client, body=reply, idempotency_key=str(uuid4())))

    assert scored.level is Level.GREEN
    assert scored.channel is Channel.SMS
    assert scored.source is Source.FALLBACK, "no sibling is there to score it"
    assert scored.services.ml is ServiceUse.OFF
    assert isinstance(scored.timestamp, datetime.datetime)
    assert isinstance(reply.timestamp, datetime.datetime)
    assert abs(scored.timestamp - reply.timestamp) < datetime.timedelta(milliseconds=1)
    latest = get_score.sync(person, client=client)
    assert isinstance(latest, ScoreView), latest
    assert (latest.check_in_id, latest.score) == (scored.check_in_id, scored.score)
    assert get_history.sync(person, client=client) == [scored]


def test_a_retry_is_one_check_in_with_the_same_answer(client: Client, person: str) -> None:
    key, reply = f"SM{uuid4().hex}", text(person, STRAINED)
    first = result(submit_response.sync(client=client, body=reply, idempotency_key=key))
    again = result(submit_response.sync(client=client, body=reply, idempotency_key=key))

    assert first.alert and again.alert and again.alert.id == first.alert.id
    again.alert = first.alert  # how it stands moves on meanwhile; nothing else does
    assert again == first
    metrics = get_metrics.sync(person, client=client)
    assert isinstance(metrics, Metrics), metrics
    assert metrics.total_checkins == 1

    other = submit_response.sync(client=client, body=text(person, CALM), idempotency_key=key)
    assert isinstance(other, Problem)
    assert other.code is ProblemCode.IDEMPOTENCY_KEY_REUSED


@pytest.mark.parametrize(
    ("region", "number"), [("GB", "116 123"), ("DE", "0800 111 0 111"), ("US", "988")]
)
def test_on_red_the_intervention_alone_carries_help(
    client: Client, person: str, region: str, number: str
) -> None:
    kept = put_user.sync(person, client=client, body=UserSettings(region=region))
    assert isinstance(kept, UserView), kept

    # An SMS shows nothing but this text: it must do without `support`.
    red = result(submit_response.sync(client=client, body=text(person, STRAINED)))
    assert red.level is Level.RED
    assert number in red.intervention
    assert any(line.call == number for line in red.support)
    assert red.alert


def test_a_refusal_names_every_field(client: Client) -> None:
    reply = text("", CALM)
    reply.timestamp = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    answer = submit_response.sync_detailed(client=client, body=reply)

    assert answer.status_code is HTTPStatus.UNPROCESSABLE_ENTITY
    problem = answer.parsed
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.INVALID_FIELDS
    assert {error.field for error in problem.errors} == {"user_id", "timestamp"}
    assert all(error.message for error in problem.errors)
    assert problem.request_id == answer.headers["x-request-id"]


def test_many_replies_go_out_at_once(address: str, person: str) -> None:
    async def take_all() -> list[BurnoutResult]:
        async with Client(base_url=address, timeout=httpx.Timeout(10)) as client:
            replies = [text(f"{person}-{number}", STRAINED) for number in range(8)]
            sent = [submit_response.asyncio(client=client, body=reply) for reply in replies]
            return [result(answer) for answer in await asyncio.gather(*sent)]

    taken = asyncio.run(take_all())
    assert len({one.check_in_id for one in taken}) == 8

//! `POST /response/submit`.

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, post, rt};
use pilotlight_contract::problem::{Problem, WriteProblems};
use pilotlight_contract::result::BurnoutResult;
use pilotlight_contract::submit::{Reply, UserResponse};
use pilotlight_domain::{CheckIn, UnixMillis, UserId};
use pilotlight_storage::{IdempotencyKey, StorageError};

use crate::app::App;
use crate::error::ApiError;
use crate::extract::JsonObject;
use crate::repeats::IdempotencyHeader;
use crate::telemetry::trace::Current;
use crate::{checkin, clock, repeats};

/// Take a check-in by app or SMS.
///
/// Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
/// within a day gets the same answer and is one check-in; the same key with another body is refused.
/// A text by SMS without a key that comes again within moments, the same in person, stimulus,
/// words and moment, however that is written, is taken for one that the provider has delivered
/// twice: it is one check-in too.
#[utoipa::path(
    tag = "check-in",
    operation_id = "submitResponse",
    request_body(content = UserResponse, description = "The reply"),
    params(IdempotencyHeader),
    responses(
        (status = 200, description = "The result, stored", body = BurnoutResult),
        WriteProblems,
        (status = 422, description = "Fields are missing, of the wrong type, too long or not among those allowed (`invalid_fields`); or the `Idempotency-Key` came with another request before (`idempotency_key_reused`)",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "A request under the same key is still in work (`request_in_work`): try again after `Retry-After` seconds",
            body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = u32, description = "Seconds to wait before trying again"))),
    )
)]
#[post("/response/submit")]
pub(crate) async fn submit_response(
    app: Data<App>,
    request: HttpRequest,
    body: JsonObject,
) -> Result<Json<BurnoutResult>, ApiError> {
    let policy = &app.rules.policy;
    let key = repeats::key(&request)?;
    let idempotency = key.map(|key| {
        let fingerprint = repeats::fingerprint([key.as_bytes(), &body.bytes]);
        IdempotencyKey { key, fingerprint, beside: None }
    });
    let received_at = clock::now();
    let reply = Reply::read(&body.object, received_at, policy);
    let user = read_user(&body);
    // A body may take a hundred times the room of what is read of it, and siblings take their time.
    drop(body);
    let check_in = match reply {
        Ok(reply) => take(app.clone(), received_at, reply, idempotency).await?,
        Err(errors) => {
            taken_before(&app, user, idempotency).await?.ok_or(ApiError::Invalid(errors))?
        }
    };
    Ok(Json(BurnoutResult::new(check_in, policy)))
}

/// Takes a check-in in a task of its own: it came whole, and is worth as much where its sender hangs
/// up before the siblings have answered.
async fn take(
    app: Data<App>,
    received_at: UnixMillis,
    reply: Reply,
    idempotency: Option<IdempotencyKey>,
) -> Result<CheckIn, ApiError> {
    let work = async move { checkin::submit(&app, received_at, reply, idempotency).await };
    let taken = rt::spawn(Current::handed_on(work)).await;
    taken.unwrap_or_else(|error| Err(StorageError::Internal(error.to_string()).into()))
}

/// What a repeated request was answered before time made it one that is refused: its `timestamp` may
/// be too old by now.
async fn taken_before(
    app: &App,
    user: Option<UserId>,
    idempotency: Option<IdempotencyKey>,
) -> Result<Option<CheckIn>, ApiError> {
    let Some((user, IdempotencyKey { key, fingerprint, .. })) = user.zip(idempotency) else {
        return Ok(None);
    };
    let earlier = repeats::same_earlier(app, &user, &key, &fingerprint).await?;
    Ok(earlier.map(|earlier| earlier.check_in))
}

fn read_user(body: &JsonObject) -> Option<UserId> {
    UserId::new(body.object.get("user_id")?.as_str()?).ok()
}

//! `POST /response/submit`.

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, post};
use pilotlight_contract::problem::WriteProblems;
use pilotlight_contract::result::BurnoutResult;
use pilotlight_contract::submit::{Reply, UserResponse};
use pilotlight_storage::IdempotencyKey;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::ApiError;
use crate::extract::{JsonObject, header_text};
use crate::{checkin, clock};

/// The header that makes a repeated request one check-in.
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// Take a check-in by app or SMS.
///
/// Answers the result once it is stored. With an `Idempotency-Key`, the same request sent again
/// within a day gets the same answer and is one check-in; the same key with another body is refused.
#[utoipa::path(
    tag = "check-in",
    operation_id = "submitResponse",
    request_body(content = UserResponse, description = "The reply"),
    params(("Idempotency-Key" = Option<String>, Header, description =
        "A key of the client's own, 1–255 visible ASCII characters: the same for every try of one check-in",
        min_length = 1, max_length = 255)),
    responses((status = 200, description = "The result, stored", body = BurnoutResult), WriteProblems)
)]
#[post("/response/submit")]
pub(crate) async fn submit_response(
    app: Data<App>,
    request: HttpRequest,
    body: JsonObject,
) -> Result<Json<BurnoutResult>, ApiError> {
    let policy = &app.rules.policy;
    let idempotency = idempotency(&request, &body)?;
    let reply = Reply::read(&body.object, clock::now(), policy).map_err(ApiError::Invalid)?;
    let check_in = checkin::submit(&app, reply, idempotency).await?;
    Ok(Json(BurnoutResult::new(check_in, policy)))
}

fn idempotency(
    request: &HttpRequest,
    body: &JsonObject,
) -> Result<Option<IdempotencyKey>, ApiError> {
    let Some(key) = header_text(request, IDEMPOTENCY_KEY)? else { return Ok(None) };
    if !(1..=255).contains(&key.len()) || !key.chars().all(|c| c.is_ascii_graphic() || c == ' ') {
        return Err(ApiError::field(
            IDEMPOTENCY_KEY,
            "must have 1 to 255 visible ASCII characters",
        ));
    }
    let digest =
        Sha256::new().chain_update(key).chain_update([0]).chain_update(&body.bytes).finalize();
    let fingerprint = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Some(IdempotencyKey { key: key.to_owned(), fingerprint }))
}

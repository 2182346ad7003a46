//! A person's settings and phone.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use pilotlight_contract::person::{PhoneRegistered, PhoneRegistration, UserSettings, UserView};
use pilotlight_contract::problem::{Problem, ReadProblems, WriteProblems};
use pilotlight_domain::UserId;
use pilotlight_storage::Profile;

use crate::answers::{Answer, Page};
use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::extract::{JsonObject, PersonPath};
use crate::siblings::Sibling;
use crate::unchanged::Unchanged;

/// A person's settings.
///
/// A person who is not known has none: every one is null, and the host's defaults hold.
#[utoipa::path(
    tag = "people",
    operation_id = "getUser",
    params(PersonPath),
    responses(
        (status = 200, description = "The settings", body = UserView),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/users/{user_id}")]
pub(crate) async fn get_user(
    app: Data<App>,
    path: Path<PersonPath>,
) -> Result<HttpResponse, ApiError> {
    let user = path.into_inner().user()?;
    let make = async || {
        let profile = app.store.profile(&user).await?.unwrap_or_default();
        Answer::of(&view(user.clone(), profile))
    };
    Ok(app.answers.give(&app.store, Page::Settings, &user, make).await?.respond())
}

/// Set a person's settings.
///
/// They replace those that were set: what is absent or null is unset.
#[utoipa::path(
    tag = "people",
    operation_id = "putUser",
    params(PersonPath),
    request_body(content = UserSettings, description = "The settings"),
    responses((status = 200, description = "The settings as they are now", body = UserView), WriteProblems)
)]
#[put("/users/{user_id}")]
pub(crate) async fn put_user(
    app: Data<App>,
    path: Path<PersonPath>,
    body: JsonObject,
) -> Result<Json<UserView>, ApiError> {
    let user = path.into_inner().user()?;
    let taken = UserSettings::read(&body.object).map_err(ApiError::Invalid)?;
    let profile = Profile { region: taken.region, timezone: taken.timezone, locale: taken.locale };
    app.store.put_profile(&user, profile.clone(), clock::now()).await?;
    Ok(Json(view(user, profile)))
}

/// Register a person's phone.
///
/// The number goes to the signals service, which texts alerts; Pilotlight keeps none. Alerts that
/// waited for a phone are sent now.
#[utoipa::path(
    tag = "people",
    operation_id = "registerPhone",
    params(PersonPath),
    request_body(content = PhoneRegistration, description = "The phone"),
    responses(
        (status = 200, description = "The phone is registered", body = PhoneRegistered),
        WriteProblems,
        (status = 501, description = "The host has turned signals off, so that no phone can be registered (`sibling_off`)",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/users/{user_id}/phone")]
pub(crate) async fn register_phone(
    app: Data<App>,
    path: Path<PersonPath>,
    body: JsonObject,
) -> Result<Json<PhoneRegistered>, ApiError> {
    let user = path.into_inner().user()?;
    let phone = PhoneRegistration::read(&body.object).map_err(ApiError::Invalid)?;
    let budget = app.rules.signals_timeout;
    let outcome = app.siblings.signals.register_phone(&user, &phone, budget).await;
    app.siblings.note(&app.telemetry, Sibling::Signals, &outcome);
    outcome.map_err(|source| ApiError::Sibling { name: Sibling::Signals.name(), source })?;
    app.store.hasten_alerts(&user, clock::now()).await?;
    app.alerts.wake();
    Ok(Json(PhoneRegistered { user_id: user.into(), registered: true }))
}

fn view(user: UserId, profile: Profile) -> UserView {
    let Profile { region, timezone, locale } = profile;
    let region = region.map(|country| country.to_string());
    UserView { user_id: user.into(), region, timezone, locale }
}

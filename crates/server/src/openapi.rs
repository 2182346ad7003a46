//! The OpenAPI description: the routes and the contract's types, with an example of every body.

mod links;

use anyhow::{Context, bail};
use pilotlight_contract::alert::Escalation;
use pilotlight_contract::examples;
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Paths as PathItems, RefOr};

use crate::routes::Paths;
use crate::unchanged;

/// What the description says about the whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pilotlight",
        description = "A check-engine light for burnout. A person answers a short check-in; \
            Pilotlight fuses what it shows into a score from 0 to 100 (higher is worse) with a \
            green, yellow or red level.\n\n\
            **Level** gives the colour; it is never less severe than the score. **Streams** are the \
            five sources of evidence; one that is absent counts for nothing and shows as 0 in \
            `breakdown`. **Source** is the channel where the ml service scored, and `fallback` \
            where Pilotlight scored by itself. **Support** is never empty on red, and `intervention` \
            then names a human contact too. Errors are `application/problem+json`, but for what is no \
            HTTP: that gets a bare status or none.\n\n\
            Every answer has an `X-Request-Id`, by which the server's log knows it. A request may bring \
            its own, 1–64 letters, digits, `-`, `_` and `.`, and gets that back. With a `traceparent` \
            (W3C Trace Context) it becomes part of its caller's trace.\n\n\
            Reads but those of health and of events have an `ETag`. Whoever sends it back in `If-None-Match` gets a 304 without a body \
            as long as nothing changed, however often the server was started meanwhile. What is \
            answered about a person is `no-store` all the same, so that no cache holds it: a client \
            keeps the tag, and the answer, itself.\n\n\
            The score is a product measure, not a clinical instrument.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "This server")),
    tags(
        (name = "check-in", description = "Take a check-in and get its result."),
        (name = "results", description = "Read a person's results."),
        (name = "stimuli", description = "What a person looks at, listens to or is asked."),
        (name = "people", description = "A person's settings and phone."),
        (name = "alerts", description = "Alerts that have reached nobody, for whoever is on call."),
        (name = "service", description = "How the service is, and this description."),
    )
)]
struct Whole;

/// An alert has reached nobody.
///
/// Sent to `alerts.escalation_url`, where the host has one, for each alert that has waited too long,
/// that has no phone, or that is given up; again and again until it is taken. It is signed after
/// Standard Webhooks with the host's `alerts.escalation_secret`.
#[utoipa::path(
    post,
    path = "alertEscalated",
    tag = "alerts",
    operation_id = "alertEscalated",
    params(
        ("webhook-id" = String, Header, description = "The same for every try to tell the same"),
        ("webhook-timestamp" = i64, Header, description = "When it was sent, in seconds since 1970"),
        ("webhook-signature" = String, Header, description = "`v1,` and the HMAC-SHA256 in base64 of id, timestamp and body with a dot between each"),
    ),
    request_body(content = Escalation, description = "The alert as it stood then"),
    responses((status = "2XX", description = "It is taken; any other answer has it sent again")),
)]
#[expect(dead_code, reason = "it is the receiver's to write: here it is only described")]
const fn alert_escalated() {}

/// What is sent to others.
#[derive(OpenApi)]
#[openapi(paths(alert_escalated))]
struct Webhooks;

/// The description.
pub(crate) fn description() -> anyhow::Result<utoipa::openapi::OpenApi> {
    let mut whole = Whole::openapi();
    whole.merge(Paths::openapi());
    unchanged::describe(&mut whole);
    let mut webhooks = Webhooks::openapi();
    whole.webhooks = Some(std::mem::replace(&mut webhooks.paths, PathItems::new()));
    whole.merge(webhooks);
    links::add(&mut whole.paths)?;
    add_example_of_events(&mut whole.paths)?;
    if let Some(components) = whole.components.as_mut() {
        components.schemas.values_mut().for_each(lift_descriptions);
        for (name, example) in examples::all()? {
            let schema = components.schemas.get_mut(name);
            anyhow::ensure!(schema.is_some(), "no route uses the schema {name}");
            match schema {
                Some(RefOr::T(Schema::Object(object))) => object.examples.push(example),
                Some(RefOr::T(Schema::AllOf(all))) => all.examples.push(example),
                _ => anyhow::bail!("the schema {name} takes no example"),
            }
        }
    }
    Ok(whole)
}

/// Events with a whole result, which no schema ties to them.
fn add_example_of_events(paths: &mut PathItems) -> anyhow::Result<()> {
    let result = examples::all()?.into_iter().find(|(name, _)| *name == "BurnoutResult");
    let (_, result) = result.context("there is no example of a result")?;
    let id = result.get("check_in_id").and_then(Value::as_str).unwrap_or_default();
    let stream = paths.paths.get_mut("/events/{user_id}").and_then(|path| path.get.as_mut());
    let answer = stream.and_then(|stream| stream.responses.responses.get_mut("200"));
    let Some(RefOr::T(answer)) = answer else { bail!("there is no stream of events") };
    let Some(RefOr::T(content)) = answer.content.get_mut("text/event-stream") else {
        bail!("a stream of events has another type");
    };
    content.example = Some(json!(format!(
        "retry: 3000\n\nid: {id}\nevent: score\ndata: {result}\n\n\
         event: ping\ndata: 2026-11-22T08:30:15.000Z\n\n"
    )));
    Ok(())
}

/// Where a property may be null, what is said of it belongs to the property: clients do not look for it
/// within its choices.
fn lift_descriptions(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    for property in object.properties.values_mut() {
        let RefOr::T(Schema::OneOf(choices)) = property else { continue };
        let mut said = choices.items.iter_mut().filter_map(|choice| match choice {
            RefOr::Ref(reference) if !reference.description.is_empty() => {
                Some(std::mem::take(&mut reference.description))
            }
            _ => None,
        });
        choices.description = said.next().or(choices.description.take());
    }
}

/// The description as JSON, as it is checked in.
pub(crate) fn to_json() -> anyhow::Result<String> {
    Ok(description()?.to_pretty_json()?)
}

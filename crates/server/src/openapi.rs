//! The OpenAPI description: the routes and the contract's types, with an example of every body.

use pilotlight_contract::examples;
use utoipa::OpenApi;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

use crate::routes::Paths;

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
            then names a human contact too. Errors are `application/problem+json`.\n\n\
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

/// The description.
pub(crate) fn description() -> anyhow::Result<utoipa::openapi::OpenApi> {
    let mut whole = Whole::openapi();
    whole.merge(Paths::openapi());
    if let Some(components) = whole.components.as_mut() {
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

/// The description as JSON, as it is checked in.
pub(crate) fn to_json() -> anyhow::Result<String> {
    Ok(description()?.to_pretty_json()?)
}

//! The description that clients are generated from: whole, true, and as it is checked in.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value, json};
use similar::TextDiff;
use tempfile::TempDir;

use crate::described::{DESCRIPTION, FILE, resolved, violations};
use crate::process::run;
use crate::server::Server;

const METHODS: [&str; 3] = ["get", "post", "put"];

/// Every operation as `METHOD path`, and what is said of it.
fn operations() -> Vec<(String, &'static Value)> {
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &'static Value)| {
        let path = path.clone();
        METHODS.into_iter().filter_map(move |method| {
            Some((format!("{} {path}", method.to_uppercase()), item.get(method)?))
        })
    };
    paths.iter().flat_map(of_path).collect()
}

fn said(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[tokio::test]
async fn the_description_is_the_one_that_is_checked_in() {
    let folder = TempDir::new().unwrap();
    let printed = run(folder.path(), &["openapi"], &Vec::new()).await;
    assert!(printed.success, "{}", printed.stderr);
    let checked_in = std::fs::read_to_string(FILE).unwrap();
    if printed.stdout.trim() != checked_in.trim() {
        let diff = TextDiff::from_lines(checked_in.trim(), printed.stdout.trim());
        let diff =
            diff.unified_diff().header("contract/openapi.json", "pilotlight openapi").to_string();
        panic!(
            "{diff}\nTo write it anew: cargo run -- openapi > contract/openapi.json (just openapi)"
        );
    }
}

#[test]
fn every_endpoint_of_the_design_is_described() {
    let described: BTreeSet<String> = operations().into_iter().map(|(name, _)| name).collect();
    for name in [
        "GET /health",
        "GET /health/live",
        "GET /health/ready",
        "GET /stimulus/today/{user_id}",
        "GET /stimulus/all",
        "GET /stimulus/{stimulus_id}",
        "POST /response/submit",
        "GET /score/{user_id}",
        "GET /history/{user_id}",
        "GET /metrics/{user_id}",
        "GET /brain/{user_id}",
        "GET /events/{user_id}",
        "POST /video/submit",
        "GET /users/{user_id}",
        "PUT /users/{user_id}",
        "POST /users/{user_id}/phone",
        "GET /alerts",
        "GET /alerts/{alert_id}",
        "POST /alerts/{alert_id}/acknowledge",
        "POST /alerts/{alert_id}/retry",
        "GET /openapi.json",
    ] {
        assert!(described.contains(name), "{name}");
    }
}

#[test]
fn every_operation_makes_a_good_method_of_a_client() {
    let mut ids = HashSet::new();
    for (name, operation) in operations() {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(is_plain && id.starts_with(|c: char| c.is_ascii_lowercase()), "{name}: {id:?}");
        assert!(ids.insert(id), "{name}: {id} is there twice");
        assert!(said(&operation["summary"]), "{name}");
        let tags = operation["tags"].as_array().unwrap();
        let known = DESCRIPTION["tags"].as_array().unwrap();
        assert_eq!(tags.len(), 1, "{name}");
        let of_tag = known.iter().find(|tag| tag["name"] == tags[0]).unwrap();
        assert!(said(&of_tag["description"]), "{name}: {}", tags[0]);
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(said(&parameter["description"]), "{name}: {}", parameter["name"]);
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(said(&response["description"]), "{name} {status}");
        }
    }
}

/// Whether a schema says what it is, itself or by what it refers to.
fn is_explained(schema: &Value) -> bool {
    let all = ["oneOf", "allOf", "anyOf"].map(|key| schema[key].as_array());
    said(&schema["description"])
        || schema["$ref"].is_string() && is_explained(resolved(schema))
        || all.into_iter().flatten().flatten().any(is_explained)
}

/// Every property of every schema, with where it stands.
fn properties(at: &str, value: &'static Value, found: &mut Vec<(String, &'static Value)>) {
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                let at = format!("{at}/{name}");
                if name == "properties" {
                    let properties: &Map<String, Value> = inner.as_object().unwrap();
                    found
                        .extend(properties.iter().map(|(n, schema)| (format!("{at}/{n}"), schema)));
                }
                if name != "example" && name != "examples" {
                    properties(&at, inner, found);
                }
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                properties(&format!("{at}/{place}"), inner, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_property_of_every_schema_is_explained() {
    let mut found = Vec::new();
    properties("", &DESCRIPTION, &mut found);
    assert!(found.len() > 100);
    let silent: Vec<String> =
        found.into_iter().filter(|(_, schema)| !is_explained(schema)).map(|(at, _)| at).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

/// The example of a schema: its own, that of what it refers to, or made of its parts' examples.
fn example(schema: &Value) -> Option<Value> {
    let schema = resolved(schema);
    if let Some(own) = schema["examples"].as_array().and_then(|all| all.first()) {
        return Some(own.clone());
    }
    if let Some(own) = schema.get("example") {
        return Some(own.clone());
    }
    if schema["type"] == "array" {
        return Some(json!([example(&schema["items"])?]));
    }
    let required = schema["required"].as_array()?;
    let mut made = Map::new();
    for name in required.iter().map(|name| name.as_str().unwrap()) {
        let property = &schema["properties"][name];
        let is_file = property["format"] == "binary";
        made.insert(name.to_owned(), if is_file { json!("…") } else { example(property)? });
    }
    Some(Value::Object(made))
}

#[test]
fn every_body_has_an_example_that_is_as_described() {
    for (name, operation) in operations() {
        let bodies = [&operation["requestBody"], &operation["responses"]["200"]];
        for content in bodies.into_iter().filter_map(|body| body["content"].as_object()) {
            for (media_type, body) in content {
                // A file is its own example, as is the description itself.
                if !media_type.contains("json") && !media_type.contains("form")
                    || name == "GET /openapi.json"
                {
                    continue;
                }
                let example = example(&body["schema"]).unwrap_or_else(|| panic!("{name}"));
                let wrong = violations(&body["schema"], &example);
                assert!(wrong.is_empty(), "{name}: {wrong:#?}");
            }
        }
    }
}

#[tokio::test]
async fn the_example_of_a_check_in_is_one() {
    let server = Server::alone().await;
    let schemas = &DESCRIPTION["components"]["schemas"];
    let mut body = example(&schemas["UserResponse"]).unwrap();
    body["timestamp"] = json!(crate::wait::days_ago(1));
    let result = server.submit(body).await;
    assert_eq!(result["level"], example(&schemas["BurnoutResult"]).unwrap()["level"]);
    let settings = example(&schemas["UserSettings"]).unwrap();
    let with = |request: reqwest::RequestBuilder| request.json(&settings);
    server.send(reqwest::Method::PUT, "/users/ana", with).await.ok();
}

/// The keys of a value, at any depth, that its schema does not call required.
fn optional(schema: &Value, value: &Value, at: &str, found: &mut BTreeSet<String>) {
    let schema = resolved(schema);
    for option in schema["oneOf"].as_array().into_iter().flatten() {
        optional(option, value, at, found);
    }
    for item in value.as_array().into_iter().flatten() {
        optional(&schema["items"], item, at, found);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        optional(part, value, at, found);
    }
    let Some(properties) = schema["properties"].as_object() else { return };
    for (name, inner) in value.as_object().into_iter().flatten() {
        let Some(property) = properties.get(name) else { continue };
        let at = format!("{at}.{name}");
        if !schema["required"].as_array().is_some_and(|all| all.contains(&json!(name))) {
            found.insert(at.clone());
        }
        optional(property, inner, &at, found);
    }
}

#[test]
fn what_is_always_answered_is_described_as_always_there() {
    // Otherwise a generated client takes every one of these keys for one that may be missing. The
    // examples are made by what makes the answers, so all keys are in them.
    let mut found = BTreeSet::new();
    for name in [
        "BurnoutResult",
        "ScoreView",
        "VideoResult",
        "BrainView",
        "Metrics",
        "AlertView",
        "Health",
        "Stimulus",
    ] {
        let schema = &DESCRIPTION["components"]["schemas"][name];
        optional(schema, &example(schema).unwrap(), name, &mut found);
    }
    // Of a person without a check-in there is no region to say anything of.
    found.retain(|at| !at.starts_with("BrainView.explanations."));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn problems_are_described_everywhere_by_one_name() {
    // Otherwise a generated client has a type of its own for every problem of every operation.
    for (name, operation) in operations() {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let Some(problem) = response["content"].get("application/problem+json") else {
                continue;
            };
            assert!(problem["schema"]["$ref"].is_string(), "{name} {status}");
        }
    }
}

#[test]
fn no_refusal_is_described_of_what_a_request_does_not_have() {
    for (name, operation) in operations() {
        let responses = &operation["responses"];
        let has_body = operation["requestBody"].is_object();
        for of_body in ["400", "408", "413", "415"] {
            assert_eq!(responses[of_body].is_object(), has_body, "{name} {of_body}");
        }
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let is_read = |one: &Value| one["in"] == "query" || one["name"] == "user_id";
        let can_be_wrong = has_body || parameters.into_iter().any(is_read);
        assert_eq!(responses["422"].is_object(), can_be_wrong, "{name} 422");
        assert!(responses["403"].is_object(), "{name}: any may come from elsewhere");
    }
}

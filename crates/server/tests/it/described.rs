//! The description that is checked in, and whether an answer is as it says.

use std::sync::LazyLock;

use reqwest::Method;
use serde_json::{Map, Value};

use crate::http::Answer;

/// Where the description is checked in.
pub(crate) const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../contract/openapi.json");

/// The description.
pub(crate) static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap());

/// The described operation that a request goes to: the path as it is described, and what is said.
fn operation(method: &Method, path: &str) -> Option<(&'static str, &'static Value)> {
    let path = path.split('?').next().unwrap();
    // A HEAD is a GET without a body.
    let method =
        if method == Method::HEAD { "get".to_owned() } else { method.as_str().to_lowercase() };
    let parts: Vec<&str> = path.split('/').collect();
    let matches = |template: &str| {
        let template: Vec<&str> = template.split('/').collect();
        let fits = |(said, given): (&&str, &&str)| {
            said == given || said.starts_with('{') && !given.is_empty()
        };
        template.len() == parts.len() && template.iter().zip(&parts).all(fits)
    };
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let mut found: Vec<&String> = paths.keys().filter(|template| matches(template)).collect();
    // A path in words goes before one with a parameter.
    found.sort_by_key(|template| template.contains('{').then(|| template.matches('{').count()));
    let template = found.first()?;
    paths[template.as_str()].get(method).map(|operation| (template.as_str(), operation))
}

/// Checks that an answer's status, media type and body are described for its route.
pub(crate) fn check(method: &Method, path: &str, answer: &Answer) {
    let Some((template, operation)) = operation(method, path) else { return };
    let status = answer.status.to_string();
    let response = &operation["responses"][&status];
    assert!(response.is_object(), "{method} {template} answered {status}, which is not described");
    if status == "304" {
        assert!(answer.bytes.is_empty() && answer.header("content-type").is_empty());
        return;
    }
    let media_type = answer.header("content-type").split(';').next().unwrap();
    let content = &response["content"][media_type];
    assert!(content.is_object(), "{method} {template} {status}: {media_type} is not described");
    if *method != Method::HEAD && media_type.ends_with("json") {
        let body = serde_json::from_slice(&answer.bytes).unwrap();
        let wrong = violations(&content["schema"], &body);
        assert!(wrong.is_empty(), "{method} {template} {status} is not as described: {wrong:#?}");
    }
}

/// Where and how a value is not as a schema says.
pub(crate) fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    inspect(schema, value, "", &mut wrong);
    wrong
}

/// A schema, or the one that it refers to.
pub(crate) fn resolved(schema: &Value) -> &Value {
    match schema["$ref"].as_str() {
        Some(at) => DESCRIPTION.pointer(at.trim_start_matches('#')).expect(at),
        None => schema,
    }
}

fn inspect(schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let schema = resolved(schema);
    if let Some(options) = schema["oneOf"].as_array() {
        let fitting = options.iter().filter(|option| violations(option, value).is_empty()).count();
        if fitting != 1 {
            wrong.push(format!("{at}: {value} is {fitting} of {options:?}"));
        }
        return;
    }
    let types = match &schema["type"] {
        Value::Null => Vec::new(),
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().map(|one| one.as_str().unwrap()).collect(),
        odd => panic!("{at}: a type of {odd}"),
    };
    if !types.is_empty() && !types.iter().any(|name| is_of(name, value)) {
        wrong.push(format!("{at}: {value} is not {types:?}"));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        wrong.push(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    match value {
        Value::Number(_) => inspect_number(schema, value, at, wrong),
        Value::Array(items) => {
            let most = schema["maxItems"].as_u64().and_then(|most| usize::try_from(most).ok());
            if most.is_some_and(|most| items.len() > most) {
                wrong.push(format!("{at}: {} items", items.len()));
            }
            for (place, item) in items.iter().enumerate() {
                inspect(&schema["items"], item, &format!("{at}/{place}"), wrong);
            }
        }
        Value::Object(object) => inspect_object(schema, object, at, wrong),
        Value::String(text) if schema["format"] == "date-time" && !is_utc(text) => {
            wrong.push(format!("{at}: {text} is no time in UTC with milliseconds"));
        }
        _ => {}
    }
}

/// Always in the same form, so that times sort as texts do.
fn is_utc(text: &str) -> bool {
    let moment = text.parse::<jiff::Timestamp>();
    moment.is_ok_and(|moment| format!("{moment:.3}") == text)
}

fn inspect_number(schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let number = value.as_f64().unwrap();
    let least = schema["minimum"].as_f64().unwrap_or(f64::MIN);
    let most = schema["maximum"].as_f64().unwrap_or(f64::MAX);
    if !(least..=most).contains(&number) {
        wrong.push(format!("{at}: {number} is not in {least}–{most}"));
    }
}

fn inspect_object(schema: &Value, object: &Map<String, Value>, at: &str, wrong: &mut Vec<String>) {
    let parts = schema["allOf"].as_array().map_or_else(|| vec![schema], |all| all.iter().collect());
    let parts: Vec<&Value> = parts.into_iter().map(resolved).collect();
    for required in parts.iter().filter_map(|part| part["required"].as_array()).flatten() {
        if !object.contains_key(required.as_str().unwrap()) {
            wrong.push(format!("{at}: {required} is missing"));
        }
    }
    // An object of which nothing is said may hold anything.
    if parts
        .iter()
        .all(|part| part["properties"].is_null() && part["additionalProperties"].is_null())
    {
        return;
    }
    for (name, value) in object {
        let of_name = |part: &&&Value| part["properties"].get(name).is_some();
        let at = format!("{at}/{name}");
        match parts.iter().find(of_name) {
            Some(part) => inspect(&part["properties"][name], value, &at, wrong),
            None if schema["additionalProperties"].is_object() => {
                inspect(&schema["additionalProperties"], value, &at, wrong);
            }
            None => wrong.push(format!("{at} is not described")),
        }
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        odd => panic!("a type named {odd}"),
    }
}

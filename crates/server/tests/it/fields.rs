//! Small readings of answers.

use serde_json::Value;

/// The keys of an object.
pub(crate) fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The texts of a list.
pub(crate) fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Whether a check-in's `data_quality` holds a code.
pub(crate) fn notes(result: &Value, code: &str) -> bool {
    texts(&result["data_quality"]).contains(&code)
}

/// A stream of a result, where it was present.
pub(crate) fn stream<'a>(result: &'a Value, name: &str) -> Option<&'a Value> {
    result["streams"].as_array().unwrap().iter().find(|stream| stream["stream"] == name)
}

/// An answer without its times, which may happen to have the digits of a measure.
pub(crate) fn timeless(answer: &Value) -> Value {
    match answer {
        Value::String(text) if text.parse::<jiff::Timestamp>().is_ok() => Value::Null,
        Value::Array(items) => items.iter().map(timeless).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), timeless(value))).collect()
        }
        other => other.clone(),
    }
}

/// A result without the one thing in it that may change later: where its alert stands.
pub(crate) fn settled(result: &Value) -> Value {
    let mut result = result.clone();
    if let Some(alert) = result["alert"].as_object_mut() {
        alert.remove("status");
    }
    result
}

//! What is to be said of an answer before its fields are looked at.

use pilotlight_clients::Probed;
use serde_json::Value;

use super::inspection::Answer;

/// The most of a sibling's own words that is repeated.
const MAX_CHARS: usize = 120;

/// The object that was answered with 200; what came instead, otherwise.
pub(super) fn answer(probed: &Probed) -> Result<Answer, String> {
    let Probed { status, body } = probed;
    let json = serde_json::from_slice(body);
    match (status, json) {
        (200, Ok(Value::Object(answer))) => match answer.get("error") {
            None | Some(Value::Null | Value::Bool(false)) => Ok(answer),
            Some(error) => Err(format!("status 200 with an error: {}", plain(error))),
        },
        (200, Ok(other)) => Err(format!("{} where an object is expected", plain(&other))),
        (200, Err(_)) => Err(format!("{} where JSON is expected", looks_like(body))),
        (422, Ok(refusal)) => Err(format!("refused with status 422{}", refused(&refusal))),
        (status, _) => Err(format!("status {status}")),
    }
}

/// What FastAPI says of the first field that it refuses.
fn refused(refusal: &Value) -> String {
    let Some(first) = refusal.pointer("/detail/0") else { return String::new() };
    let at = first.get("loc").and_then(Value::as_array).into_iter().flatten();
    let at: Vec<String> = at.map(plain).collect();
    let what = first.get("msg").map(plain).unwrap_or_default();
    format!(": {}: {what}", at.join("."))
}

fn looks_like(body: &[u8]) -> &'static str {
    match body.trim_ascii() {
        [] => "nothing",
        [b'<', ..] => "a page of HTML",
        _ => "something else",
    }
}

/// One short line.
fn plain(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(status: u16, body: &str) -> String {
        answer(&Probed { status, body: body.as_bytes().to_vec() }).unwrap_err()
    }

    #[test]
    fn what_is_no_answer_is_told_in_a_line() {
        let refusal = r#"{"detail": [{"loc": ["body", "typing_wpm"], "msg": "no integer"}]}"#;
        assert_eq!(told(422, refusal), "refused with status 422: body.typing_wpm: no integer");
        assert_eq!(told(422, r#"{"detail": "no"}"#), "refused with status 422");
        assert_eq!(told(500, "Internal Server Error"), "status 500");
        assert_eq!(told(404, "{}"), "status 404");
        assert_eq!(told(200, " <!doctype html>"), "a page of HTML where JSON is expected");
        assert_eq!(told(200, ""), "nothing where JSON is expected");
        assert_eq!(told(200, r#"{"score": NaN}"#), "something else where JSON is expected");
        assert_eq!(told(200, "[1]"), "[1] where an object is expected");
        let error = told(200, r#"{"error": "model\ncrashed", "score": 3}"#);
        assert_eq!(error, "status 200 with an error: model crashed");
        assert!(told(200, &format!("\"{}\"", "x".repeat(5000))).len() < 200);
    }

    #[test]
    fn a_null_error_is_none() {
        let whole = Probed { status: 200, body: br#"{"error": null, "score": 3}"#.to_vec() };
        assert!(answer(&whole).is_ok_and(|answer| answer.contains_key("score")));
    }
}

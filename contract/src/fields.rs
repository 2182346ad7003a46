//! Reading a JSON object field by field, so that a client learns of all its mistakes at once and a
//! number out of range is clamped rather than refused.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::problem::FieldError;

/// Takes fields out of a JSON object; collects errors, and notes what was clamped or ignored.
#[derive(Debug)]
pub struct FieldReader<'a> {
    object: &'a Map<String, Value>,
    left_out: &'static [&'static str],
    errors: Vec<FieldError>,
    notes: Vec<String>,
}

impl<'a> FieldReader<'a> {
    /// Starts reading an object.
    #[must_use]
    pub const fn new(object: &'a Map<String, Value>) -> Self {
        Self { object, left_out: &[], errors: Vec::new(), notes: Vec::new() }
    }

    /// Takes these fields for absent from now on, whatever they are; whether any of them is there.
    pub fn leave_out(&mut self, fields: &'static [&'static str]) -> bool {
        let is_there = fields.iter().any(|field| self.present(field).is_some());
        self.left_out = fields;
        is_there
    }

    /// Text that must be there; where it is not, [`FieldReader::finish`] fails.
    pub fn required_text(&mut self, field: &'static str) -> Option<&'a str> {
        match self.present(field) {
            Some(Value::String(text)) => Some(text),
            Some(other) => {
                self.wrong_type(field, "a string", other);
                None
            }
            None => {
                self.error(field, "is required, as a string".to_owned());
                None
            }
        }
    }

    /// Text that may be absent, null or empty, of at most `max_chars` characters.
    pub fn text(&mut self, field: &'static str, max_chars: usize) -> Option<&'a str> {
        match self.present(field)? {
            Value::String(text) => {
                let given = text.chars().count();
                if given > max_chars {
                    let message = format!("must have at most {max_chars} characters, has {given}");
                    self.error(field, message);
                    return None;
                }
                Some(text.as_str()).filter(|text| !text.is_empty())
            }
            other => {
                self.wrong_type(field, "a string", other);
                None
            }
        }
    }

    /// A measured number, absent or null where it was not measured; clamped to its range.
    pub fn measure(&mut self, field: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        match self.present(field)? {
            Value::Number(number) => {
                let given = number.as_f64()?;
                let clamped = given.clamp(*range.start(), *range.end());
                if clamped.total_cmp(&given).is_ne() && !(clamped == 0.0 && given == 0.0) {
                    self.note(format!("clamped:{field}"));
                }
                Some(clamped)
            }
            other => {
                self.wrong_type(field, "a number", other);
                None
            }
        }
    }

    /// What a parser makes of some text; its error is the field's.
    pub fn parsed<T, E: std::fmt::Display>(
        &mut self,
        field: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.error(field, error.to_string());
                None
            }
        }
    }

    /// Records an error of a field.
    pub fn error(&mut self, field: &str, message: String) {
        self.errors.push(FieldError::new(field, message));
    }

    /// Records a `data_quality` code.
    pub fn note(&mut self, code: String) {
        self.notes.push(code);
    }

    /// The notes, if no field was wrong.
    ///
    /// # Errors
    /// All errors that were recorded.
    pub fn finish(self) -> Result<Vec<String>, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(self.notes) } else { Err(self.errors) }
    }

    fn present(&self, field: &str) -> Option<&'a Value> {
        let value = self.object.get(field).filter(|_| !self.left_out.contains(&field));
        value.filter(|value| !value.is_null())
    }

    fn wrong_type(&mut self, field: &str, expected: &str, given: &Value) {
        let given = match given {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.error(field, format!("must be {expected}, not {given}"));
    }
}

/// Reads a body as a JSON object.
///
/// Half of a surrogate pair, as an SMS cut in the middle of an emoji leaves behind, is read as the
/// replacement character, and a number that no computer holds as the largest that it does: nobody's
/// check-in is refused over either.
///
/// # Errors
/// What is wrong with the JSON, in words for the caller.
pub fn read_object(body: &[u8]) -> Result<Map<String, Value>, String> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let first = serde_json::from_slice::<Value>(body);
    let value = match first {
        Err(_) => serde_json::from_slice(&mend_numbers(&mend_lone_surrogates(body))),
        ok => ok,
    };
    match value {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("the body must be a JSON object".to_owned()),
        Err(error) => Err(format!("the body is not valid JSON: {error}")),
    }
}

/// Replaces `\uD800`–`\uDFFF` escapes that form no pair by `\uFFFD`.
fn mend_lone_surrogates(body: &[u8]) -> Vec<u8> {
    let mut mended = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, tail)) = rest.split_first() {
        if byte != b'\\' {
            mended.push(byte);
            rest = tail;
            continue;
        }
        let length = match (escaped_unit(rest), rest.get(6..).and_then(escaped_unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.extend_from_slice(b"\\uFFFD");
                rest = rest.get(6..).unwrap_or_default();
                continue;
            }
            (Some(_), _) => 6,
            (None, _) => 2,
        };
        let (escape, tail) = rest.split_at(length.min(rest.len()));
        mended.extend_from_slice(escape);
        rest = tail;
    }
    mended
}

/// Replaces numbers such as `1e400`, which are JSON and beyond every range, by the largest ones.
fn mend_numbers(body: &[u8]) -> Vec<u8> {
    let mut mended = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut in_string = false;
    while let Some((&byte, tail)) = rest.split_first() {
        let is_number =
            |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = match byte {
            b'\\' if in_string => 2.min(rest.len()),
            b'"' => {
                in_string = !in_string;
                1
            }
            b'-' | b'0'..=b'9' if !in_string => rest.iter().take_while(|b| is_number(b)).count(),
            _ => {
                mended.push(byte);
                rest = tail;
                continue;
            }
        };
        let (token, tail) = rest.split_at(length);
        let number = std::str::from_utf8(token).ok().and_then(|text| text.parse::<f64>().ok());
        match number.filter(|number| !in_string && number.is_infinite()) {
            Some(number) => {
                mended.extend(format!("{:e}", number.clamp(f64::MIN, f64::MAX)).bytes())
            }
            None => mended.extend_from_slice(token),
        }
        rest = tail;
    }
    mended
}

/// The UTF-16 unit of a `\uXXXX` escape at the start of some bytes.
fn escaped_unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_mistakes_are_told_at_once() {
        let object = json!({"text": 5, "speed": "fast"});
        let mut reader = FieldReader::new(object.as_object().unwrap());
        reader.required_text("id");
        reader.text("text", 10);
        reader.measure("speed", 0.0..=10.0);
        let errors = reader.finish().unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["id", "text", "speed"]);
        assert_eq!(errors[2].message, "must be a number, not a string");
    }

    #[test]
    fn a_measure_out_of_range_is_clamped_and_told() {
        let object = json!({"speed": 1e300, "rate": -3, "hold": null, "fine": -0.0});
        let mut reader = FieldReader::new(object.as_object().unwrap());
        assert_eq!(reader.measure("speed", 0.0..=10.0), Some(10.0));
        assert_eq!(reader.measure("rate", 0.0..=10.0), Some(0.0));
        assert_eq!(reader.measure("hold", 0.0..=10.0), None);
        assert_eq!(reader.measure("fine", 0.0..=10.0), Some(0.0));
        assert_eq!(reader.finish().unwrap(), ["clamped:speed", "clamped:rate"]);
    }

    #[test]
    fn a_number_that_no_computer_holds_is_the_largest() {
        let body = br#"{"a": 1e400, "b": -1E+999, "c": "1e400 \"1e400", "d": [12, -3.5e2]}"#;
        let object = read_object(body).unwrap();
        assert_eq!(object["a"].as_f64(), Some(f64::MAX));
        assert_eq!(object["b"].as_f64(), Some(f64::MIN));
        assert_eq!(object["c"], "1e400 \"1e400");
        assert_eq!(object["d"], json!([12, -350.0]));
    }

    #[test]
    fn half_an_emoji_does_not_refuse_a_check_in() {
        let text =
            |body: &str| read_object(body.as_bytes()).unwrap()["t"].as_str().unwrap().to_owned();
        assert_eq!(text(r#"{"t":"tired \ud83d"}"#), "tired \u{FFFD}");
        assert_eq!(text(r#"{"t":"\ude00\ud83d\ude00 \\ud83d \n"}"#), "\u{FFFD}😀 \\ud83d \n");
        assert!(read_object(br#"{"t":"\u12"}"#).is_err());
        assert!(read_object(br"[1]").is_err());
        assert!(read_object(b"{\"t\":\"\\").is_err());
    }
}

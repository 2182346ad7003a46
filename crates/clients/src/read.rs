//! Lenient reading of what a sibling answered.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

/// Any number that is one.
pub(crate) const ANY: RangeInclusive<f64> = f64::MIN..=f64::MAX;
/// The range of shares, deviations and confidence.
pub(crate) const UNIT: RangeInclusive<f64> = 0.0..=1.0;
/// The range of scores.
pub(crate) const SCORE: RangeInclusive<f64> = 0.0..=100.0;
/// The range of counts and measures.
pub(crate) const NOT_NEGATIVE: RangeInclusive<f64> = 0.0..=f64::MAX;

/// The most characters of a sentence.
pub(crate) const SENTENCE_CHARS: usize = 120;
/// The most sentences of a list.
pub(crate) const SENTENCES: usize = 8;

/// The fields of one object, read one by one. A field that is absent or null is simply not there;
/// one that had to be coerced, clamped or ignored is remembered by its name.
pub(crate) struct Fields<'a> {
    object: &'a Map<String, Value>,
    coerced: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) const fn of(object: &'a Map<String, Value>) -> Self {
        Self { object, coerced: Vec::new() }
    }

    /// The names of the fields that were not as they should be, in the order of reading.
    pub(crate) fn coerced(self) -> Vec<&'static str> {
        self.coerced
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// A number, or text that is one, clamped into `range`. NaN and the infinities are no number.
    pub(crate) fn number(&mut self, name: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        let value = self.get(name)?;
        let read = finite(value);
        let clamped = read.map(|number| number.clamp(*range.start(), *range.end()));
        if !value.is_number() || clamped != read {
            self.coerced.push(name);
        }
        clamped
    }

    /// A number, where true is 1 and false 0.
    pub(crate) fn number_or_bool(
        &mut self,
        name: &'static str,
        range: RangeInclusive<f64>,
    ) -> Option<f64> {
        match self.get(name)? {
            Value::Bool(on) => Some(f64::from(u8::from(*on))),
            _ => self.number(name, range),
        }
    }

    /// True or false, a number (from 0.5 on true), or the words for either.
    pub(crate) fn switch(&mut self, name: &'static str) -> Option<bool> {
        let value = self.get(name)?;
        if !value.is_boolean() {
            self.coerced.push(name);
        }
        match value {
            Value::Bool(on) => Some(*on),
            Value::String(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
            other => finite(other).map(|number| number >= 0.5),
        }
    }

    /// A text that is not blank, cut to `max_chars`.
    pub(crate) fn text(&mut self, name: &'static str, max_chars: usize) -> Option<String> {
        let value = self.get(name)?;
        if !value.is_string() {
            self.coerced.push(name);
        }
        tidy(value.as_str()?, max_chars)
    }

    /// A list of sentences, each cut and none blank; a single sentence is a list of one.
    pub(crate) fn sentences(&mut self, name: &'static str) -> Vec<String> {
        let items = match self.get(name) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items.as_slice(),
            Some(single) => {
                self.coerced.push(name);
                std::slice::from_ref(single)
            }
        };
        if items.iter().any(|item| !item.is_string()) && !self.coerced.contains(&name) {
            self.coerced.push(name);
        }
        let texts = items.iter().filter_map(Value::as_str);
        texts.filter_map(|text| tidy(text, SENTENCE_CHARS)).take(SENTENCES).collect()
    }

    /// An object within the object.
    pub(crate) fn object(&mut self, name: &'static str) -> Option<&'a Map<String, Value>> {
        let value = self.get(name)?;
        if !value.is_object() {
            self.coerced.push(name);
        }
        value.as_object()
    }
}

/// The number that a value is, or spells.
pub(crate) fn finite(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

/// The nearest whole number from 0 on that any JSON reader takes; `None` for NaN and infinities.
pub(crate) fn whole(number: f64) -> Option<u64> {
    const MAX: f64 = 9_007_199_254_740_991.0;
    if !number.is_finite() {
        return None;
    }
    #[expect(clippy::as_conversions, reason = "rounded and clamped to 0–2⁵³ just before")]
    let whole = number.round().clamp(0.0, MAX) as u64;
    Some(whole)
}

/// Whether the object says that it holds no analysis but a failure.
pub(crate) fn is_failure(object: &Map<String, Value>) -> bool {
    !matches!(object.get("error"), None | Some(Value::Null | Value::Bool(false)))
}

/// One line without control characters, trimmed and cut; `None` where nothing is left.
fn tidy(text: &str, max_chars: usize) -> Option<String> {
    let trimmed = text.trim();
    let cut: String =
        trimmed.chars().map(|c| if c.is_control() { ' ' } else { c }).take(max_chars).collect();
    let cut = cut.trim_end();
    (!cut.is_empty()).then(|| cut.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read<T>(value: Value, how: impl FnOnce(&mut Fields<'_>) -> T) -> (T, bool) {
        let mut object = Map::new();
        object.insert("field".to_owned(), value);
        let mut fields = Fields::of(&object);
        let read = how(&mut fields);
        (read, !fields.coerced().is_empty())
    }

    #[test]
    fn numbers_are_read_from_numbers_and_their_spelling() {
        let number = |value| read(value, |fields| fields.number("field", SCORE));
        assert_eq!(number(json!(87)), (Some(87.0), false));
        assert_eq!(number(json!(" 87.5 ")), (Some(87.5), true));
        assert_eq!(number(json!(1e9)), (Some(100.0), true));
        assert_eq!(number(json!(-0.1)), (Some(0.0), true));
        assert_eq!(number(Value::Null), (None, false));
        for none in [json!("NaN"), json!("-Infinity"), json!("1e999"), json!(true), json!([1])] {
            assert_eq!(number(none.clone()), (None, true), "{none}");
        }
    }

    #[test]
    fn a_switch_may_be_a_number_or_a_word() {
        let switch = |value| read(value, |fields| fields.switch("field"));
        assert_eq!(switch(json!(false)), (Some(false), false));
        assert_eq!(switch(json!(1)), (Some(true), true));
        assert_eq!(switch(json!(0.2)), (Some(false), true));
        assert_eq!(switch(json!("True")), (Some(true), true));
        assert_eq!(switch(json!("false")), (Some(false), true));
        assert_eq!(switch(json!("perhaps")), (None, true));
    }

    #[test]
    fn texts_are_tidied_and_cut() {
        let text = |value| read(value, |fields| fields.text("field", 5));
        assert_eq!(text(json!(" a\nb ")), (Some("a b".to_owned()), false));
        assert_eq!(text(json!("ééééééé")), (Some("ééééé".to_owned()), false));
        assert_eq!(text(json!(" \n ")), (None, false));
        assert_eq!(text(json!(7)), (None, true));
    }

    #[test]
    fn lists_keep_what_is_text() {
        let list = |value| read(value, |fields| fields.sentences("field"));
        assert_eq!(list(json!(["a", null, 3, " "])), (vec!["a".to_owned()], true));
        assert_eq!(list(json!("a")), (vec!["a".to_owned()], true));
        assert_eq!(list(json!({"a": 1})), (vec![], true));
        assert_eq!(list(json!(vec!["a"; 50])).0.len(), SENTENCES);
    }
}

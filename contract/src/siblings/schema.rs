//! A value held to a schema: as much of JSON Schema as our views of the siblings need, with
//! differences in words that whoever runs a sibling understands.

use std::fmt;

use serde_json::{Map, Value};

/// Where a value is not as its schema says.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The field, such as `breakdown.tribe` or `linguistic_flags[0]`; empty for the whole.
    pub field: String,
    /// What is the matter with it.
    pub fault: Fault,
}

/// What is the matter with a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// It is not there, and has to be.
    Missing,
    /// It is of another type.
    Type {
        /// What it is, with an article.
        is: &'static str,
        /// What it should be, with an article.
        expected: String,
    },
    /// It is a number below the least that is meant.
    Below(f64, f64),
    /// It is a number above the greatest that is meant.
    Above(f64, f64),
    /// It is none of the values that are meant.
    Unknown {
        /// The values that are meant.
        allowed: Vec<String>,
    },
}

/// Every difference between a value and a schema of a document, in the order of the schema.
pub(super) fn differences(document: &Value, schema: &Value, value: &Value) -> Vec<Difference> {
    let mut walk = Walk { document, found: Vec::new() };
    walk.hold(schema, value, String::new());
    walk.found
}

struct Walk<'a> {
    document: &'a Value,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn hold(&mut self, schema: &Value, value: &Value, at: String) {
        let Some(schema) = self.resolved(schema) else { return };
        if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
            return self.hold_any(alternatives, value, at);
        }
        if let Some(expected) = schema.get("type")
            && !type_names(expected).any(|name| is_of(value, name))
        {
            let expected =
                type_names(expected).map(|name| article(name).to_owned()).collect::<Vec<_>>();
            let fault = Fault::Type { is: kind(value), expected: expected.join(" or ") };
            return self.find(at, fault);
        }
        let bound = |name| schema.get(name).and_then(Value::as_f64).zip(value.as_f64());
        if let Some((least, number)) = bound("minimum").filter(|(least, number)| number < least) {
            self.find(at.clone(), Fault::Below(number, least));
        }
        if let Some((most, number)) = bound("maximum").filter(|(most, number)| number > most) {
            self.find(at.clone(), Fault::Above(number, most));
        }
        if let Some(allowed) = schema.get("enum").and_then(Value::as_array)
            && !allowed.contains(value)
        {
            let allowed = allowed.iter().map(plain).collect();
            self.find(at.clone(), Fault::Unknown { allowed });
        }
        if let Value::Object(object) = value {
            self.hold_object(schema, object, &at);
        }
        if let (Some(schema), Value::Array(items)) = (schema.get("items"), value) {
            for (index, item) in items.iter().enumerate() {
                self.hold(schema, item, format!("{at}[{index}]"));
            }
        }
    }

    fn hold_object(&mut self, schema: &Map<String, Value>, object: &Map<String, Value>, at: &str) {
        let within =
            |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str).filter(|name| !object.contains_key(*name)) {
            self.find(within(name), Fault::Missing);
        }
        let fields = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, schema) in fields {
            if let Some(value) = object.get(name) {
                self.hold(schema, value, within(name));
            }
        }
    }

    /// One alternative is enough. Where none fits, the first is the usual one and is told of.
    fn hold_any(&mut self, alternatives: &[Value], value: &Value, at: String) {
        let mut found = alternatives.iter().map(|schema| {
            let mut walk = Walk { document: self.document, found: Vec::new() };
            walk.hold(schema, value, at.clone());
            walk.found
        });
        let Some(first) = found.next() else { return };
        if !first.is_empty() && found.all(|other| !other.is_empty()) {
            self.found.extend(first);
        }
    }

    /// The schema itself, or the one that it refers to.
    fn resolved<'s>(&self, schema: &'s Value) -> Option<&'s Map<String, Value>>
    where
        Self: 's,
    {
        match schema.get("$ref").and_then(Value::as_str) {
            None => schema.as_object(),
            Some(reference) => {
                self.document.pointer(reference.trim_start_matches('#')).and_then(Value::as_object)
            }
        }
    }

    fn find(&mut self, field: String, fault: Fault) {
        self.found.push(Difference { field, fault });
    }
}

fn type_names(expected: &Value) -> impl Iterator<Item = &str> {
    let several = expected.as_array().map(Vec::as_slice);
    several.unwrap_or(std::slice::from_ref(expected)).iter().filter_map(Value::as_str)
}

/// Whether a value is of a type as JSON Schema names it. 72.0 is an integer there.
fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        _ => false,
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn article(name: &str) -> &str {
    match name {
        "object" => "an object",
        "array" => "a list",
        "string" => "text",
        "boolean" => "true or false",
        "number" => "a number",
        "integer" => "a whole number",
        other => other,
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, fault } = self;
        if field.is_empty() {
            write!(f, "the whole: {fault}")
        } else {
            write!(f, "{field}: {fault}")
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("missing"),
            Self::Type { is, expected } => write!(f, "{is} where {expected} is expected"),
            Self::Below(number, least) => write!(f, "is {number}, below its minimum of {least}"),
            Self::Above(number, most) => write!(f, "is {number}, above its maximum of {most}"),
            Self::Unknown { allowed } => write!(f, "is none of {}", allowed.join(", ")),
        }
    }
}

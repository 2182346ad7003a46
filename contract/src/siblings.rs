//! Our view of each sibling service: the operations that Pilotlight calls, as descriptions after
//! OpenAPI 3.1, and how what is sent or answered is held to them.

mod schema;

use serde_json::Value;

pub use self::schema::{Difference, Fault};

/// Our view of the signals service, as it is checked in.
pub const SIGNALS: &str = include_str!("../siblings/signals.openapi.json");

/// Our view of the ml service, as it is checked in.
pub const ML: &str = include_str!("../siblings/ml.openapi.json");

/// Our view of the video service, as it is checked in.
pub const VIDEO: &str = include_str!("../siblings/video.openapi.json");

/// A recording of one second that shows a grey picture and sounds one note: something to have
/// analysed that is nobody's.
pub const RECORDING: &[u8] = include_bytes!("../siblings/recording.mp4");

/// Our view of one sibling.
#[derive(Debug, Clone)]
pub struct View {
    document: Value,
}

/// An operation of a sibling.
#[derive(Debug, Clone, Copy)]
pub struct Operation<'a> {
    document: &'a Value,
    operation: &'a Value,
}

impl View {
    /// Reads a description, such as [`SIGNALS`].
    ///
    /// # Errors
    /// Where it is no JSON; a test keeps that from being checked in.
    pub fn new(description: &str) -> serde_json::Result<Self> {
        Ok(Self { document: serde_json::from_str(description)? })
    }

    /// The operation that a call such as `GET /baseline/calm_01` is of.
    #[must_use]
    pub fn operation(&self, call: &str) -> Option<Operation<'_>> {
        let (method, path) = call.split_once(' ')?;
        let paths = self.document.get("paths")?.as_object()?;
        let (_, item) = paths.iter().find(|(template, _)| fits(template, path))?;
        let operation = item.get(method.to_lowercase())?;
        Some(Operation { document: &self.document, operation })
    }
}

/// Whether a path is one of a template such as `/baseline/{stimulus_id}`.
fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}

impl Operation<'_> {
    /// Where a request differs from what the service takes. Of an operation that takes no JSON
    /// there is nothing to compare.
    #[must_use]
    pub fn differences_of_request(&self, request: &Value) -> Vec<Difference> {
        self.differences("/requestBody/content/application~1json/schema", request)
    }

    /// Where an answer differs from what is assumed of an answer with 200.
    #[must_use]
    pub fn differences_of_answer(&self, answer: &Value) -> Vec<Difference> {
        self.differences("/responses/200/content/application~1json/schema", answer)
    }

    fn differences(&self, schema: &str, value: &Value) -> Vec<Difference> {
        let schema = self.operation.pointer(schema);
        schema.map_or_else(Vec::new, |schema| schema::differences(self.document, schema, value))
    }
}

#[cfg(test)]
mod tests;

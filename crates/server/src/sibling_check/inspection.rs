use std::time::Duration;

use pilotlight_clients::{Probe, Probed, SiblingError};
use pilotlight_contract::siblings::View;
use serde_json::{Map, Value};

use super::verdict;
use crate::siblings::Sibling;
use crate::stand_ins;

/// An answer that is an object.
pub(super) type Answer = Map<String, Value>;

/// The calls of one sibling, and what they show.
pub(super) struct Inspection {
    sibling: Sibling,
    view: View,
    probe: Probe,
    timeout: Duration,
    pub(super) calls: usize,
    /// What differs, a line each.
    pub(super) found: Vec<String>,
    /// What is no difference and yet to be known, a line each.
    pub(super) notes: Vec<String>,
}

impl Inspection {
    pub(super) fn new(sibling: Sibling, view: View, probe: Probe, timeout: Duration) -> Self {
        let (found, notes) = (Vec::new(), Vec::new());
        Self { sibling, view, probe, timeout, calls: 0, found, notes }
    }

    /// Whether it is worth calling: what does not say that it is up would only be told of again and
    /// again.
    pub(super) async fn is_up(&mut self) -> bool {
        let answer = self.get("GET /health", self.timeout).await;
        if answer.as_ref().is_some_and(|answer| answer.contains_key(stand_ins::FIELD)) {
            self.notes.push(format!("{}: a stand-in, not the service itself", self.sibling.name()));
        }
        answer.is_some()
    }

    /// Gets what a call such as `GET /health` names.
    pub(super) async fn get(&mut self, call: &str, budget: Duration) -> Option<Answer> {
        let outcome = self.probe.get(&segments(call), budget).await;
        self.judge(call, budget, outcome)
    }

    /// Posts JSON as a call such as `POST /score` names.
    pub(super) async fn post(&mut self, call: &str, request: &Value) -> Option<Answer> {
        let outcome = self.probe.post(&segments(call), request, self.timeout).await;
        self.judge(call, self.timeout, outcome)
    }

    /// Posts a recording.
    pub(super) async fn post_video(&mut self, call: &str, recording: Vec<u8>) -> Option<Answer> {
        let outcome = self.probe.post_video(&segments(call), recording, self.timeout).await;
        self.judge(call, self.timeout, outcome)
    }

    /// Tells of a difference, once.
    pub(super) fn find(&mut self, call: &str, what: &str) {
        let line = self.line(call, what);
        if !self.found.contains(&line) {
            self.found.push(line);
        }
    }

    /// Tells of what is no difference.
    pub(super) fn note(&mut self, call: &str, what: &str) {
        self.notes.push(self.line(call, what));
    }

    fn line(&self, call: &str, what: &str) -> String {
        format!("{} {call}: {what}", self.sibling.name())
    }

    /// Tells of all that is wrong with an answer; gives it where it is one.
    fn judge(
        &mut self,
        call: &str,
        budget: Duration,
        outcome: Result<Probed, SiblingError>,
    ) -> Option<Answer> {
        self.calls += 1;
        let answer = match outcome {
            Ok(probed) => verdict::answer(&probed),
            Err(SiblingError::TimedOut) => Err(format!("no answer in {} ms", budget.as_millis())),
            Err(error) => Err(error.to_string()),
        };
        match answer {
            Ok(answer) => {
                let value = Value::Object(answer);
                let operation = self.view.operation(call);
                let differences =
                    operation.map(|operation| operation.differences_of_answer(&value));
                for difference in differences.into_iter().flatten() {
                    self.find(call, &difference.to_string());
                }
                if let Value::Object(answer) = value { Some(answer) } else { None }
            }
            Err(what) => {
                self.find(call, &what);
                None
            }
        }
    }
}

/// The path of a call, in segments.
fn segments(call: &str) -> Vec<&str> {
    let path = call.split_once(" /").map_or("", |(_, path)| path);
    path.split('/').collect()
}

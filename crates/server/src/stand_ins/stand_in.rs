use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use pilotlight_contract::siblings::{Difference, View};
use pilotlight_contract::stimulus;
use pilotlight_domain::{Catalogue, MlScale};
use serde_json::{Map, Value, json};

use super::args::{Behaviour, Role};
use super::{sign, wrong};
use crate::settings::Settings;
use crate::siblings::Sibling;

/// What a slow answer takes beyond the default timeout.
const TOO_LATE_BY: Duration = Duration::from_secs(1);

/// A stand-in for one sibling.
pub(super) struct StandIn {
    sibling: Sibling,
    behaviour: Behaviour,
    pub(super) scale: MlScale,
    view: View,
    pub(super) stimuli: Catalogue,
    /// How often each operation was called.
    turns: Mutex<HashMap<&'static str, usize>>,
    phones: Mutex<HashSet<String>>,
}

impl StandIn {
    pub(super) fn new(role: Role) -> anyhow::Result<Self> {
        let Role { sibling, behaviour, port: _, scale } = role;
        Ok(Self {
            sibling,
            behaviour,
            scale,
            view: sibling.view()?,
            stimuli: stimulus::catalogue()?,
            turns: Mutex::default(),
            phones: Mutex::default(),
        })
    }

    /// Those for whom a phone was registered; not the numbers.
    pub(super) fn phones(&self) -> MutexGuard<'_, HashSet<String>> {
        self.phones.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a body as the service would, and answers what is made of it, or the refusal.
    pub(super) async fn take(
        &self,
        call: &'static str,
        body: &[u8],
        make: impl FnOnce(&Value) -> Value,
    ) -> HttpResponse {
        let Ok(request) = serde_json::from_slice(body) else {
            return self.refuse(&json!(["body"]), "JSON decode error");
        };
        let operation = self.view.operation(call);
        let differences =
            operation.map_or_else(Vec::new, |operation| operation.differences_of_request(&request));
        match differences.first() {
            None => self.answer(call, make(&request)).await,
            Some(Difference { field, fault }) => {
                let at: Vec<&str> = ["body"].into_iter().chain(field.split('.')).collect();
                self.refuse(&json!(at), &fault.to_string())
            }
        }
    }

    /// What the service's framework says of a wrong type, or of a field that is not there.
    pub(super) fn refuse(&self, at: &Value, what: &str) -> HttpResponse {
        let detail = json!({"detail": [{"type": "value_error", "loc": at, "msg": what}]});
        self.json(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// Answers a call as it behaves, where `good` is the answer as it should be.
    pub(super) async fn answer(&self, call: &'static str, good: Value) -> HttpResponse {
        match self.behaviour {
            Behaviour::Good | Behaviour::Dead => self.json(StatusCode::OK, good),
            Behaviour::Slow => {
                tokio::time::sleep(self.delay()).await;
                self.json(StatusCode::OK, good)
            }
            Behaviour::Wrong => wrong::answer(self, call, self.turn(call), good),
        }
    }

    /// JSON that says that it is a stand-in's.
    pub(super) fn json(&self, status: StatusCode, body: Value) -> HttpResponse {
        let name = self.sibling.name();
        let says = (sign::FIELD.to_owned(), json!(format!("made up by a stand-in for {name}")));
        let fields = match body {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        HttpResponse::build(status)
            .json(Value::Object(std::iter::once(says).chain(fields).collect()))
    }

    /// How often an operation was called before.
    fn turn(&self, call: &'static str) -> usize {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = turns.entry(call).or_default();
        *turn += 1;
        *turn - 1
    }

    fn delay(&self) -> Duration {
        let Settings { signals, ml, video, .. } = Settings::default();
        let timeout_ms = match self.sibling {
            Sibling::Signals => signals.timeout_ms,
            Sibling::Ml => ml.timeout_ms,
            Sibling::Video => video.timeout_ms,
        };
        Duration::from_millis(timeout_ms) + TOO_LATE_BY
    }
}

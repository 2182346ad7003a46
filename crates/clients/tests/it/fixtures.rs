//! The recorded answers in `contract/siblings`.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use pilotlight_contract::siblings::{ML, SIGNALS, VIDEO, View};
use serde_json::Value;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// One recorded answer, and what is sent for it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixture {
    #[serde(skip)]
    pub(crate) name: String,
    what: String,
    call: String,
    request: Option<Value>,
    status: u16,
    #[serde(default, deserialize_with = "present")]
    body: Option<Value>,
    raw_body: Option<String>,
}

/// A body of null is a body.
fn present<'de, D: serde::Deserializer<'de>>(body: D) -> Result<Option<Value>, D::Error> {
    serde::Deserialize::deserialize(body).map(Some)
}

/// Every answer recorded for a sibling.
pub(crate) fn load(sibling: &str) -> Vec<Fixture> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../contract/siblings");
    let files = fs::read_dir(folder.join(sibling)).unwrap();
    let fixtures = files.map(|file| {
        let file = file.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let fixture: Fixture =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!fixture.what.trim().is_empty(), "{name}: does not say what it is");
        assert!(fixture.body.is_some() != fixture.raw_body.is_some(), "{name}: one body");
        Fixture { name, ..fixture }
    });
    fixtures.collect()
}

impl Fixture {
    /// A sibling that gives this answer.
    pub(crate) async fn serve(&self) -> MockServer {
        let (verb, route) = self.call.split_once(' ').unwrap();
        let answer = ResponseTemplate::new(self.status);
        let answer = match (&self.body, &self.raw_body) {
            (Some(body), _) => answer.set_body_json(body),
            (None, raw) => answer.set_body_raw(raw.clone().unwrap(), "text/html"),
        };
        let server = MockServer::start().await;
        let expected = Mock::given(method(verb)).and(path(route)).respond_with(answer).expect(1);
        server.register(expected).await;
        server
    }

    /// The answer, where it is JSON.
    pub(crate) fn body(&self) -> &Value {
        self.body.as_ref().unwrap()
    }

    /// What is sent is what is recorded, and what the service takes by our view of it.
    fn compare_request(&self, view: &View, sent: &Request) {
        if let Ok(sent) = serde_json::from_slice(&sent.body) {
            let operation = view.operation(&self.call).unwrap();
            assert_eq!(operation.differences_of_request(&sent), [], "{}: what was sent", self.name);
        }
        if let Some(expected) = &self.request {
            let sent: Value = serde_json::from_slice(&sent.body).unwrap();
            assert_eq!(&sent, expected, "{}: what was sent", self.name);
        }
    }
}

/// Our view of a sibling.
fn view(sibling: &str) -> View {
    let views = [("signals", SIGNALS), ("ml", ML), ("video", VIDEO)];
    View::new(views.iter().find(|(name, _)| *name == sibling).unwrap().1).unwrap()
}

/// Serves every answer recorded for a call, makes the call with what its expectation names, and
/// compares. A fixture without an expectation fails, and so does the reverse.
pub(crate) async fn check<A, T: PartialEq + Debug>(
    sibling: &str,
    call: &str,
    expectations: Vec<(&str, A, T)>,
    make: impl AsyncFn(&str, A) -> T,
) {
    let view = view(sibling);
    let named = expectations.into_iter().map(|(name, ask, expected)| (name, (ask, expected)));
    let mut expectations: BTreeMap<&str, (A, T)> = named.collect();
    for fixture in load(sibling).into_iter().filter(|fixture| fixture.call == call) {
        let Fixture { name, what, .. } = &fixture;
        let (ask, expected) = expectations
            .remove(name.as_str())
            .unwrap_or_else(|| panic!("{sibling}/{name}: no expectation"));
        let server = fixture.serve().await;
        let got = make(&server.uri(), ask).await;
        assert_eq!(got, expected, "{sibling}/{name}: {what}");
        for request in server.received_requests().await.unwrap() {
            fixture.compare_request(&view, &request);
        }
        server.verify().await;
    }
    assert!(expectations.is_empty(), "{sibling}: no fixture for {:?}", expectations.keys());
}

#[test]
fn every_recorded_call_has_a_test() {
    let tested = [
        ("signals", &["POST /analyze", "POST /alert/send", "POST /register-phone"][..]),
        ("ml", &["POST /score", "GET /baseline/calm_01"]),
        ("video", &["POST /analyze/video"]),
    ];
    for (sibling, calls) in tested {
        for Fixture { name, call, .. } in load(sibling) {
            let known = calls.contains(&call.as_str()) || call == "GET /health";
            assert!(known, "{sibling}/{name}: no test makes the call {call}");
        }
    }
}

//! No error and no `Debug` repeats what a person said or who they are.

use std::time::Duration;

use pilotlight_clients::signals::SignalsAnalysis;
use pilotlight_clients::video::VideoAnalysis;
use pilotlight_clients::{Http, HttpSignals, Ml, Off, SiblingError, Signals, Video};
use pilotlight_domain::ServiceUse;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::calls::{AMPLE, Call, PHONE, USER, WORDS, alert, check_in, reply, upload, user};

fn assert_silent(shown: &str) {
    for secret in [WORDS, PHONE, USER, "988", "checkin.mp4"] {
        assert!(!shown.contains(secret), "{secret:?} is shown: {shown}");
    }
}

#[test]
fn debug_shows_neither_person_nor_words() {
    let analysis = SignalsAnalysis { remarks: vec![WORDS.to_owned()], ..Default::default() };
    let video = VideoAnalysis { transcript: Some(WORDS.to_owned()), ..Default::default() };
    let shown = [
        format!("{:?}", reply()),
        format!("{:?}", alert()),
        format!("{:?}", check_in()),
        format!("{:?}", upload(&[b"video"])),
        format!("{analysis:?}"),
        format!("{video:?}"),
    ];
    shown.iter().for_each(|shown| assert_silent(shown));
}

#[tokio::test]
async fn errors_do_not_repeat_what_a_service_says() {
    let answers = [
        (200, format!("{{\"error\": \"cannot read {WORDS} of {USER} at {PHONE}\"}}")),
        (200, format!("{WORDS} {USER} {PHONE}")),
        (200, format!("[\"{WORDS}\"")),
        (422, format!("{{\"detail\": [{{\"input\": \"{WORDS} {USER} {PHONE}\"}}]}}")),
        (500, format!("Traceback: {WORDS} {USER} {PHONE}")),
    ];
    for (code, body) in answers {
        let server = MockServer::start().await;
        let answer = ResponseTemplate::new(code).set_body_string(body);
        server.register(Mock::given(any()).respond_with(answer)).await;
        for call in Call::read() {
            let error = call.make(&server.uri(), AMPLE, AMPLE).await.unwrap_err();
            assert_silent(&format!("{error} {error:?}"));
        }
    }
}

#[tokio::test]
async fn a_connection_error_does_not_name_the_address() {
    let http = Http::new().unwrap();
    let signals = HttpSignals::new(&http, "http://no-such-host.invalid", AMPLE).unwrap();
    let error = signals.register_phone(&user(), PHONE, AMPLE).await.unwrap_err();
    assert_eq!(error.to_string(), "the service could not be reached");
}

#[tokio::test]
async fn what_is_off_says_so_at_once() {
    let budget = Duration::ZERO;
    let off = [
        Signals::health(&Off, budget).await,
        Ml::health(&Off, budget).await,
        Video::health(&Off, budget).await,
        Signals::analyze(&Off, &reply(), budget).await.map(drop),
        Off.send_alert(&alert(), budget).await.map(drop),
        Off.register_phone(&user(), PHONE, budget).await,
        Off.score(&check_in(), budget).await.map(drop),
        Off.baseline("calm_01", budget).await.map(drop),
        Video::analyze(&Off, upload(&[]), budget).await.map(drop),
    ];
    for answer in off {
        assert_eq!(answer, Err(SiblingError::Off));
    }
    assert_eq!(SiblingError::Off.service_use(), ServiceUse::Off);
}

#[test]
fn every_error_has_its_service_use() {
    let unavailable = [
        SiblingError::Unreachable,
        SiblingError::Interrupted,
        SiblingError::TimedOut,
        SiblingError::Status { code: 500, retry_after: None },
        SiblingError::Unavailable { reason: "" },
        SiblingError::UploadAborted,
    ];
    for error in unavailable {
        assert_eq!(error.service_use(), ServiceUse::Unavailable, "{error}");
    }
    assert_eq!(SiblingError::TooLarge.service_use(), ServiceUse::Unusable);
}

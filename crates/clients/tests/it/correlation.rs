//! The headers that lead from a sibling's log back to the request.

use std::time::Duration;

use pilotlight_clients::{Correlation, Http, HttpMl, Ml};
use wiremock::{MockServer, Request};

const BUDGET: Duration = Duration::from_secs(5);

async fn received(correlation: Option<Correlation>) -> Request {
    let server = MockServer::start().await;
    let ml = HttpMl::new(&Http::new().unwrap(), &server.uri(), BUDGET).unwrap();
    // That it answers 404 does not matter here.
    let _ = match correlation {
        Some(correlation) => correlation.carried_by(ml.health(BUDGET)).await,
        None => ml.health(BUDGET).await,
    };
    server.received_requests().await.unwrap().remove(0)
}

#[tokio::test]
async fn a_call_carries_what_it_is_part_of() {
    let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".to_owned();
    let request_id = Some("req-77".to_owned());
    let call = received(Some(Correlation { traceparent: traceparent.clone(), request_id })).await;
    assert_eq!(call.headers["traceparent"], traceparent.as_str());
    assert_eq!(call.headers["x-request-id"], "req-77");
    let call = received(Some(Correlation { traceparent, request_id: None })).await;
    assert!(call.headers.contains_key("traceparent") && !call.headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn a_call_by_itself_and_what_is_no_header_carry_nothing() {
    let wrong = Correlation { traceparent: "a\nb".to_owned(), request_id: Some("\0".to_owned()) };
    for correlation in [None, Some(wrong)] {
        let call = received(correlation).await;
        for name in ["traceparent", "x-request-id"] {
            assert!(!call.headers.contains_key(name), "{name}");
        }
    }
}

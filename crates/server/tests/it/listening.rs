//! Listening to a person's events, as a browser does.

use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::described::{DESCRIPTION, violations};
use crate::http::{Answer, segment};
use crate::server::Server;
use crate::sound;

/// How long an event may take that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// An event as it came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
    pub(crate) data: String,
}

/// An open stream.
pub(crate) struct Listening {
    response: reqwest::Response,
    pub(crate) headers: HeaderMap,
    unread: Vec<u8>,
}

impl Server {
    /// Opens a stream, after an event or from the beginning.
    pub(crate) async fn listen(&self, user: &str, last: Option<&str>) -> Listening {
        let request = self.client.get(format!("{}/events/{}", self.address, segment(user)));
        let request = match last {
            Some(id) => request.header("Last-Event-ID", id),
            None => request,
        };
        Listening::of(request.send().await.unwrap())
    }

    /// Asks for a stream that there is no room for.
    pub(crate) async fn listen_in_vain(&self, user: &str) -> Option<Answer> {
        let url = format!("{}/events/{}", self.address, segment(user));
        let response = self.client.get(url).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if status == 200 {
            return None;
        }
        let bytes = response.bytes().await.unwrap().to_vec();
        Some(Answer { status, headers, bytes, took: Duration::ZERO })
    }
}

impl Listening {
    pub(crate) fn of(response: reqwest::Response) -> Self {
        assert_eq!(response.status(), 200);
        let headers = response.headers().clone();
        assert_eq!(headers["content-type"], "text/event-stream");
        Self { response, headers, unread: Vec::new() }
    }

    /// The next block of lines; `None` at a clean end.
    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.unread.windows(2).position(|two| two == b"\n\n") {
                let block = self.unread.drain(..end + 2).collect();
                return Some(String::from_utf8(block).unwrap());
            }
            match self.response.chunk().await.unwrap() {
                Some(chunk) => self.unread.extend(chunk),
                None => {
                    assert!(self.unread.is_empty(), "the stream ends in the middle of an event");
                    return None;
                }
            }
        }
    }

    /// The next event of any kind; `None` at a clean end.
    pub(crate) async fn event(&mut self) -> Option<Event> {
        loop {
            let block = self.block().await?;
            let field = |name: &str| {
                let mut values = block.lines().filter_map(|line| line.strip_prefix(name));
                let value = values.next().map(|value| value.trim_start().to_owned());
                assert!(values.next().is_none(), "{block}");
                value
            };
            match field("event:") {
                Some(kind) => {
                    return Some(Event { kind, id: field("id:"), data: field("data:").unwrap() });
                }
                None => assert_eq!(block, "retry: 3000\n\n"),
            }
        }
    }

    /// The next result, which must come.
    pub(crate) async fn result(&mut self) -> Value {
        let next = async {
            loop {
                let event = self.event().await.expect("the stream goes on");
                if event.kind == "score" {
                    return event;
                }
                assert_eq!(event.kind, "ping");
                assert!(event.id.is_none_or(|id| id == "0"), "a ping stands for no check-in");
            }
        };
        let event = tokio::time::timeout(PATIENCE, next).await.expect("an event comes");
        let result: Value = serde_json::from_str(&event.data).unwrap();
        assert_eq!(event.id.as_deref(), result["check_in_id"].as_str());
        let wrong = violations(&DESCRIPTION["components"]["schemas"]["BurnoutResult"], &result);
        assert!(wrong.is_empty(), "{wrong:#?}");
        sound::assert_sound(&result);
        result
    }

    /// Reads to the clean end that must come.
    pub(crate) async fn ends(&mut self) {
        let read = async { while self.event().await.is_some() {} };
        tokio::time::timeout(PATIENCE, read).await.expect("the stream ends");
    }

    /// Nothing but pings came until now: what is stored next comes next.
    pub(crate) async fn is_next(&mut self, expected: &Value) {
        assert_eq!(self.result().await["check_in_id"], expected["check_in_id"]);
    }
}

//! Clients that go on whatever happens. Half of them send a key with every check-in, and send it
//! again until it is answered; the others never know what became of one that was cut off.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::siblings::{CALM_WPM, RED_WPM};

/// A person's check-ins fit on one page of the history.
const FOR_EACH_PERSON: usize = 40;

/// What the clients share.
pub(super) struct World {
    address: Mutex<String>,
    is_over: AtomicBool,
    unchecked: Mutex<Vec<(String, String)>>,
}

impl World {
    pub(super) fn new(address: &str) -> Self {
        Self {
            address: Mutex::new(address.to_owned()),
            is_over: AtomicBool::new(false),
            unchecked: Mutex::default(),
        }
    }

    pub(super) fn moved_to(&self, address: &str) {
        *self.address.lock().unwrap() = address.to_owned();
    }

    pub(super) fn end(&self) {
        self.is_over.store(true, Ordering::SeqCst);
    }

    /// The ids that were answered since the last time, by person.
    pub(super) fn take_unchecked(&self) -> HashMap<String, Vec<String>> {
        let mut by_person: HashMap<String, Vec<String>> = HashMap::new();
        for (user, id) in std::mem::take(&mut *self.unchecked.lock().unwrap()) {
            by_person.entry(user).or_default().push(id);
        }
        by_person
    }
}

/// A check-in that was sent, and what was answered, if it was.
struct Sent {
    user: String,
    at: Timestamp,
    is_red: bool,
    answer: Option<Value>,
}

pub(super) struct Client {
    number: usize,
    world: Arc<World>,
    start: Timestamp,
    sent: Vec<Sent>,
}

impl Client {
    pub(super) fn new(number: usize, world: &Arc<World>) -> Self {
        let start = Timestamp::now().checked_sub(SignedDuration::from_hours(1)).unwrap();
        let start = Timestamp::from_millisecond(start.as_millisecond()).unwrap();
        Self { number, world: Arc::clone(world), start, sent: Vec::new() }
    }

    const fn has_keys(&self) -> bool {
        self.number.is_multiple_of(2)
    }

    /// Sends check-ins until the end, every third of them red.
    pub(super) async fn run(mut self) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        while !self.world.is_over.load(Ordering::SeqCst) {
            let place = self.sent.len();
            let milliseconds = SignedDuration::from_millis(i64::try_from(place).unwrap());
            let sent = Sent {
                user: format!("client-{}-{}", self.number, place / FOR_EACH_PERSON),
                at: self.start.checked_add(milliseconds).unwrap(),
                is_red: place.is_multiple_of(3),
                answer: None,
            };
            let answer = self.send(&http, &sent).await;
            if let Some(answer) = &answer {
                let id = answer["check_in_id"].as_str().unwrap().to_owned();
                self.world.unchecked.lock().unwrap().push((sent.user.clone(), id));
            }
            self.sent.push(Sent { answer, ..sent });
        }
        self
    }

    /// Sends one, with a key until it is answered; else once.
    async fn send(&self, http: &reqwest::Client, sent: &Sent) -> Option<Value> {
        let speed = if sent.is_red { RED_WPM } else { CALM_WPM };
        let body = json!({"user_id": sent.user, "stimulus_id": "calm_01", "typing_wpm": speed,
            "timestamp": sent.at.to_string()});
        loop {
            let address = self.world.address.lock().unwrap().clone();
            let mut request = http.post(format!("{address}/response/submit")).json(&body);
            if self.has_keys() {
                request = request.header("Idempotency-Key", sent.at.to_string());
            }
            let answered = async {
                let response = request.send().await?;
                Ok((response.status().as_u16(), response.text().await?))
            };
            let answered: reqwest::Result<(u16, String)> = answered.await;
            match answered {
                Ok((200, text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok((status, text)) => panic!("{status}: {text}"),
                // The server is being started again.
                Err(_) if self.has_keys() => tokio::time::sleep(Duration::from_millis(5)).await,
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    return None;
                }
            }
        }
    }

    pub(super) fn people(&self) -> Vec<String> {
        let mut people: Vec<String> = self.sent.iter().map(|sent| sent.user.clone()).collect();
        people.dedup();
        people
    }

    pub(super) fn answered(&self) -> usize {
        self.sent.iter().filter(|sent| sent.answer.is_some()).count()
    }

    /// Checks that a person has each check-in that was answered once, as it was answered; and those
    /// that were not answered once, or, without a key, not at all.
    pub(super) fn check(&self, user: &str, history: &[Value]) {
        let mut found: HashMap<Timestamp, &Value> = HashMap::new();
        for result in history {
            let at: Timestamp = result["timestamp"].as_str().unwrap().parse().unwrap();
            assert!(found.insert(at, result).is_none(), "{user} has {at} twice");
        }
        for sent in self.sent.iter().filter(|sent| sent.user == user) {
            let stored = found.remove(&sent.at);
            match &sent.answer {
                Some(answer) => {
                    let stored = stored.unwrap_or_else(|| panic!("{user} has lost {}", sent.at));
                    assert_eq!(stored["check_in_id"], answer["check_in_id"]);
                    assert_eq!(stored["alert"]["id"], answer["alert"]["id"]);
                }
                None => assert!(!self.has_keys(), "with a key, everything is answered in the end"),
            }
            if let Some(stored) = stored {
                assert_eq!(stored["level"] == "red", sent.is_red, "{stored}");
            }
        }
        assert!(found.is_empty(), "{user} has what nobody sent: {found:?}");
    }
}

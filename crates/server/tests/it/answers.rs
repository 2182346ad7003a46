//! Answers are kept ready, and never given when something newer was answered before.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::server::Server;

const CHECK_INS: usize = 40;
const OBSERVERS: usize = 4;

/// Which check-in it is, from 1.
fn number(result: &Value) -> usize {
    result["stimulus_id"].as_str().map_or(0, |id| 1 + id.parse::<usize>().unwrap())
}

/// How many check-ins each page tells of.
async fn told(server: &Server) -> [usize; 3] {
    let score = server.score("ana").await;
    let of_score = number(&score);
    let history = server.history("ana").await;
    let of_history = history.first().map_or(0, number);
    let metrics = server.metrics("ana").await;
    [of_score, of_history, usize::try_from(metrics["total_checkins"].as_u64().unwrap()).unwrap()]
}

#[tokio::test]
async fn nobody_reads_less_than_was_answered_however_many_look_on() {
    let server = Arc::new(Server::alone().await);
    let answered = Arc::new(AtomicUsize::new(0));
    let observers: Vec<_> = (0..OBSERVERS)
        .map(|_| {
            let (server, answered) = (Arc::clone(&server), Arc::clone(&answered));
            tokio::spawn(async move {
                let mut readings = 0;
                loop {
                    let before = answered.load(Ordering::SeqCst);
                    let told = told(&server).await;
                    assert!(told.iter().all(|told| *told >= before), "{told:?} after {before}");
                    readings += 1;
                    if before == CHECK_INS {
                        return readings;
                    }
                }
            })
        })
        .collect();
    for number in 0..CHECK_INS {
        let reply = serde_json::json!({
            "user_id": "ana", "stimulus_id": number.to_string(), "response_text": "a slow day"
        });
        server.submit(reply).await;
        answered.store(number + 1, Ordering::SeqCst);
    }
    for observer in observers {
        assert!(observer.await.unwrap() > 1);
    }
}

//! Scripted siblings for `just bench`: signals, ml and video on one address, which answer at once
//! what the fixtures of `contract/siblings` say. One answer of ml in ten is the fixture's red one.
//! Started as `siblings hang` they take every request and answer none but `/health`.

use std::sync::atomic::{AtomicU32, Ordering};

use actix_web::web::{self, Bytes, Data, Payload};
use actix_web::{App, HttpResponse, HttpServer};
use futures_util::StreamExt;
use serde_json::Value;

/// What every other answer of ml scores.
const YELLOW: u8 = 41;

/// The bodies that are answered.
struct Answers {
    analysis: String,
    red: String,
    yellow: String,
    baseline: String,
    sent: String,
    video: String,
    scored: AtomicU32,
}

impl Answers {
    fn read() -> serde_json::Result<Self> {
        let red = body(include_str!("../../../contract/siblings/ml/score_good.json"))?;
        let mut yellow = red.clone();
        if let Some(answer) = yellow.as_object_mut() {
            answer.insert("score".to_owned(), YELLOW.into());
            answer.insert("level".to_owned(), "yellow".into());
        }
        let text = |fixture| body(fixture).map(|body| body.to_string());
        Ok(Self {
            analysis: text(include_str!("../../../contract/siblings/signals/analyze_good.json"))?,
            red: red.to_string(),
            yellow: yellow.to_string(),
            baseline: text(include_str!("../../../contract/siblings/ml/baseline_good.json"))?,
            sent: text(include_str!("../../../contract/siblings/signals/alert_delivered.json"))?,
            video: text(include_str!("../../../contract/siblings/video/analyze_good.json"))?,
            scored: AtomicU32::new(0),
        })
    }
}

/// What a fixture answers.
fn body(fixture: &str) -> serde_json::Result<Value> {
    let fixture: Value = serde_json::from_str(fixture)?;
    Ok(fixture.get("body").cloned().unwrap_or_default())
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let answers = Data::new(Answers::read()?);
    let hangs = std::env::args().any(|argument| argument == "hang");
    let server = HttpServer::new(move || {
        let app = App::new()
            .app_data(answers.clone())
            .route("/health", web::get().to(async || json(r#"{"status":"ok"}"#)));
        if hangs {
            return app.default_service(web::to(std::future::pending::<HttpResponse>));
        }
        app.route(
            "/analyze",
            web::post().to(async |all: Data<Answers>, _read: Bytes| json(&all.analysis)),
        )
        .route(
            "/alert/send",
            web::post().to(async |all: Data<Answers>, _read: Bytes| json(&all.sent)),
        )
        .route("/score", web::post().to(score))
        .route("/baseline/{id}", web::get().to(async |all: Data<Answers>| json(&all.baseline)))
        .route("/analyze/video", web::post().to(video))
    })
    .workers(1)
    .bind("127.0.0.1:0")?;
    for address in server.addrs() {
        announce(&format!("up on http://{address}"));
    }
    server.run().await
}

/// A body that is not read would close the connection.
async fn score(answers: Data<Answers>, _read: Bytes) -> HttpResponse {
    let is_red = answers.scored.fetch_add(1, Ordering::Relaxed).is_multiple_of(10);
    json(if is_red { &answers.red } else { &answers.yellow })
}

/// Reads a recording to its end, and keeps nothing of it.
async fn video(answers: Data<Answers>, mut recording: Payload) -> HttpResponse {
    while let Some(chunk) = recording.next().await {
        if chunk.is_err() {
            return HttpResponse::BadRequest().finish();
        }
    }
    json(&answers.video)
}

fn json(body: &str) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(body.to_owned())
}

#[expect(clippy::print_stdout, reason = "whoever starts it reads where it listens")]
fn announce(line: &str) {
    println!("{line}");
}

//! A video that is sent again under its key is one check-in.

use std::time::Duration;

use futures_util::future::join;
use reqwest::Method;
use reqwest::multipart::Form;
use serde_json::Value;

use crate::fields::settled;
use crate::form::{file, mp4};
use crate::http::Answer;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, requests, video};

async fn send(server: &Server, key: &str, form: Form) -> Answer {
    let with =
        |request: reqwest::RequestBuilder| request.header("Idempotency-Key", key).multipart(form);
    server.send(Method::POST, "/video/submit", with).await
}

/// A form whose person comes first, or last.
fn form(user: &str, bytes: usize, first: bool) -> Form {
    let user = user.to_owned();
    let video = file(mp4(bytes), "video/mp4");
    match first {
        true => Form::new().text("user_id", user).part("video", video),
        false => Form::new().part("video", video).text("user_id", user),
    }
}

fn same(one: &Value, other: &Value) {
    for part in ["facial", "voice", "combined_score", "video_service"] {
        assert_eq!(one[part], other[part], "{part}");
    }
    assert_eq!(settled(&one["burnout_result"]), settled(&other["burnout_result"]));
}

#[tokio::test]
async fn the_same_video_gets_the_same_answer_whatever_comes_first() {
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let mut server = Setup::alone().set("video.url", video.uri()).start().await;
    let mut analysed = 0;
    for (user, first, analyses) in [("ana", true, 1), ("ben", false, 3)] {
        let one = send(&server, "V-1", form(user, 4000, first)).await.ok();
        assert!(one["facial"]["facial_indicators"]["overall_affect"].is_string());
        same(&send(&server, "V-1", form(user, 4000, first)).await.ok(), &one);
        server.restart().await;
        same(&send(&server, "V-1", form(user, 4000, first)).await.ok(), &one);
        assert_eq!(server.history(user).await.len(), 1);
        analysed += analyses;
        let asked = requests(&video, "/analyze/video").await.len();
        assert_eq!(asked, analysed, "{user}: known by then, it is not passed on");
        send(&server, "V-2", form(user, 4000, first)).await.ok();
        analysed += 1;
        assert_eq!(server.history(user).await.len(), 2);
    }
}

#[tokio::test]
async fn another_form_under_the_same_key_is_refused() {
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let server = Setup::alone().set("video.url", video.uri()).start().await;
    for (user, first) in [("ana", true), ("ben", false)] {
        send(&server, "V-1", form(user, 4000, first)).await.ok();
        let others = [
            form(user, 4001, first),
            form(user, 4000, first).text("stimulus_id", "calm_02"),
            form(user, 4000, first).text("region", "GB"),
        ];
        for other in others {
            send(&server, "V-1", other).await.problem(422, "idempotency_key_reused");
        }
        let twice = form(user, 4000, first).text("user_id", "eve");
        assert_eq!(send(&server, "V-9", twice).await.wrong_fields(), ["user_id"]);
        assert_eq!(server.history(user).await.len(), 1);
    }
}

#[tokio::test]
async fn while_one_is_in_work_another_is_told_so() {
    let slow = json_answer(&fixture("video/analyze_good")).set_delay(Duration::from_millis(1000));
    let video = video(slow).await;
    let server = Setup::alone().set("video.url", video.uri()).start().await;
    let (one, other) = join(
        send(&server, "V-1", form("ana", 4000, true)),
        send(&server, "V-1", form("ana", 4000, true)),
    )
    .await;
    let (done, in_work) = if one.status == 200 { (one, other) } else { (other, one) };
    in_work.problem(409, "request_in_work");
    same(&send(&server, "V-1", form("ana", 4000, true)).await.ok(), &done.ok());
    assert_eq!(requests(&video, "/analyze/video").await.len(), 1);
    assert_eq!(server.history("ana").await.len(), 1);
}

#[tokio::test]
async fn two_that_race_to_the_end_are_one_check_in() {
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let one = Setup::alone().set("video.url", video.uri()).start().await;
    let other = Setup::alone().set("video.url", video.uri()).start_beside(&one).await;
    let (first, second) = join(
        send(&one, "V-1", form("ana", 4000, false)),
        send(&other, "V-1", form("ana", 4000, false)),
    )
    .await;
    same(&first.ok(), &second.ok());
    assert_eq!(one.history("ana").await.len(), 1);
}

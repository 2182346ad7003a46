//! Many people at the same instant.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::form;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, video};

fn reply(user: &str, source: &str, text: &str) -> Value {
    let (stimulus, error_rate) = ("calm_01", 0);
    json!({"user_id": user, "stimulus_id": stimulus, "response_text": text, "source": source,
        "typing_wpm": 40, "error_rate": error_rate})
}

fn ids(results: &[Value]) -> HashSet<String> {
    results.iter().map(|result| result["check_in_id"].as_str().unwrap().to_owned()).collect()
}

/// Checks that a person has exactly the check-ins that were answered.
async fn has_all(server: &Server, user: &str, answered: &[Value]) {
    assert_eq!(ids(&server.history(user).await), ids(answered), "{user}");
    assert_eq!(ids(answered).len(), answered.len(), "{user}: no id twice");
    let metrics = server.metrics(user).await;
    assert_eq!(metrics["total_checkins"], answered.len(), "{user}");
}

#[tokio::test]
async fn thirty_new_people_six_times_over_while_fifteen_videos_come_in() {
    let slow = json_answer(&fixture("video/analyze_good")).set_delay(Duration::from_millis(300));
    let video = video(slow).await;
    let mut server = Setup::alone().set("video.url", video.uri()).start().await;
    let people: Vec<String> = (0..30).map(|count| format!("person-{count}")).collect();
    let rounds = async {
        let mut answered: Vec<Vec<Value>> = vec![Vec::new(); people.len()];
        for round in 0..6 {
            let all = people.iter().enumerate().map(async |(place, user)| {
                let source = if (place + round) % 2 == 0 { "app" } else { "sms" };
                server.submit(reply(user, source, &format!("so tired, day {round}"))).await
            });
            for (results, result) in answered.iter_mut().zip(join_all(all).await) {
                results.push(result);
            }
        }
        answered
    };
    let videos = join_all((0..15).map(async |count| {
        let answer = server.submit_video(form::of(&format!("filmed-{count}"))).await;
        assert_eq!(answer["video_service"], true);
        answer["burnout_result"].clone()
    }));
    let (answered, filmed) = join(rounds, videos).await;
    for _ in 0..2 {
        for (user, results) in people.iter().zip(&answered) {
            assert_eq!(results.len(), 6);
            has_all(&server, user, results).await;
        }
        for (count, result) in filmed.iter().enumerate() {
            has_all(&server, &format!("filmed-{count}"), std::slice::from_ref(result)).await;
        }
        server.kill();
        server.start_again().await;
    }
}

#[tokio::test]
async fn one_new_person_on_every_channel_at_once_is_one_person() {
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let server = Setup::alone().set("video.url", video.uri()).start().await;
    let replies = join_all((0..20).map(async |count| {
        let source = if count % 2 == 0 { "app" } else { "sms" };
        server.submit(reply("ana", source, &format!("so tired, day {count}"))).await
    }));
    let videos = join_all(
        (0..5).map(async |_| server.submit_video(form::of("ana")).await["burnout_result"].clone()),
    );
    let (mut answered, filmed) = join(replies, videos).await;
    answered.extend(filmed);
    has_all(&server, "ana", &answered).await;
}

#[tokio::test]
async fn what_was_answered_is_stored_even_when_the_process_is_killed_next() {
    let mut server = Server::alone().await;
    for round in 0..3 {
        let user = format!("person-{round}");
        let all = join_all((0..25).map(async |_| server.say(&user, "so so").await)).await;
        server.kill();
        server.start_again().await;
        has_all(&server, &user, &all).await;
    }
}

#[tokio::test]
async fn people_are_read_while_others_are_written() {
    let server = Server::alone().await;
    let write = join_all((0..60).map(async |count| {
        server.say(&format!("person-{}", count % 10), "so much to do").await;
    }));
    let read = join_all((0..120).map(async |count| {
        let user = format!("person-{}", count % 10);
        let total = server.metrics(&user).await["total_checkins"].as_u64().unwrap();
        let listed = server.history(&user).await.len();
        let listed = u64::try_from(listed).unwrap();
        assert!(listed >= total, "what was there once stays: {listed} after {total}");
    }));
    join(write, read).await;
}

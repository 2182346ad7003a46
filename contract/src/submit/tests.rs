use serde_json::json;

use super::*;

const NOW: UnixMillis = UnixMillis(1_790_000_000_000);

fn read(body: Value) -> Result<Reply, Vec<FieldError>> {
    read_under(&StreamPolicy::default(), body)
}

fn read_under(policy: &StreamPolicy, body: Value) -> Result<Reply, Vec<FieldError>> {
    Reply::read(body.as_object().unwrap(), NOW, policy)
}

fn all_but(stream: Stream) -> StreamPolicy {
    StreamPolicy::new(Stream::ALL.iter().copied().filter(|other| *other != stream)).unwrap()
}

#[test]
fn typing_on_sms_is_absent_whatever_the_fields_say() {
    let sms = json!({"user_id": "ana", "stimulus_id": "calm_01", "source": "sms",
        "response_text": "ok", "typing_wpm": 40, "error_rate": 0});
    let reply = read(sms).unwrap();
    assert!(reply.typing.is_empty());
    assert_eq!(reply.notes, ["ignored:typing_on_sms"]);
}

#[test]
fn every_field_that_is_described_is_read() {
    use utoipa::PartialSchema;
    let schema = serde_json::to_value(UserResponse::schema()).unwrap();
    for field in schema["properties"].as_object().unwrap().keys() {
        let mut body = json!({"user_id": "ana", "stimulus_id": "calm_01"});
        body[field] = json!({"wrong": "type"});
        let errors = read(body).unwrap_err();
        assert_eq!(errors[0].field, *field);
    }
}

#[test]
fn a_moment_far_ahead_or_long_ago_is_refused() {
    let at = |ahead_ms| {
        let moment = time::timestamp(UnixMillis(NOW.0 + ahead_ms)).to_string();
        read(json!({"user_id": "ana", "stimulus_id": "calm_01", "timestamp": moment}))
    };
    assert_eq!(at(60_000).unwrap().answered_at, Some(UnixMillis(NOW.0 + 60_000)));
    let (ahead, week) = (5 * 60_000, 7 * 86_400_000);
    for allowed in [ahead, -week] {
        assert_eq!(at(allowed).unwrap().answered_at, Some(UnixMillis(NOW.0 + allowed)));
    }
    for (refused, assumed) in [(ahead + 1, "ahead"), (-week - 1, "ago"), (i64::MIN / 200, "ago")] {
        let errors = at(refused).unwrap_err();
        assert_eq!(errors[0].field, "timestamp");
        assert!(errors[0].message.contains(assumed), "{}", errors[0].message);
    }
}

#[test]
fn an_unknown_rhythm_is_ignored_and_an_unknown_source_refused() {
    let body = json!({"user_id": "a", "stimulus_id": "x", "burst_pattern": "jazzy"});
    let reply = read(body).unwrap();
    assert_eq!((reply.burst_pattern, reply.notes.len()), (None, 1));
    let errors = read(json!({"user_id": "a", "stimulus_id": "x", "source": "fax"})).unwrap_err();
    assert_eq!(errors[0].field, "source");
}

#[test]
fn how_a_reply_was_typed_is_not_looked_at_where_that_is_not_allowed() {
    let policy = all_but(Stream::Typing);
    let plain = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok"});
    let untyped = read_under(&policy, plain.clone()).unwrap();
    assert_eq!(untyped.notes, Vec::<String>::new());
    for field in OF_TYPING {
        for value in [json!(7), json!(-1), json!("steady"), json!([1])] {
            let mut body = plain.clone();
            body[field] = value;
            let reply = read_under(&policy, body.clone()).unwrap();
            assert_eq!(reply.notes, ["not_allowed:typing"], "{body}");
            assert!(Reply { notes: Vec::new(), ..reply } == untyped, "{body}");
        }
        let mut body = plain.clone();
        body[field] = Value::Null;
        assert!(read_under(&policy, body).unwrap() == untyped, "{field}");
    }
    // What nothing measured is not left out either.
    let mut sms = plain;
    sms["source"] = json!("sms");
    sms["typing_wpm"] = json!(40);
    assert_eq!(read_under(&policy, sms).unwrap().notes, Vec::<String>::new());
}

#[test]
fn every_measure_of_typing_is_left_out() {
    let mut body = json!({"user_id": "ana", "stimulus_id": "calm_01"});
    for field in OF_TYPING {
        body[field] = if field == "burst_pattern" { json!("steady") } else { json!(7) };
    }
    let reply = read(body.clone()).unwrap();
    let TypingSample {
        speed_wpm,
        error_rate,
        hesitations,
        correction_loops,
        key_hold_ms,
        flight_time_ms,
    } = reply.typing;
    let measured =
        [speed_wpm, error_rate, hesitations, correction_loops, key_hold_ms, flight_time_ms];
    assert!(measured.iter().all(Option::is_some) && reply.burst_pattern.is_some());
    assert_eq!(reply.response_time_ms, Some(7.0));
    let reply = read_under(&all_but(Stream::Typing), body).unwrap();
    assert!(reply.typing == TypingSample::default() && reply.burst_pattern.is_none());
    assert_eq!(reply.response_time_ms, None);
}

#[test]
fn the_words_stay_for_the_safety_rules_whatever_is_allowed() {
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "so so"});
    let reply = read_under(&all_but(Stream::Imessage), body).unwrap();
    assert_eq!(reply.text.as_deref(), Some("so so"));
    assert_eq!(reply.notes, ["not_allowed:imessage"]);
}

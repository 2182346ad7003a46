use serde_json::json;

use super::*;

const NOW: UnixMillis = UnixMillis(1_790_000_000_000);

fn read(body: Value) -> Result<Reply, Vec<FieldError>> {
    Reply::read(body.as_object().unwrap(), NOW)
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
fn a_moment_far_ahead_is_refused() {
    let at = |ahead_ms| {
        let moment = time::timestamp(UnixMillis(NOW.0 + ahead_ms)).to_string();
        read(json!({"user_id": "ana", "stimulus_id": "calm_01", "timestamp": moment}))
    };
    assert_eq!(at(60_000).unwrap().answered_at, Some(UnixMillis(NOW.0 + 60_000)));
    assert_eq!(at(3_600_000).unwrap_err()[0].field, "timestamp");
}

#[test]
fn an_unknown_rhythm_is_ignored_and_an_unknown_source_refused() {
    let body = json!({"user_id": "a", "stimulus_id": "x", "burst_pattern": "jazzy"});
    let reply = read(body).unwrap();
    assert_eq!((reply.burst_pattern, reply.notes.len()), (None, 1));
    let errors = read(json!({"user_id": "a", "stimulus_id": "x", "source": "fax"})).unwrap_err();
    assert_eq!(errors[0].field, "source");
}

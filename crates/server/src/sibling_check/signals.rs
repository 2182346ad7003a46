use pilotlight_clients::signals::{AlertReceipt, is_placeholder};
use serde_json::{Value, json};

use super::inspection::{Answer, Inspection};
use super::{CALM, STRAINED, USER};
use crate::stand_ins;

const ANALYZE: &str = "POST /analyze";
const REGISTER_PHONE: &str = "POST /register-phone";
const SEND_ALERT: &str = "POST /alert/send";

pub(super) async fn inspect(inspection: &mut Inspection, phone: Option<&str>) {
    let calm = inspection.post(ANALYZE, &typed(CALM)).await;
    let strained = inspection.post(ANALYZE, &typed(STRAINED)).await;
    inspection.post(ANALYZE, &json!({"user_id": USER, "response_text": STRAINED})).await;
    if let (Some(calm), Some(strained)) = (calm, strained) {
        compare(inspection, &calm, &strained);
    }
    match phone {
        Some(phone) => text(inspection, phone).await,
        None => {
            for call in [REGISTER_PHONE, SEND_ALERT] {
                inspection.note(call, "left out, since it could send a text; see --phone");
            }
        }
    }
}

/// A reply of which everything was measured.
pub(super) fn typed(words: &str) -> Value {
    json!({
        "user_id": USER,
        "response_text": words,
        "response_time_ms": 5121,
        "typing_wpm": 52,
        "error_rate": 4,
        "hesitation_count": 2,
        "correction_loops": 1,
        "avg_key_hold_ms": 98.4,
        "flight_time_ms": 131.25,
        "burst_pattern": "burst-pause",
    })
}

/// Whether the scores run the way that is assumed.
fn compare(inspection: &mut Inspection, calm: &Answer, strained: &Answer) {
    let both = |field: &str| calm.get(field)?.as_f64().zip(strained.get(field)?.as_f64());
    let Some((well, badly)) = both("sentiment_score") else { return };
    if is_placeholder(well) && is_placeholder(badly) {
        let what = format!(
            "sentiment_score: {well} for any reply: its own sentiment model seems to be out of reach"
        );
        return inspection.find(ANALYZE, &what);
    }
    if well <= badly {
        let what = format!(
            "sentiment_score: {badly} for a strained reply and {well} for a calm one: 1 is taken for \
             positive"
        );
        inspection.find(ANALYZE, &what);
    }
    if let Some((well, badly)) = both("combined_signal_score").filter(|(well, badly)| badly <= well)
    {
        let what = format!(
            "combined_signal_score: {badly} for a strained reply and {well} for a calm one: higher is \
             taken for worse"
        );
        inspection.find(ANALYZE, &what);
    }
}

/// Registers a phone and has a text sent to it.
async fn text(inspection: &mut Inspection, phone: &str) {
    let registered = json!({"user_id": USER, "phone": phone});
    let registered = inspection.post(REGISTER_PHONE, &registered).await;
    if registered.is_some_and(|answer| answer.get("registered") == Some(&json!(false))) {
        inspection.find(REGISTER_PHONE, "registered: false for the phone that was given");
    }
    let Some(receipt) = inspection.post(SEND_ALERT, &alert()).await else { return };
    match AlertReceipt::read(&receipt) {
        AlertReceipt::Delivered { message_id } if stand_ins::took(&message_id) => {
            inspection.note(SEND_ALERT, "no text went out: a stand-in took it");
        }
        AlertReceipt::Delivered { .. } => {
            inspection.note(SEND_ALERT, "a text went out, as its message id says")
        }
        AlertReceipt::NoPhoneOnFile => {
            let what = "message_sid: no phone on file, though one was registered just before";
            inspection.find(SEND_ALERT, what);
        }
        AlertReceipt::NotDelivered { reason } => {
            inspection.find(SEND_ALERT, &format!("message_sid: no text went out: {reason}"));
        }
    }
}

pub(super) fn alert() -> Value {
    json!({
        "user_id": USER,
        "score": 70,
        "level": "red",
        "intervention": "A test of Pilotlight's texts: nothing is the matter.",
    })
}

#[cfg(test)]
mod tests {
    use pilotlight_contract::siblings::{SIGNALS, View};

    use super::*;

    #[test]
    fn what_is_asked_is_what_the_service_takes() {
        let view = View::new(SIGNALS).unwrap();
        for (call, request) in [(ANALYZE, typed(CALM)), (SEND_ALERT, alert())] {
            assert_eq!(view.operation(call).unwrap().differences_of_request(&request), []);
        }
    }
}

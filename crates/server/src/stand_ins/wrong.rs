//! Answers with the wrong things in them, in turn.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use serde_json::{Map, Value, json};

use super::stand_in::StandIn;
use super::{ml, signals, video};

const PAGE: &str = "<!doctype html><html><head><title>502 Bad Gateway</title></head>\
    <body>A stand-in plays a proxy without a service behind it.</body></html>";

/// What is spoiled in the answer to a call: the object by its pointer, its field, and the text that
/// is no value of it.
fn spoiled(call: &str) -> (&'static str, &'static str, &'static str) {
    match call {
        signals::ANALYZE => ("", "sentiment_score", "NaN"),
        signals::SEND_ALERT => ("", "message_sid", "no_phone_on_file"),
        signals::REGISTER_PHONE => ("", "registered", "NaN"),
        ml::BASELINE => ("/regions", "amygdala_region", "NaN"),
        video::ANALYZE => ("/facial", "facial_stress_score", "NaN"),
        // Of ml's score.
        _ => ("", "score", "NaN"),
    }
}

/// What comes in the place of a good answer at the given turn.
pub(super) fn answer(stand_in: &StandIn, call: &str, turn: usize, mut good: Value) -> HttpResponse {
    let (object, field, text) = spoiled(call);
    let put = |good: &mut Value, value| {
        if let Some(fields) = good.pointer_mut(object).and_then(Value::as_object_mut) {
            replace(fields, field, value);
        }
    };
    match turn % 6 {
        0 => put(&mut good, None),
        1 => put(&mut good, Some(json!(text))),
        2 => put(&mut good, Some(json!(1e9))),
        3 => return HttpResponse::Ok().content_type(ContentType::html()).body(PAGE),
        4 => good = json!({"error": "the stand-in plays a failure"}),
        _ => return HttpResponse::InternalServerError().body("Internal Server Error"),
    }
    stand_in.json(StatusCode::OK, good)
}

fn replace(fields: &mut Map<String, Value>, field: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(fields.insert(field.to_owned(), value)),
        None => drop(fields.remove(field)),
    }
}

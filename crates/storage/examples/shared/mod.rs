//! Check-ins to record, for examples and benches.

use std::error::Error;

use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{
    AlertRef, AlertStatus, Channel, CheckIn, Evidence, Level, Origin, Reading, ServiceUse,
    ServicesUsed, Stream, SupportDirectory, SupportKind, SupportLine, UnixMillis, UserId, assess,
};
use pilotlight_storage::{IdempotencyKey, NewCheckIn};

pub(crate) type AnyError = Box<dyn Error + Send + Sync>;

const PEOPLE: i64 = 2000;
/// When the first check-in is answered; each later one, a millisecond after.
pub(crate) const START: i64 = 1_763_769_600_000;

/// One of 2000 people.
pub(crate) fn person(number: i64) -> Result<UserId, AnyError> {
    Ok(UserId::new(format!("person-{:05}", number % PEOPLE))?)
}

/// A check-in, one in ten of them red.
pub(crate) fn check_in(number: i64, directory: &SupportDirectory) -> Result<NewCheckIn, AnyError> {
    let strain = if number % 10 == 0 { 90.0 } else { 40.0 };
    let reading = |stream| Reading::new(stream, strain, 0.8, Origin::Local);
    let readings = [Stream::Imessage, Stream::Typing, Stream::Facial, Stream::Voice];
    let evidence = Evidence {
        readings: readings.into_iter().filter_map(reading).collect(),
        country: "US".parse().ok(),
        ..Evidence::default()
    };
    let assessment = assess(&evidence, directory);
    let id = format!("0190a5c2-7b1e-7{:03x}-8000-{number:012x}", number % 4096);
    let alert = (assessment.level() == Level::Red)
        .then(|| AlertRef { id: format!("a-{id}"), status: AlertStatus::Queued });
    let speed_wpm = Some(61.5);
    Ok(NewCheckIn {
        check_in: CheckIn {
            user_id: person(number)?,
            stimulus_id: "calm_01".to_owned(),
            channel: Channel::App,
            answered_at: UnixMillis(START + number),
            received_at: UnixMillis(START + number),
            services: ServicesUsed {
                signals: ServiceUse::Used,
                ml: ServiceUse::Unavailable,
                video: ServiceUse::NotAsked,
            },
            assessment,
            alert,
            id: id.clone(),
        },
        escalate_at: UnixMillis(START + number + 900_000),
        evidence,
        typing: Some(TypingSample { speed_wpm, error_rate: Some(2.25), ..TypingSample::default() }),
        reply_text: None,
        video: None,
        idempotency: Some(IdempotencyKey { key: id, fingerprint: "f".repeat(64), beside: None }),
        redelivery: None,
    })
}

/// A few lines of support.
pub(crate) fn directory() -> Result<SupportDirectory, AnyError> {
    let line = |kind, contact: &str, url: Option<&str>| SupportLine {
        name: contact.to_owned(),
        kind,
        contact: contact.to_owned(),
        call: None,
        text_to: None,
        text_body: None,
        url: url.map(str::to_owned),
        hours: None,
        languages: Vec::new(),
    };
    Ok(SupportDirectory::new([
        (None, line(SupportKind::Emergency, "Call your local emergency number", None)),
        (None, line(SupportKind::Crisis, "Go to findahelpline.com", Some("findahelpline.com"))),
        (None, line(SupportKind::Personal, "Call someone you trust", None)),
    ])?)
}

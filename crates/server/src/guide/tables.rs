//! The tables of the page, of every value that there is: a new one does not compile until it is
//! explained.

use pilotlight_contract::problem::ProblemCode;
use pilotlight_domain::{AlertStatus, Level, ServiceUse, Source, Stream};

/// A row: its name, and what else it says, as HTML.
fn row(name: &str, class: &str, rest: &[&str]) -> String {
    let cells: String = rest.iter().map(|cell| format!("<td>{cell}</td>")).collect();
    format!("<tr><th scope=\"row\"{class}><code>{name}</code></th>{cells}</tr>\n")
}

fn rows<T: Copy>(all: &[T], make: impl Fn(T) -> String) -> String {
    all.iter().map(|one| make(*one)).collect()
}

pub(super) fn levels() -> String {
    rows(Level::ALL, |level| {
        let (score, means) = match level {
            Level::Green => ("0–29", "Nothing stands out."),
            Level::Yellow => ("30–64", "Strain shows, or nothing could be read."),
            Level::Red => ("65–100", "Heavy strain, or words of a crisis. Support is shown."),
        };
        let name = level.as_str();
        row(name, &format!(" class=\"{name}\""), &[score, means])
    })
}

pub(super) fn streams() -> String {
    rows(Stream::ALL, |stream| {
        let means = match stream {
            Stream::Imessage => "What the reply says, in an app or by SMS.",
            Stream::Typing => "How it was typed, against the person's own usual way.",
            Stream::Facial => "Tension in the face, from a video.",
            Stream::Voice => "Tension in the voice, from a video.",
            Stream::Tribe => {
                "How far the reply is from what a model expects of the stimulus. \
                 Nobody's brain is read."
            }
        };
        row(stream.as_str(), "", &[&stream.weight().to_string(), means])
    })
}

pub(super) fn sources() -> String {
    rows(Source::ALL, |source| {
        let means = match source {
            Source::App => "The ml service scored a reply from the app.",
            Source::Sms => "The ml service scored a reply by SMS.",
            Source::Video => "The ml service scored a video.",
            Source::Fallback => "Pilotlight scored by itself.",
            Source::None => "There is no check-in yet: no light is to be shown.",
        };
        row(source.as_str(), "", &[means])
    })
}

pub(super) fn uses() -> String {
    rows(ServiceUse::ALL, |used| {
        let means = match used {
            ServiceUse::Used => "It had a part in the result.",
            ServiceUse::Unavailable => "It did not answer, or not in time.",
            ServiceUse::Unusable => "It answered, with nothing that could be used.",
            ServiceUse::NotAsked => "There was nothing to ask it.",
            ServiceUse::Off => "The host has turned it off.",
        };
        row(used.as_str(), "", &[means])
    })
}

pub(super) fn alerts() -> String {
    rows(AlertStatus::ALL, |status| {
        let means = match status {
            AlertStatus::Queued => "It waits to be sent, for the first time or again.",
            AlertStatus::Sending => "It is being sent.",
            AlertStatus::Delivered => "The provider of texts has taken it.",
            AlertStatus::Undeliverable => "The person has no phone on file; it is tried again.",
            AlertStatus::Dead => {
                "It was given up. A phone that is registered, or a retry by whoever is on call, has it sent again."
            }
        };
        row(status.as_str(), "", &[means])
    })
}

pub(super) fn codes() -> String {
    rows(ProblemCode::ALL, |code| {
        let (todo, again) = advice(code);
        row(code.as_str(), "", &[&code.status().to_string(), todo, again])
    })
}

/// What to do about a problem, and whether to send the same again.
fn advice(code: ProblemCode) -> (&'static str, &'static str) {
    const NO: &str = "No.";
    const SOON: &str = "Yes, after <code>Retry-After</code>, under the same key.";
    match code {
        ProblemCode::MalformedBody => ("Send whole JSON, or a whole form.", NO),
        ProblemCode::InvalidFields => ("Mend the fields that <code>errors</code> names.", NO),
        ProblemCode::BodyTooLarge => ("Send less; <code>detail</code> has the limit.", NO),
        ProblemCode::UnsupportedMediaType => ("Send what <code>detail</code> asks for.", NO),
        ProblemCode::UploadTooSlow => {
            ("Offer the person a shorter video, or a reply in words.", "Yes, on a better line.")
        }
        ProblemCode::ForeignOrigin => {
            ("Have the host add your page to <code>server.cors_origins</code>.", NO)
        }
        ProblemCode::StreamNotAllowed => {
            ("Hide the camera: <code>policy</code> in <code>/health</code> says so beforehand.", NO)
        }
        ProblemCode::NotFound => ("Look at the path and the id.", NO),
        ProblemCode::MethodNotAllowed => ("Use one of the methods in <code>Allow</code>.", NO),
        ProblemCode::RequestInWork => ("Wait: your first try is still being worked on.", SOON),
        ProblemCode::IdempotencyKeyReused => {
            ("A new check-in needs a new key; a repeated one the very same bytes.", NO)
        }
        ProblemCode::Overloaded => ("Keep the reply and wait.", SOON),
        ProblemCode::StreamsFull => (
            "Read the score now and then instead.",
            "Yes, after <code>Retry-After</code>, longer each time.",
        ),
        ProblemCode::StorageUnavailable => ("Nothing was stored: keep the reply and wait.", SOON),
        ProblemCode::SiblingUnavailable => {
            ("A service that this needs is away; check-ins go on without it.", SOON)
        }
        ProblemCode::SiblingOff => {
            ("The host has turned the service off that this needs: leave it out.", NO)
        }
        ProblemCode::StorageFull => {
            ("Nothing was stored: keep the reply, and tell the host.", "Yes, in an hour or so.")
        }
        ProblemCode::Internal => (
            "Tell the host the <code>request_id</code>.",
            "Yes, once or twice, under the same key.",
        ),
    }
}

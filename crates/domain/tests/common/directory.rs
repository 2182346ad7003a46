//! A support directory for tests.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use pilotlight_domain::{SupportDirectory, SupportKind, SupportLine};

fn line(kind: SupportKind, name: &str, contact: &str) -> SupportLine {
    SupportLine::new(kind, name, contact)
}

/// A directory with one line of the US, and those of everywhere.
pub(crate) fn directory() -> SupportDirectory {
    let us = SupportLine {
        call: Some("988".to_owned()),
        ..line(SupportKind::Crisis, "988 Lifeline", "Call or text 988")
    };
    let find = SupportLine {
        url: Some("findahelpline.com".to_owned()),
        ..line(SupportKind::Crisis, "Find a Helpline", "Go to findahelpline.com")
    };
    SupportDirectory::new([
        ("US".parse().ok(), us),
        (None, line(SupportKind::Emergency, "Emergency", "Call your local emergency number")),
        (None, find),
        (None, line(SupportKind::Personal, "Someone you trust", "Call someone you trust")),
    ])
    .unwrap()
}

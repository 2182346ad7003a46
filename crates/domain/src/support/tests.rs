use super::*;

pub(crate) fn line(kind: SupportKind, name: &str, contact: &str) -> SupportLine {
    SupportLine::new(kind, name, contact)
}

pub(crate) fn directory() -> SupportDirectory {
    let us = SupportLine {
        call: Some("988".to_owned()),
        text_to: Some("988".to_owned()),
        ..line(SupportKind::Crisis, "988 Lifeline", "Call or text 988")
    };
    let find = SupportLine {
        url: Some("findahelpline.com".to_owned()),
        ..line(SupportKind::Crisis, "Find a Helpline", "Go to findahelpline.com")
    };
    SupportDirectory::new([
        (Some("US".parse().unwrap()), us),
        (None, line(SupportKind::Emergency, "Emergency", "Call your local emergency number")),
        (None, find),
        (None, line(SupportKind::Personal, "Someone you trust", "Call someone you trust")),
    ])
    .unwrap()
}

#[test]
fn an_unknown_country_gets_no_other_countrys_number() {
    for lines in [directory().lines(None), directory().lines("ZZ".parse().ok())] {
        assert!(lines.len() >= 3);
        assert!(lines.iter().all(|line| line.call.is_none()));
    }
}

#[test]
fn a_contact_must_say_what_to_dial() {
    let silent = SupportLine {
        call: Some("116 123".to_owned()),
        ..line(SupportKind::Crisis, "Listeners", "Call us")
    };
    let refused = SupportDirectory::new([(None, silent)]).unwrap_err();
    assert!(refused.to_string().contains("116 123"), "{refused}");
}

#[test]
fn what_cannot_be_typed_is_refused() {
    let refused = |call: Option<&str>, text_to: Option<&str>, text_body: Option<&str>| {
        let parts = [call, text_to, text_body].into_iter().flatten();
        let contact = parts.collect::<Vec<_>>().join(" ");
        let line = SupportLine {
            call: call.map(str::to_owned),
            text_to: text_to.map(str::to_owned),
            text_body: text_body.map(str::to_owned),
            ..line(SupportKind::Crisis, "Listeners", &contact)
        };
        matches!(SupportDirectory::new([(None, line)]), Err(SupportError::Typing { .. }))
    };
    for good in ["988", "13 11 14", "0800 111 0 111", "+44 20 7946 0000", "741741"] {
        assert!(!refused(Some(good), None, None) && !refused(None, Some(good), None), "{good}");
        assert!(!refused(None, Some(good), Some("HOME2")), "{good}");
    }
    for bad in [
        "",
        "+",
        "99",
        "0800-111",
        "(0800) 111",
        "0800  111",
        " 988",
        "988 ",
        "1-800-TALK",
        "tel:988",
        "00 + 44",
        "９８８",
        "1234567890123456",
    ] {
        assert!(refused(Some(bad), None, None) && refused(None, Some(bad), None), "{bad:?}");
    }
    for bad in ["", "HOME now", "\u{201c}HOME\u{201d}", "ÖFFNE"] {
        assert!(refused(None, Some("741741"), Some(bad)), "{bad:?}");
    }
    assert!(refused(Some("988"), None, Some("HOME")), "a word without a number to send it to");
}

#[test]
fn a_registry_without_a_trusted_person_is_refused() {
    let emergency = line(SupportKind::Emergency, "Emergency", "Call your emergency number");
    assert!(SupportDirectory::new([(None, emergency)]).is_err());
    assert!(SupportDirectory::new([]).is_err());
}

//! What the outcome of a call says of the sibling.

use std::time::Duration;

use pilotlight_clients::SiblingError;

use super::breaker::Verdict;
use super::line::Outcome;

/// What a call of the sibling's main work says. An answer that is refused or useless is an answer: it
/// costs no time. `was_fair` tells whether the call had the time that the sibling may need.
pub(super) fn of_call<T>(outcome: &Outcome<T>, was_fair: bool) -> Verdict {
    let Err(error) = outcome else { return Verdict::Answered };
    match error {
        SiblingError::Unreachable | SiblingError::Interrupted => Verdict::Failed,
        SiblingError::Status { code, .. } if *code >= 500 => Verdict::Failed,
        SiblingError::TimedOut if was_fair => Verdict::Failed,
        SiblingError::Status { .. }
        | SiblingError::TooLarge
        | SiblingError::Malformed { .. }
        | SiblingError::Unavailable { .. } => Verdict::Answered,
        SiblingError::TimedOut
        | SiblingError::Off
        | SiblingError::Resting
        | SiblingError::NoRoom
        | SiblingError::UploadAborted => Verdict::Unknown,
    }
}

/// What the sending of an alert or a phone says of the analysis of words: that nobody is there, or
/// that somebody is. A provider of texts that is slow or has no keys says nothing of it.
pub(super) fn of_delivery<T>(outcome: &Outcome<T>) -> Verdict {
    match outcome {
        Err(SiblingError::Unreachable | SiblingError::Status { code: 502..=504, .. }) => {
            Verdict::Failed
        }
        Err(SiblingError::Status { code: 500.., .. } | SiblingError::TimedOut) => Verdict::Unknown,
        Err(SiblingError::Interrupted) => Verdict::Unknown,
        other => of_call(other, false),
    }
}

/// Whether a failure is of the kind that another try may not meet, as far as the sibling does not ask
/// for more than this pause.
pub(super) fn may_pass_soon(error: &SiblingError, pause: Duration) -> bool {
    match error {
        SiblingError::Unreachable | SiblingError::Interrupted => true,
        SiblingError::Status { code: 502..=504, retry_after } => {
            retry_after.is_none_or(|asked| asked <= pause)
        }
        _ => false,
    }
}

/// Whether a failure is the sibling's, and not of Pilotlight's own making or of the person's.
pub(super) fn is_the_siblings(error: &SiblingError) -> bool {
    !matches!(
        error,
        SiblingError::Off
            | SiblingError::Resting
            | SiblingError::NoRoom
            | SiblingError::UploadAborted
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16) -> SiblingError {
        SiblingError::Status { code, retry_after: None }
    }

    #[test]
    fn dead_is_who_does_not_answer_and_not_who_answers_badly() {
        let of = |error| of_call::<()>(&Err(error), true);
        for error in [
            SiblingError::Unreachable,
            SiblingError::Interrupted,
            SiblingError::TimedOut,
            status(500),
            status(503),
        ] {
            assert_eq!(of(error.clone()), Verdict::Failed, "{error}");
        }
        for error in [
            status(404),
            status(422),
            status(429),
            status(302),
            SiblingError::TooLarge,
            SiblingError::Malformed { expected: "" },
            SiblingError::Unavailable { reason: "" },
        ] {
            assert_eq!(of(error.clone()), Verdict::Answered, "{error}");
        }
        for error in [SiblingError::Off, SiblingError::NoRoom, SiblingError::UploadAborted] {
            assert_eq!(of(error.clone()), Verdict::Unknown, "{error}");
        }
        assert_eq!(of_call(&Ok(()), false), Verdict::Answered);
        assert_eq!(of_call::<()>(&Err(SiblingError::TimedOut), false), Verdict::Unknown);
    }

    #[test]
    fn an_alert_says_whether_somebody_is_there_and_no_more() {
        let of = |error| of_delivery::<()>(&Err(error));
        assert_eq!(of_delivery(&Ok(())), Verdict::Answered);
        assert_eq!(of(status(422)), Verdict::Answered);
        for error in [SiblingError::Unreachable, status(502), status(503), status(504)] {
            assert_eq!(of(error.clone()), Verdict::Failed, "{error}");
        }
        // What signals answers without keys of its provider, and how a slow provider looks.
        for error in [status(500), SiblingError::TimedOut, SiblingError::Interrupted] {
            assert_eq!(of(error.clone()), Verdict::Unknown, "{error}");
        }
    }

    #[test]
    fn another_try_is_for_what_may_be_gone_by_then() {
        let pause = Duration::from_millis(50);
        for error in [SiblingError::Unreachable, SiblingError::Interrupted, status(503)] {
            assert!(may_pass_soon(&error, pause), "{error}");
        }
        let asked = SiblingError::Status { code: 503, retry_after: Some(Duration::from_secs(1)) };
        for error in [asked, SiblingError::TimedOut, status(500), status(422)] {
            assert!(!may_pass_soon(&error, pause), "{error}");
        }
    }
}

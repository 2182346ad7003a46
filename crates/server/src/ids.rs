//! The ids of check-ins and alerts.

use std::sync::{Mutex, PoisonError};

use fastrand::Rng;
use pilotlight_domain::UnixMillis;
use uuid::{Builder, Uuid};

/// Where ids come from; later ones sort later.
#[derive(Default)]
pub(crate) enum Ids {
    /// From the clock and from chance.
    #[default]
    Live,
    /// From the check-in's own moment and from numbers that are the same in every run.
    Repeatable(Mutex<Rng>),
}

impl Ids {
    /// An id for what belongs to a check-in that came at this moment.
    pub(crate) fn next(&self, received_at: UnixMillis) -> String {
        let id = match self {
            Self::Live => Uuid::now_v7(),
            Self::Repeatable(rng) => {
                let mut random = [0; 10];
                rng.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut random);
                let millis = u64::try_from(received_at.0).unwrap_or(0);
                Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
            }
        };
        id.hyphenated().to_string()
    }
}

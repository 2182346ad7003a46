//! The sibling services as the server holds them.

mod gate;
mod observed;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;

use pilotlight_clients::{
    Http, HttpMl, HttpSignals, HttpVideo, Ml, Off, SiblingError, Signals, Video,
};
use pilotlight_domain::{ServiceUse, Stream, StreamPolicy};

use self::gate::Gate;
use self::observed::Observed;
use crate::settings::Settings;
use crate::telemetry::Telemetry;

/// The three siblings, each behind a gate that keeps to the host's policy. One that is turned off
/// answers that it is.
pub(crate) struct Siblings {
    pub(crate) signals: Arc<dyn Signals>,
    pub(crate) ml: Arc<dyn Ml>,
    pub(crate) video: Arc<dyn Video>,
    watches: [Watch; 3],
}

/// Which sibling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sibling {
    Signals,
    Ml,
    Video,
}

impl Sibling {
    pub(crate) const ALL: [Self; 3] = [Self::Signals, Self::Ml, Self::Video];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Signals => "signals",
            Self::Ml => "ml",
            Self::Video => "video",
        }
    }
}

/// Remembers whether a sibling answered last, so that the log tells of changes and not of calls.
#[derive(Default)]
struct Watch {
    is_away: AtomicBool,
}

impl Siblings {
    /// Adapters after the settings, on one shared HTTP client.
    pub(crate) fn new(
        settings: &Settings,
        policy: &StreamPolicy,
        telemetry: &Telemetry,
    ) -> anyhow::Result<Self> {
        let http = Http::new()?;
        let ms = Duration::from_millis;
        let signals: Arc<dyn Signals> = match settings.signals.url.as_str() {
            "" => Arc::new(Off),
            url => {
                let client = HttpSignals::new(&http, url, ms(settings.signals.timeout_ms));
                let client = client.context("signals.url")?;
                Arc::new(Observed::new(client, Sibling::Signals, telemetry))
            }
        };
        let ml: Arc<dyn Ml> = match settings.ml.url.as_str() {
            "" => Arc::new(Off),
            url => {
                let client = HttpMl::new(&http, url, ms(settings.ml.timeout_ms));
                let client = client.context("ml.url")?;
                Arc::new(Observed::new(client, Sibling::Ml, telemetry))
            }
        };
        let video: Arc<dyn Video> = match settings.video.url.as_str() {
            "" => Arc::new(Off),
            // Nothing that it could answer would be taken.
            _ if !policy.takes_video() => Arc::new(Off),
            url => {
                warn_of_half_a_video(policy);
                let client = HttpVideo::new(&http, url, ms(settings.video.timeout_ms));
                let client = client.context("video.url")?;
                Arc::new(Observed::new(client, Sibling::Video, telemetry))
            }
        };
        Ok(Self {
            signals: Arc::new(Gate::new(signals, policy)),
            ml: Arc::new(Gate::new(ml, policy)),
            video: Arc::new(Gate::new(video, policy)),
            watches: Default::default(),
        })
    }

    /// Counts a call, and logs when a sibling goes away or comes back.
    pub(crate) fn note<T>(
        &self,
        telemetry: &Telemetry,
        sibling: Sibling,
        outcome: &Result<T, SiblingError>,
    ) -> ServiceUse {
        let name = sibling.name();
        let used = outcome.as_ref().map_or_else(SiblingError::service_use, |_| ServiceUse::Used);
        telemetry.sibling_call(name, used.as_str());
        let [signals, ml, video] = &self.watches;
        let watch = match sibling {
            Sibling::Signals => signals,
            Sibling::Ml => ml,
            Sibling::Video => video,
        };
        match outcome {
            Ok(_) if watch.is_away.swap(false, Ordering::Relaxed) => {
                tracing::info!(sibling = name, "the sibling answers again");
            }
            Err(error)
                if used != ServiceUse::Off && !watch.is_away.swap(true, Ordering::Relaxed) =>
            {
                tracing::warn!(sibling = name, error = %error, "the sibling cannot be used; Pilotlight goes on by itself");
            }
            _ => {}
        }
        used
    }
}

/// The video service reads face and voice of every recording: it cannot be told to leave one out.
fn warn_of_half_a_video(policy: &StreamPolicy) {
    for stream in [Stream::Facial, Stream::Voice] {
        if !policy.allows(stream) {
            tracing::warn!(
                stream = stream.as_str(),
                "policy.streams leaves this out, but the video service still reads it off every \
                 recording; its numbers are dropped. Leave out facial and voice to send it none"
            );
        }
    }
}

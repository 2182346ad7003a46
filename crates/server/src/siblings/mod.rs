//! The sibling services as the server holds them: each behind a [gate], which keeps to the host's
//! policy, and a [guard], which decides whether and when a call is made at all.

mod breaker;
mod gate;
mod guard;
mod line;
mod observed;
mod record;
mod room;
mod sibling;
mod verdict;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;

use pilotlight_clients::{
    Http, HttpMl, HttpSignals, HttpVideo, Ml, Off, SiblingError, Signals, Video,
};
use pilotlight_domain::{ServiceUse, Stream, StreamPolicy};

pub(crate) use self::breaker::Position;
use self::gate::Gate;
use self::guard::Guard;
use self::line::Line;
use self::observed::Observed;
pub(crate) use self::record::{LastError, LineState};
pub(crate) use self::sibling::Sibling;
use crate::checkin;
use crate::settings::Settings;
use crate::telemetry::Telemetry;

/// The three siblings. One that is turned off answers that it is.
pub(crate) struct Siblings {
    pub(crate) signals: Arc<dyn Signals>,
    pub(crate) ml: Arc<dyn Ml>,
    pub(crate) video: Arc<dyn Video>,
    lines: Lines,
    watches: [Watch; 3],
}

/// The lines to the siblings that are turned on.
#[derive(Default)]
struct Lines {
    signals: Option<Arc<Line>>,
    ml: Option<Arc<Line>>,
    video: Option<Arc<Line>>,
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
        let mut lines = Lines::default();
        // A call that waited for room, or for the other sibling, may have less than half of what a
        // call has at best; then it is no judge of the sibling.
        let share = checkin::share(ms(settings.checkin.deadline_ms));
        let fair = |timeout: Duration| timeout.min(share) / 2;
        let signals: Arc<dyn Signals> = match settings.signals.url.as_str() {
            "" => Arc::new(Off),
            url => {
                let timeout = ms(settings.signals.timeout_ms);
                let client = HttpSignals::new(&http, url, timeout).context("signals.url")?;
                let limit = settings.signals.max_calls;
                let line = Line::new(Sibling::Signals, limit, timeout, fair(timeout));
                let line = lines.signals.insert(Arc::new(line));
                let client = Observed::new(client, Sibling::Signals, telemetry);
                Arc::new(Guard::<dyn Signals>::new(Arc::new(client), line))
            }
        };
        let ml: Arc<dyn Ml> = match settings.ml.url.as_str() {
            "" => Arc::new(Off),
            url => {
                let timeout = ms(settings.ml.timeout_ms);
                let client = HttpMl::new(&http, url, timeout).context("ml.url")?;
                let line = Line::new(Sibling::Ml, settings.ml.max_calls, timeout, fair(timeout));
                let line = lines.ml.insert(Arc::new(line));
                let client = Observed::new(client, Sibling::Ml, telemetry);
                Arc::new(Guard::<dyn Ml>::new(Arc::new(client), line))
            }
        };
        let video: Arc<dyn Video> = match settings.video.url.as_str() {
            "" => Arc::new(Off),
            // Nothing that it could answer would be taken.
            _ if !policy.takes_video() => Arc::new(Off),
            url => {
                warn_of_half_a_video(policy);
                let timeout = ms(settings.video.timeout_ms);
                let client = HttpVideo::new(&http, url, timeout).context("video.url")?;
                let line = Line::new(Sibling::Video, settings.video.max_calls, timeout, timeout);
                let line = lines.video.insert(Arc::new(line));
                let client = Observed::new(client, Sibling::Video, telemetry);
                Arc::new(Guard::<dyn Video>::new(Arc::new(client), line))
            }
        };
        Ok(Self {
            signals: Arc::new(Gate::new(signals, policy)),
            ml: Arc::new(Gate::new(ml, policy)),
            video: Arc::new(Gate::new(video, policy)),
            lines,
            watches: Default::default(),
        })
    }

    /// Siblings that are played: none of them is called over HTTP.
    pub(crate) fn played<S>(sibling: Arc<S>, policy: &StreamPolicy) -> Self
    where
        S: Signals + Ml + Video + 'static,
    {
        let signals: Arc<dyn Signals> = sibling.clone();
        let ml: Arc<dyn Ml> = sibling.clone();
        let video: Arc<dyn Video> = sibling;
        Self {
            signals: Arc::new(Gate::new(signals, policy)),
            ml: Arc::new(Gate::new(ml, policy)),
            video: Arc::new(Gate::new(video, policy)),
            lines: Lines::default(),
            watches: Default::default(),
        }
    }

    /// How the calls of a sibling go; `None` where it is turned off.
    pub(crate) fn snapshot(&self, sibling: Sibling) -> Option<LineState> {
        self.line(sibling).map(|line| line.record.state())
    }

    /// Whether a sibling is left alone after failures.
    pub(crate) fn rests(&self, sibling: Sibling) -> bool {
        self.line(sibling).is_some_and(|line| !line.record.is_closed())
    }

    fn line(&self, sibling: Sibling) -> Option<&Arc<Line>> {
        match sibling {
            Sibling::Signals => self.lines.signals.as_ref(),
            Sibling::Ml => self.lines.ml.as_ref(),
            Sibling::Video => self.lines.video.as_ref(),
        }
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
            // That says nothing of the sibling.
            Err(SiblingError::NoRoom) => {}
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

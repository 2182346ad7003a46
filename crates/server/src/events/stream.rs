//! One stream of events: what was stored since, and pings in between, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Data;
use bytes::Bytes;
use futures_util::stream::{Stream, unfold};
use pilotlight_contract::result::BurnoutResult;
use pilotlight_contract::time::Moment;
use pilotlight_domain::{CheckIn, StreamPolicy};
use pilotlight_storage::{News, Told, Version};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::Listener;
use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::guests::Guest;
use crate::telemetry::InFlight;

/// Check-ins that are read at once, and wait in memory until the connection has taken them.
const PAGE: u32 = 16;

/// How often something is sent at least, so that nobody on the way takes the other side for gone.
const PING_EVERY: Duration = Duration::from_secs(15);

/// How often it is looked for what other processes stored, and whether the client is still there.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// After how many milliseconds a client comes again whose stream ended.
const RETRY: &str = "retry: 3000\n\n";

/// The id of what was told where there was nothing to tell. Without it, a client that comes again after
/// a person's first check-ins would be told of the latest alone.
pub(crate) const NOTHING_YET: &str = "0";

/// What a stream knows between two events.
struct State {
    app: Data<App>,
    listener: Listener,
    guest: Option<Arc<Guest>>,
    /// What was read, and is to be sent next.
    read: Option<String>,
    told: Told,
    /// As of when nothing was new; `None` where that is not known.
    as_of: Option<Version>,
    may_have_more: bool,
    ping: Interval,
    look: Interval,
    _counted: InFlight,
}

/// Begins a stream after what its client was told of. What is wrong with the database is told before
/// anything is sent.
pub(crate) async fn begin(
    app: Data<App>,
    listener: Listener,
    guest: Option<Arc<Guest>>,
    told: Option<Told>,
) -> Result<impl Stream<Item = Result<Bytes, Infallible>>, ApiError> {
    let News { check_ins, told: first } =
        app.store.news(&listener.user, told.clone(), PAGE).await?;
    let told = first.or(told).unwrap_or(Told::Nothing);
    let mut read = RETRY.to_owned() + &written(check_ins, &app.rules.policy)?;
    if told == Told::Nothing {
        read.push_str(&format!("id: {NOTHING_YET}\n{}", ping()));
    }
    let state = State {
        read: Some(read),
        _counted: app.telemetry.stream_begins(),
        app,
        listener,
        guest,
        told,
        as_of: None,
        may_have_more: true,
        ping: every(PING_EVERY),
        look: every(LOOK_EVERY),
    };
    Ok(unfold(state, State::next))
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

fn ping() -> String {
    format!("event: ping\ndata: {}\n\n", Moment::from(clock::now()))
}

/// Check-ins as events, as the history shows them.
fn written(check_ins: Vec<CheckIn>, policy: &StreamPolicy) -> Result<String, ApiError> {
    let mut text = String::new();
    for check_in in check_ins {
        let id = check_in.id.clone();
        let data = serde_json::to_string(&BurnoutResult::new(check_in, policy))?;
        text.push_str(&format!("id: {id}\nevent: score\ndata: {data}\n\n"));
    }
    Ok(text)
}

impl State {
    /// Waits for the next events. It is asked for them only when the connection has room: until then
    /// its guest is one who fetches an answer, and is seen out where that takes too long.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        let _served = self.guest.clone().map(Guest::serve);
        loop {
            if *self.listener.is_stopping.borrow() {
                return None;
            }
            if self.may_have_more && self.read.is_none() {
                self.read().await.ok()?;
            }
            if let Some(text) = self.read.take() {
                return Some((Ok(text.into()), self));
            }
            tokio::select! {
                _ = self.listener.is_stopping.changed() => {}
                Ok(()) = self.listener.woken.changed() => self.may_have_more = true,
                _ = self.look.tick() => self.look()?,
                _ = self.ping.tick() => self.read = Some(ping()),
            }
        }
    }

    /// Reads what is new. A database that is away for a moment is waited for: browsers never come
    /// back after a refusal.
    async fn read(&mut self) -> Result<(), Ended> {
        let user = &self.listener.user;
        // Taken before the reading: what is written meanwhile makes it an old one.
        let version = self.app.store.version(user);
        match self.app.store.news(user, Some(self.told.clone()), PAGE).await {
            Ok(News { told: None, .. }) => (self.may_have_more, self.as_of) = (false, version),
            Ok(News { check_ins, told: Some(told) }) => {
                self.read = Some(written(check_ins, &self.app.rules.policy).map_err(ended)?);
                self.told = told;
            }
            Err(error) if ApiError::is_passing(&error) => {
                tracing::debug!(%error, "a stream waits for the database");
                (self.may_have_more, self.as_of) = (false, None);
            }
            Err(error) => return Err(ended(error.into())),
        }
        Ok(())
    }

    /// Whether there may be news of which nobody told. `None` where the client is gone.
    fn look(&mut self) -> Option<()> {
        if self.guest.as_ref().is_some_and(|guest| guest.is_gone()) {
            return None;
        }
        let version = self.app.store.version(&self.listener.user);
        self.may_have_more = version.is_none() || version != self.as_of;
        Some(())
    }
}

/// A stream ended for a reason that is in the log, and that its client is told when it comes again.
struct Ended;

fn ended(error: ApiError) -> Ended {
    tracing::error!(%error, "a stream of events ended");
    Ended
}

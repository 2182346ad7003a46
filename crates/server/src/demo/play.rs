//! The four weeks, check-in by check-in, through what takes a live one.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, anyhow};
use fastrand::Rng;
use futures_util::StreamExt;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pilotlight_clients::video::VideoUpload;
use pilotlight_contract::submit::Reply;
use pilotlight_domain::{AlertRef, CheckIn, MlScale, UnixMillis};
use pilotlight_storage::{Acknowledgement, AlertOutcome, Profile};
use serde_json::{Map, Value};

use super::people::{self, Person, Said, Way};
use super::stage::{self, Lines, Stage};
use super::{Standing, measures};
use crate::app::App;
use crate::checkin;
use crate::clock::later;
use crate::handlers::stimulus;
use crate::ids::Ids;
use crate::settings::Settings;
use crate::siblings::Siblings;
use crate::video::{self, Taken};

/// Where all that is drawn comes from.
const SEED: u64 = 0x5eed;

/// How soon a demo's alert was delivered, and how soon somebody saw to it.
const DELIVERED_AFTER: Duration = Duration::from_secs(4);
const SEEN_TO_AFTER: Duration = Duration::from_secs(15 * 60);

/// Whoever took care of the demo's alerts.
const BY: &str = "demo";

/// The demo while it is played.
struct Play {
    app: App,
    stage: Arc<Stage>,
    first: Date,
    rng: Rng,
}

/// Plays all four weeks from this day on into the database of the settings, and tells how everybody
/// stands then.
pub(super) async fn play(settings: &Settings, first: Date) -> anyhow::Result<Vec<Standing>> {
    let mut play = Play::open(settings, first).await?;
    play.put_baselines().await?;
    let mut everybody = Vec::new();
    for person in people::all()? {
        everybody.push(play.person(&person).await?);
    }
    play.app.store.close().await;
    Ok(everybody)
}

impl Play {
    async fn open(settings: &Settings, first: Date) -> anyhow::Result<Self> {
        let mut app = App::open(settings).await?;
        let stage = Arc::new(Stage::default());
        app.siblings = Siblings::played(Arc::clone(&stage), &app.rules.policy);
        app.ids = Ids::Repeatable(Mutex::new(Rng::with_seed(SEED)));
        // What a real ml answers is another matter.
        app.rules.ml_scale = MlScale::Burnout;
        // No provider delivers the demo twice, and its digests would differ from run to run.
        app.redeliveries.window = Duration::ZERO;
        Ok(Self { app, stage, first, rng: Rng::with_seed(SEED) })
    }

    async fn put_baselines(&mut self) -> anyhow::Result<()> {
        let fetched_at = moment(&self.first.at(0, 0, 0, 0).to_zoned(TimeZone::UTC)?);
        for stimulus in self.app.catalogue.all() {
            let baseline = measures::baseline(&mut self.rng, stimulus, fetched_at);
            self.app.store.put_baseline(baseline).await?;
        }
        Ok(())
    }

    async fn person(&mut self, person: &Person) -> anyhow::Result<Standing> {
        for (index, said) in person.said.iter().enumerate() {
            if matches!(said.way, Way::Video | Way::Clip) && !self.app.rules.policy.takes_video() {
                continue;
            }
            let seconds = self.rng.i8(0..60);
            let at = self.first.checked_add(said.day.days())?.to_datetime(said.time);
            let at = moment(&at.checked_add(seconds.seconds())?.to_zoned(person.zone.clone())?);
            if index == 0 {
                self.app.store.put_profile(&person.id, profile(person), at).await?;
            }
            let check_in = self.check_in(person, said, at).await;
            self.settle_alert(&check_in.context("a check-in of the demo was not taken")?).await?;
        }
        let metrics = self.app.store.metrics(&person.id, None, None).await?;
        let assessment = metrics.latest.map(|latest| latest.assessment);
        Ok(Standing {
            id: person.id.clone(),
            check_ins: metrics.total_check_ins,
            latest: assessment.map(|it| (it.score(), it.level())),
        })
    }

    async fn check_in(
        &mut self,
        person: &Person,
        said: &Said,
        at: UnixMillis,
    ) -> anyhow::Result<CheckIn> {
        let today = stimulus::of_day(&self.app, &person.id, at, person.zone.clone()).await?;
        let named = Some(today.id).filter(|_| said.way != Way::Clip);
        let baseline = match &named {
            Some(stimulus) => self.app.store.baseline(stimulus).await?,
            None => None,
        };
        let is_video = matches!(said.way, Way::Video | Way::Clip);
        let seen = is_video.then(|| measures::video(&mut self.rng, said.load, said.words));
        let off_by = 6.0 * self.rng.f64() - 3.0;
        let stress = (said.way == Way::App).then_some(said.load);
        let regions = baseline.map(|baseline| baseline.regions);
        let ml = || stage::ml(said.words, seen.as_ref(), regions.as_ref());
        self.stage.set(Lines {
            signals: said.asks_signals.then(|| stage::signals(said.words, off_by, stress)),
            ml: said.asks_ml.then(ml).flatten(),
            video: seen,
        });
        match said.way {
            Way::Video | Way::Clip => self.recorded(person, named, at).await,
            Way::App | Way::Sms => self.replied(person, said, named, at).await,
        }
    }

    async fn replied(
        &mut self,
        person: &Person,
        said: &Said,
        stimulus: Option<String>,
        at: UnixMillis,
    ) -> anyhow::Result<CheckIn> {
        let is_sms = said.way == Way::Sms;
        let source = if is_sms { "sms" } else { "app" };
        let mut body = Map::from_iter([
            ("user_id".to_owned(), Value::from(person.id.as_str())),
            ("stimulus_id".to_owned(), Value::from(stimulus)),
            ("response_text".to_owned(), Value::from(said.words)),
            ("source".to_owned(), Value::from(source)),
        ]);
        if !is_sms && !said.words.is_empty() {
            body.extend(measures::typing(&mut self.rng, said.load, said.words));
        }
        let reply = Reply::read(&body, at, &self.app.rules.policy)
            .map_err(|errors| anyhow!("a reply of the demo cannot be taken: {errors:?}"))?;
        Ok(checkin::submit(&self.app, at, reply, None).await?)
    }

    async fn recorded(
        &self,
        person: &Person,
        stimulus: Option<String>,
        at: UnixMillis,
    ) -> anyhow::Result<CheckIn> {
        let upload = VideoUpload {
            file_name: "demo.mp4".to_owned(),
            content_type: "video/mp4".to_owned(),
            length: Some(0),
            body: futures_util::stream::empty().boxed(),
        };
        let analysis = self.app.siblings.video.analyze(upload, Duration::ZERO).await;
        let taken = Taken::of(person.id.clone(), stimulus, analysis);
        Ok(video::take(&self.app, at, taken, None).await?.check_in)
    }

    /// The demo's alerts have all been delivered and seen to: nothing is left to tell anybody.
    async fn settle_alert(&self, check_in: &CheckIn) -> anyhow::Result<()> {
        let Some(AlertRef { id, .. }) = &check_in.alert else { return Ok(()) };
        let delivered_at = later(check_in.received_at, DELIVERED_AFTER);
        let lease = later(delivered_at, DELIVERED_AFTER);
        let store = &self.app.store;
        for alert in store.claim_alerts(delivered_at, lease, 1).await? {
            let outcome = AlertOutcome::Delivered { message_id: format!("demo-{}", alert.id) };
            store.settle_alert(&alert, outcome, delivered_at).await?;
        }
        let at = later(check_in.received_at, SEEN_TO_AFTER);
        let note = Some("Nobody was told: this person is made up.".to_owned());
        let by = Acknowledgement { by: BY.to_owned(), at, note };
        store.acknowledge_alert(id, by).await?.context("the demo lost an alert")?;
        Ok(())
    }
}

fn profile(person: &Person) -> Profile {
    Profile {
        region: Some(person.country),
        timezone: Some(person.zone_name.clone()),
        locale: Some(person.locale.clone()),
    }
}

fn moment(at: &jiff::Zoned) -> UnixMillis {
    UnixMillis(at.timestamp().as_millisecond())
}

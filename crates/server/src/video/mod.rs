//! The flow of a check-in by video: the recording is passed on as it comes, and never kept.

mod seen;
mod upload;

use std::collections::BTreeMap;

use actix_multipart::Multipart;
use pilotlight_clients::SiblingError;
use pilotlight_clients::ml::MlRequest;
use pilotlight_clients::video::VideoAnalysis;
use pilotlight_contract::problem::FieldError;
use pilotlight_contract::submit::{AnsweredAt, check_answered_at, country};
use pilotlight_contract::video::VideoSeen;
use pilotlight_domain::{
    Channel, CheckIn, CountryCode, Evidence, Origin, Reading, ServiceUse, ServicesUsed, Stimulus,
    Stream, StreamPolicy, UnixMillis, UserId,
};
use pilotlight_storage::{Earlier, IdempotencyKey, StorageError, VideoMeasures};

use crate::app::App;
use crate::checkin::{self, Scored, Timing};
use crate::error::ApiError;
use crate::siblings::Sibling;
use crate::{clock, repeats};

use self::seen::seen;
use self::upload::{Recording, next_field, read_text, skip, take};

/// The stimulus of a video for which none is named.
const NO_STIMULUS: &str = "video";

/// The most fields of a form that nobody asked for.
const MOST_UNKNOWN_FIELDS: usize = 64;

/// What a form held: the fields as text, and what became of the recording.
#[derive(Default)]
struct Form {
    user_id: Option<String>,
    stimulus_id: Option<String>,
    timestamp: Option<String>,
    region: Option<String>,
    recording: Option<Recording>,
}

/// The fields of a form that was taken.
struct Taken {
    user_id: UserId,
    stimulus_id: String,
    answered_at: Option<AnsweredAt>,
    country: Option<(CountryCode, Option<&'static str>)>,
    /// `None` where it was not passed on.
    analysis: Option<Result<VideoAnalysis, SiblingError>>,
}

/// What a video showed, and the check-in.
pub(crate) struct VideoCheckIn {
    pub(crate) seen: VideoSeen,
    pub(crate) check_in: CheckIn,
}

/// Takes a check-in by video, once for each key.
pub(crate) async fn submit(
    app: &App,
    mut form: Multipart,
    key: Option<String>,
) -> Result<VideoCheckIn, ApiError> {
    let received_at = clock::now();
    let mut read = Form::default();
    let mut turn = None;
    let mut unknown = 0_usize;
    while let Some(field) = next_field(&mut form).await? {
        let name = field.name().unwrap_or_default().to_owned();
        let text = match name.as_str() {
            "video" if read.recording.is_some() => return Err(twice("video")),
            "video" => {
                // What is in work or done already is not analysed once more, where it is known whose
                // it is.
                let is_done = match (read.user(), &key) {
                    (Some(user), Some(key)) => {
                        turn = Some(app.in_work.begin(&user, key)?);
                        app.store.find_idempotent(&user, key, clock::now()).await?.is_some()
                    }
                    _ => false,
                };
                let digests = key.is_some();
                read.recording = Some(take(app, field, !is_done, digests).await?);
                continue;
            }
            "user_id" => &mut read.user_id,
            "stimulus_id" => &mut read.stimulus_id,
            "timestamp" => &mut read.timestamp,
            "region" => &mut read.region,
            _ => {
                unknown += 1;
                if unknown > MOST_UNKNOWN_FIELDS {
                    let message = format!("must have at most {MOST_UNKNOWN_FIELDS} fields more");
                    return Err(ApiError::field("form", message));
                }
                skip(field, app.rules.video_max_bytes).await?;
                continue;
            }
        };
        if text.is_some() {
            return Err(twice(&name));
        }
        *text = Some(read_text(field, &name).await?);
    }
    let fingerprint = key.as_deref().map(|key| read.fingerprint(key));
    let user = read.user();
    let taken = match (read.take(), user.zip(key.as_deref()).zip(fingerprint.as_deref())) {
        (Ok(taken), _) => taken,
        // Time may have made it one that is refused since it was answered.
        (Err(error), Some(((user, key), fingerprint))) => {
            let earlier = app.store.find_idempotent(&user, key, clock::now()).await?;
            let Some(earlier) = earlier.filter(|earlier| earlier.fingerprint == fingerprint) else {
                return Err(error);
            };
            return again(earlier);
        }
        (Err(error), None) => return Err(error),
    };
    let Some((key, fingerprint)) = key.zip(fingerprint) else {
        return score(app, received_at, taken, None).await;
    };
    let _turn = match turn {
        Some(turn) => turn,
        None => app.in_work.begin(&taken.user_id, &key)?,
    };
    match repeats::earlier(app, &taken.user_id, &key, &fingerprint).await? {
        Some(earlier) => again(earlier),
        None => {
            let key = IdempotencyKey { key, fingerprint, beside: None };
            score(app, received_at, taken, Some(key)).await
        }
    }
}

fn twice(field: &str) -> ApiError {
    ApiError::field(field, "must be there once")
}

/// The answer that was given before.
fn again(Earlier { check_in, beside, .. }: Earlier) -> Result<VideoCheckIn, ApiError> {
    Ok(VideoCheckIn { seen: seen_before(beside.as_deref())?, check_in })
}

/// What was answered beside a check-in.
fn seen_before(beside: Option<&str>) -> Result<VideoSeen, ApiError> {
    let seen = beside.map(serde_json::from_str).transpose();
    let unreadable = |_| StorageError::Internal("what a video showed cannot be read".to_owned());
    Ok(seen.map_err(unreadable)?.unwrap_or_default())
}

impl Form {
    /// Whose it is, as far as that has come.
    fn user(&self) -> Option<UserId> {
        UserId::new(self.user_id.clone()?).ok()
    }

    /// A digest of the whole form, in whatever order it came.
    fn fingerprint(&self, key: &str) -> String {
        let Self { user_id, stimulus_id, timestamp, region, recording } = self;
        let digest = recording.as_ref().map(|recording| recording.digest.as_str());
        let fields = [user_id, stimulus_id, timestamp, region].map(|field| field.as_deref());
        let parts = [Some(key)].into_iter().chain(fields).chain([digest]);
        repeats::fingerprint(parts.map(|part| part.unwrap_or_default().as_bytes()))
    }

    /// Checks all fields; every mistake is told.
    fn take(self) -> Result<Taken, ApiError> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: String| errors.push(FieldError::new(field, message));
        let user_id = match self.user_id.map(UserId::new) {
            Some(Ok(user_id)) => Some(user_id),
            Some(Err(error)) => {
                wrong("user_id", error.to_string());
                None
            }
            None => {
                wrong("user_id", "is required".to_owned());
                None
            }
        };
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let stimulus_id = given(self.stimulus_id).unwrap_or_else(|| NO_STIMULUS.to_owned());
        if let Err(error) = Stimulus::check_id(&stimulus_id) {
            wrong("stimulus_id", error.to_string());
        }
        let moment = given(self.timestamp).map(|text| check_answered_at(&text, clock::now()));
        let answered_at = moment.and_then(|checked| match checked {
            Ok(given) => Some(given),
            Err(message) => {
                wrong("timestamp", message);
                None
            }
        });
        let country = given(self.region).map(|code| country(&code));
        if self.recording.is_none() {
            wrong("video", "is required, as a file".to_owned());
        }
        match (user_id, self.recording) {
            (Some(user_id), Some(recording)) if errors.is_empty() => {
                let analysis = recording.analysis;
                Ok(Taken { user_id, stimulus_id, answered_at, country, analysis })
            }
            _ => Err(ApiError::Invalid(errors)),
        }
    }
}

async fn score(
    app: &App,
    received_at: UnixMillis,
    taken: Taken,
    idempotency: Option<IdempotencyKey>,
) -> Result<VideoCheckIn, ApiError> {
    let Taken { user_id, stimulus_id, answered_at, country, analysis } = taken;
    // It was known under its key, and was forgotten since: another try starts anew.
    let analysis = analysis.ok_or(ApiError::InWork)?;
    let assumed = [answered_at.and_then(|given| given.note), country.and_then(|(_, note)| note)];
    let country = country.map(|(country, _)| country);
    let answered_at = answered_at.map(|given| given.moment);
    let video_use = app.siblings.note(&app.telemetry, Sibling::Video, &analysis);
    let analysis = analysis.ok();
    let seen = seen(analysis.as_ref());
    let idempotency = idempotency.map(|key| {
        let beside = serde_json::to_string(&seen).ok();
        IdempotencyKey { beside, ..key }
    });
    let timing = Timing::starting_now(app, received_at, answered_at);
    let context = checkin::context(app, &user_id, &stimulus_id, timing).await?;

    let policy = &app.rules.policy;
    let (mut readings, mut notes) = read_video(analysis.as_ref(), policy);
    let transcript = analysis.as_ref().and_then(|analysis| analysis.transcript.clone());
    checkin::carry_over(&mut readings, &context, &mut notes);
    notes.extend(assumed.into_iter().flatten().map(str::to_owned));
    let coerced = analysis.iter().flat_map(|analysis| &analysis.coerced);
    notes.extend(coerced.map(|field| format!("coerced:video.{field}")));
    let request = MlRequest {
        response_text: policy.only(Stream::Imessage, transcript.clone()),
        ..checkin::ml_request(&user_id, &stimulus_id, &readings)
    };
    let asked_of_ml = checkin::asked(&request);
    // With nothing measured there is nothing to ask: an answer to nothing would read as calm.
    let (ml, ml_use) = if asked_of_ml.is_empty() {
        (None, ServiceUse::NotAsked)
    } else {
        checkin::ask_ml(app, &request, timing).await
    };
    let evidence = Evidence {
        readings,
        ml,
        asked_of_ml,
        notes,
        ..checkin::context_evidence(app, &context, country, timing.answered_at)
    };
    let scored = Scored {
        user_id,
        stimulus_id,
        channel: Channel::Video,
        timing,
        services: ServicesUsed { signals: ServiceUse::NotAsked, ml: ml_use, video: video_use },
        evidence,
        typing: None,
        text: transcript,
        video: analysis.as_ref().map(measures),
        idempotency,
        redelivery: None,
    };
    let checkin::Taken { check_in, beside } = checkin::record(app, scored).await?;
    let seen = if beside.is_some() { seen_before(beside.as_deref())? } else { seen };
    Ok(VideoCheckIn { seen, check_in })
}

/// What a recording showed of the streams that are allowed, and what is to be said of the others.
fn read_video(
    analysis: Option<&VideoAnalysis>,
    policy: &StreamPolicy,
) -> (Vec<Reading>, Vec<String>) {
    let facial = analysis.and_then(|analysis| analysis.facial.as_ref()).map(|facial| facial.stress);
    let voice = analysis.and_then(|analysis| analysis.voice.as_ref()).map(|voice| voice.stress);
    let mut readings = Vec::new();
    let mut notes = Vec::new();
    for (stream, score) in [(Stream::Facial, facial), (Stream::Voice, voice)] {
        match score.and_then(|score| Reading::new(stream, score, 1.0, Origin::Video)) {
            Some(reading) => readings.push(reading),
            None if !policy.allows(stream) => notes.push(StreamPolicy::left_out(stream)),
            None => notes.push(format!("absent:{stream}")),
        }
    }
    let has_words = analysis.is_some_and(|analysis| analysis.transcript.is_some());
    if has_words && !policy.allows(Stream::Imessage) {
        notes.push(StreamPolicy::left_out(Stream::Imessage));
    }
    (readings, notes)
}

/// The numbers that are kept of a video, by the names that they are answered under.
fn measures(analysis: &VideoAnalysis) -> VideoMeasures {
    let facial = analysis.facial.as_ref().map(|facial| {
        named([
            ("facial_stress_score", Some(facial.stress)),
            ("blink_rate_per_min", facial.blink_rate_per_min),
            ("eye_openness", facial.eye_openness),
            ("gaze_stability", facial.gaze_stability),
            ("brow_furrow", facial.brow_furrow),
            ("lip_compression", facial.lip_compression),
            ("jaw_clench", facial.jaw_clench),
            ("forced_smile", facial.forced_smile.map(|is| f64::from(u8::from(is)))),
        ])
    });
    let voice = analysis.voice.as_ref().map(|voice| {
        named([
            ("voice_stress_score", Some(voice.stress)),
            ("pitch_mean_hz", voice.pitch_mean_hz),
            ("pitch_variability", voice.pitch_variability),
            ("speaking_rate_wpm", voice.speaking_rate_wpm),
            ("pause_frequency", voice.pause_frequency),
            ("voice_tremor", voice.voice_tremor.map(|is| f64::from(u8::from(is)))),
        ])
    });
    VideoMeasures {
        combined_score: analysis.combined_score(),
        facial: facial.unwrap_or_default(),
        voice: voice.unwrap_or_default(),
    }
}

fn named<const N: usize>(measures: [(&str, Option<f64>); N]) -> BTreeMap<String, f64> {
    let present = measures.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    present.collect()
}

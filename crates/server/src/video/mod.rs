//! The flow of a check-in by video: the recording is passed on as it comes, and never kept.

mod form;
mod seen;
mod upload;

use actix_multipart::Multipart;
use pilotlight_clients::ml::MlRequest;
use pilotlight_clients::video::VideoAnalysis;
use pilotlight_contract::video::VideoSeen;
use pilotlight_domain::{
    Channel, CheckIn, Evidence, Origin, Reading, ServiceUse, ServicesUsed, Stream, StreamPolicy,
    UnixMillis,
};
use pilotlight_storage::{Earlier, IdempotencyKey, StorageError};

use crate::app::App;
use crate::checkin::{self, Scored, Timing};
use crate::error::ApiError;
use crate::siblings::Sibling;
use crate::{clock, repeats};

use self::form::Form;
pub(crate) use self::form::Taken;
use self::seen::{measures, seen};

/// What a video showed, and the check-in.
pub(crate) struct VideoCheckIn {
    pub(crate) seen: VideoSeen,
    pub(crate) check_in: CheckIn,
}

/// Takes a check-in by video, once for each key.
pub(crate) async fn submit(
    app: &App,
    form: Multipart,
    key: Option<String>,
) -> Result<VideoCheckIn, ApiError> {
    let received_at = clock::now();
    let (read, turn) = Form::read(app, form, key.as_deref()).await?;
    let fingerprint = key.as_deref().map(|key| read.fingerprint(key));
    let user = read.user();
    let taken = match (read.take(), user.zip(key.as_deref()).zip(fingerprint.as_deref())) {
        (Ok(taken), _) => taken,
        // Time may have made it one that is refused since it was answered.
        (Err(error), Some(((user, key), fingerprint))) => {
            let same = repeats::same_earlier(app, &user, key, fingerprint).await?;
            return again(same.ok_or(error)?);
        }
        (Err(error), None) => return Err(error),
    };
    let Some((key, fingerprint)) = key.zip(fingerprint) else {
        return take(app, received_at, taken, None).await;
    };
    let _turn = match turn {
        Some(turn) => turn,
        None => app.in_work.begin(&taken.user_id, &key)?,
    };
    match repeats::earlier(app, &taken.user_id, &key, &fingerprint).await? {
        Some(earlier) => again(earlier),
        None => {
            let key = IdempotencyKey { key, fingerprint, beside: None };
            take(app, received_at, taken, Some(key)).await
        }
    }
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

/// Takes what a form held that came at this moment.
pub(crate) async fn take(
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

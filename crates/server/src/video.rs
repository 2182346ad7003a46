//! The flow of a check-in by video: the recording is passed on as it comes, and never kept.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use bytes::Bytes;
use futures_util::StreamExt;
use pilotlight_clients::SiblingError;
use pilotlight_clients::ml::MlRequest;
use pilotlight_clients::video::{VideoAnalysis, VideoUpload};
use pilotlight_contract::problem::FieldError;
use pilotlight_contract::submit::{AnsweredAt, check_answered_at, country};
use pilotlight_domain::{
    Channel, CheckIn, CountryCode, Evidence, Origin, Reading, ServiceUse, ServicesUsed, Stimulus,
    Stream, UnixMillis, UserId,
};
use pilotlight_storage::VideoMeasures;
use tokio::sync::mpsc;

use crate::app::App;
use crate::checkin::{self, Scored, Timing};
use crate::clock;
use crate::error::ApiError;
use crate::siblings::Sibling;

/// How long the person's side may pause while it uploads.
const STALL: Duration = Duration::from_secs(30);

/// Chunks of a recording that wait between the person and the video service.
const CHUNKS_IN_FLIGHT: usize = 8;

/// The largest text field of the form that is read, in bytes.
const MAX_FIELD_BYTES: usize = 4096;

/// The stimulus of a video for which none is named.
const NO_STIMULUS: &str = "video";

/// What a form held: the fields as text, and what became of the recording.
#[derive(Default)]
struct Form {
    user_id: Option<String>,
    stimulus_id: Option<String>,
    timestamp: Option<String>,
    region: Option<String>,
    analysis: Option<Result<VideoAnalysis, SiblingError>>,
}

/// The fields of a form that was taken.
struct Taken {
    user_id: UserId,
    stimulus_id: String,
    answered_at: Option<AnsweredAt>,
    country: Option<(CountryCode, Option<&'static str>)>,
    analysis: Result<VideoAnalysis, SiblingError>,
}

/// What the video service made of a recording, and the check-in.
pub(crate) struct VideoCheckIn {
    pub(crate) analysis: Option<VideoAnalysis>,
    pub(crate) check_in: CheckIn,
}

/// Takes a check-in by video.
pub(crate) async fn submit(app: &App, mut form: Multipart) -> Result<VideoCheckIn, ApiError> {
    let received_at = clock::now();
    let mut read = Form::default();
    while let Some(field) = next_field(&mut form).await? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "video" if read.analysis.is_none() => read.analysis = Some(pass_on(app, field).await?),
            "video" => return Err(ApiError::field("video", "must be there once")),
            "user_id" => read.user_id = Some(read_text(field, "user_id").await?),
            "stimulus_id" => read.stimulus_id = Some(read_text(field, "stimulus_id").await?),
            "timestamp" => read.timestamp = Some(read_text(field, "timestamp").await?),
            "region" => read.region = Some(read_text(field, "region").await?),
            _ => skip(field, app.rules.video_max_bytes).await?,
        }
    }
    score(app, received_at, read.take()?).await
}

impl Form {
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
        if self.analysis.is_none() {
            wrong("video", "is required, as a file".to_owned());
        }
        match (user_id, self.analysis) {
            (Some(user_id), Some(analysis)) if errors.is_empty() => {
                Ok(Taken { user_id, stimulus_id, answered_at, country, analysis })
            }
            _ => Err(ApiError::Invalid(errors)),
        }
    }
}

async fn next_field(form: &mut Multipart) -> Result<Option<Field>, ApiError> {
    match tokio::time::timeout(STALL, form.next()).await {
        Err(_) => Err(ApiError::TooSlow),
        Ok(None) => Ok(None),
        Ok(Some(field)) => field.map(Some).map_err(|error| broken_form(&error)),
    }
}

async fn next_chunk(field: &mut Field) -> Result<Option<Bytes>, ApiError> {
    match tokio::time::timeout(STALL, field.next()).await {
        Err(_) => Err(ApiError::TooSlow),
        Ok(None) => Ok(None),
        Ok(Some(chunk)) => chunk.map(Some).map_err(|error| broken_form(&error)),
    }
}

fn broken_form(error: &MultipartError) -> ApiError {
    ApiError::Malformed(format!("the form cannot be read: {error}"))
}

async fn read_text(mut field: Field, name: &str) -> Result<String, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(&mut field).await? {
        if bytes.len() + chunk.len() > MAX_FIELD_BYTES {
            return Err(ApiError::field(
                name,
                format!("must have at most {MAX_FIELD_BYTES} bytes"),
            ));
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| ApiError::field(name, "must be UTF-8 text"))
}

/// Reads a field that nobody asked for, and drops it.
async fn skip(mut field: Field, limit_bytes: u64) -> Result<(), ApiError> {
    let mut bytes = 0_u64;
    while let Some(chunk) = next_chunk(&mut field).await? {
        bytes = bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if bytes > limit_bytes {
            return Err(ApiError::TooLarge { limit_bytes });
        }
    }
    Ok(())
}

/// Passes a recording on to the video service, chunk by chunk. A few chunks are in memory at once.
async fn pass_on(
    app: &App,
    mut field: Field,
) -> Result<Result<VideoAnalysis, SiblingError>, ApiError> {
    let Some(first) = next_chunk(&mut field).await? else {
        return Err(ApiError::field("video", "must not be empty"));
    };
    let content_type = video_type(&field, &first)?;
    let (sender, receiver) = mpsc::channel(CHUNKS_IN_FLIGHT);
    let body = futures_util::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    let upload = VideoUpload {
        // The name that the person's device gave may say something about the person.
        file_name: "checkin.mp4".to_owned(),
        content_type,
        length: None,
        body: body.boxed(),
    };
    let analyze = app.siblings.video.analyze(upload, app.rules.video_timeout);
    let pump = pump(field, first, sender, app.rules.video_max_bytes);
    let (analysis, pumped) = futures_util::future::join(analyze, pump).await;
    pumped?;
    Ok(analysis)
}

type Chunk = Result<Bytes, std::io::Error>;

/// Moves chunks from the person to the video service. Where the service has gone away the rest is
/// read all the same and dropped: most clients read no answer before they have sent everything.
async fn pump(
    mut field: Field,
    first: Bytes,
    sender: mpsc::Sender<Chunk>,
    max_bytes: u64,
) -> Result<(), ApiError> {
    let mut bytes = 0_u64;
    let mut next = Some(first);
    while let Some(chunk) = next {
        bytes = bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if bytes > max_bytes {
            abort(&sender).await;
            return Err(ApiError::TooLarge { limit_bytes: max_bytes });
        }
        let _gone = sender.send(Ok(chunk)).await.is_err();
        next = match next_chunk(&mut field).await {
            Ok(next) => next,
            Err(error) => {
                abort(&sender).await;
                return Err(error);
            }
        };
    }
    Ok(())
}

/// Tells the call to the video service that the recording ends here, unfinished.
async fn abort(sender: &mpsc::Sender<Chunk>) {
    let cut = std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the upload was cut");
    let _gone = sender.send(Err(cut)).await.is_err();
}

/// The media type of a recording: the declared one if it is a video, else what its first bytes or
/// its file name show. Bytes that are plainly something else are refused whatever was declared.
fn video_type(field: &Field, first: &[u8]) -> Result<String, ApiError> {
    let refused =
        ApiError::MediaType { expected: "a form whose `video` is a video, such as video/mp4" };
    let declared = field.content_type().map(ToString::to_string).unwrap_or_default();
    let seen = infer::get(first).map(|kind| kind.mime_type());
    let is_video = |media_type: &str| media_type.starts_with("video/");
    let is_undeclared = declared.is_empty() || declared == "application/octet-stream";
    match seen {
        Some(seen) if is_video(seen) && !is_video(&declared) => Ok(seen.to_owned()),
        Some(seen) if !is_video(seen) => Err(refused),
        _ if is_video(&declared) => Ok(declared),
        _ if is_undeclared && has_video_name(field) => Ok("video/mp4".to_owned()),
        _ => Err(refused),
    }
}

/// Many a client gives every file the same type, and the name alone says what it is.
fn has_video_name(field: &Field) -> bool {
    let name = field.content_disposition().and_then(|disposition| disposition.get_filename());
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        let ending = ending.to_ascii_lowercase();
        ["mp4", "m4v", "mov", "webm", "mkv", "avi", "3gp"].contains(&ending.as_str())
    })
}

async fn score(app: &App, received_at: UnixMillis, taken: Taken) -> Result<VideoCheckIn, ApiError> {
    let Taken { user_id, stimulus_id, answered_at, country, analysis } = taken;
    let assumed = [answered_at.and_then(|given| given.note), country.and_then(|(_, note)| note)];
    let country = country.map(|(country, _)| country);
    let answered_at = answered_at.map(|given| given.moment);
    let video_use = app.siblings.note(&app.telemetry, Sibling::Video, &analysis);
    let analysis = analysis.ok();
    let timing = Timing::starting_now(app, received_at, answered_at);
    let context = app.store.context(&user_id, &stimulus_id, timing.answered_at).await?;

    let (mut readings, mut notes) = read_video(analysis.as_ref());
    let transcript = analysis.as_ref().and_then(|analysis| analysis.transcript.clone());
    checkin::carry_over(&mut readings, &context.readings, &mut notes);
    notes.extend(assumed.into_iter().flatten().map(str::to_owned));
    let coerced = analysis.iter().flat_map(|analysis| &analysis.coerced);
    notes.extend(coerced.map(|field| format!("coerced:video.{field}")));
    let request = MlRequest {
        response_text: transcript.clone(),
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
        // What was said is no stream: ml is given it for its own reading of crisis words.
        asked_of_ml: asked_of_ml.into_iter().filter(|stream| *stream != Stream::Imessage).collect(),
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
        idempotency: None,
    };
    let check_in = checkin::record(app, scored).await?;
    Ok(VideoCheckIn { analysis, check_in })
}

fn read_video(analysis: Option<&VideoAnalysis>) -> (Vec<Reading>, Vec<String>) {
    let facial = analysis.and_then(|analysis| analysis.facial.as_ref()).map(|facial| facial.stress);
    let voice = analysis.and_then(|analysis| analysis.voice.as_ref()).map(|voice| voice.stress);
    let mut readings = Vec::new();
    let mut notes = Vec::new();
    for (stream, score) in [(Stream::Facial, facial), (Stream::Voice, voice)] {
        match score.and_then(|score| Reading::new(stream, score, 1.0, Origin::Video)) {
            Some(reading) => readings.push(reading),
            None => notes.push(format!("absent:{stream}")),
        }
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

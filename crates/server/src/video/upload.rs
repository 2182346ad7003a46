//! Reading the form of a video check-in, and passing the recording on while it comes in.

use std::time::{Duration, Instant};

use actix_multipart::{Field, Multipart, MultipartError};
use bytes::Bytes;
use futures_util::StreamExt;
use pilotlight_clients::SiblingError;
use pilotlight_clients::video::{VideoAnalysis, VideoUpload};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use crate::app::App;
use crate::error::ApiError;
use crate::repeats::hex;

/// How long the person's side may pause while it uploads.
const STALL: Duration = Duration::from_secs(30);

/// An upload that is slower than this after [`PATIENCE`] is given up: it holds a place that others
/// wait for. A bad telephone line is several times as fast.
const LEAST_BYTES_A_SECOND: u64 = 1024;

/// How long an upload may be slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// Chunks of a recording that wait between the person and the video service.
const CHUNKS_IN_FLIGHT: usize = 8;

/// The largest text field of the form that is read, in bytes.
const MAX_FIELD_BYTES: usize = 4096;

pub(super) async fn next_field(form: &mut Multipart) -> Result<Option<Field>, ApiError> {
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

pub(super) async fn read_text(mut field: Field, name: &str) -> Result<String, ApiError> {
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
pub(super) async fn skip(mut field: Field, limit_bytes: u64) -> Result<(), ApiError> {
    let mut pace = Pace::beginning(limit_bytes);
    while let Some(chunk) = next_chunk(&mut field).await? {
        pace.count(&chunk)?;
    }
    Ok(())
}

/// How much of an upload has come, and how fast.
struct Pace {
    limit_bytes: u64,
    bytes: u64,
    since: Instant,
}

impl Pace {
    fn beginning(limit_bytes: u64) -> Self {
        Self { limit_bytes, bytes: 0, since: Instant::now() }
    }

    /// Counts a chunk; an error where there is too much, or it comes too slowly.
    fn count(&mut self, chunk: &Bytes) -> Result<(), ApiError> {
        self.bytes = self.bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if self.bytes > self.limit_bytes {
            return Err(ApiError::TooLarge { limit_bytes: self.limit_bytes });
        }
        self.keeps_up(self.since.elapsed())
    }

    fn keeps_up(&self, elapsed: Duration) -> Result<(), ApiError> {
        let least = elapsed.as_secs().saturating_mul(LEAST_BYTES_A_SECOND);
        if elapsed > PATIENCE && self.bytes < least { Err(ApiError::TooSlow) } else { Ok(()) }
    }
}

/// A recording that came in whole. Nothing of it is kept.
pub(super) struct Recording {
    /// What the video service says of it; `None` where it was not passed on.
    pub(super) analysis: Option<Result<VideoAnalysis, SiblingError>>,
    /// A digest of its bytes; empty where none was asked for.
    pub(super) digest: String,
}

/// Takes a recording, chunk by chunk, and passes it on to the video service where that is asked for.
/// A few chunks are in memory at once.
pub(super) async fn take(
    app: &App,
    mut field: Field,
    passes_on: bool,
    digests: bool,
) -> Result<Recording, ApiError> {
    let Some(first) = next_chunk(&mut field).await? else {
        return Err(ApiError::field("video", "must not be empty"));
    };
    let content_type = video_type(&field, &first)?;
    let (sender, receiver) = mpsc::channel(CHUNKS_IN_FLIGHT);
    let pump = pump(field, first, sender, app.rules.video_max_bytes, digests);
    if !passes_on {
        drop(receiver);
        return Ok(Recording { analysis: None, digest: pump.await? });
    }
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
    let (analysis, digest) = futures_util::future::join(analyze, pump).await;
    Ok(Recording { analysis: Some(analysis), digest: digest? })
}

type Chunk = Result<Bytes, std::io::Error>;

/// Moves chunks from the person to the video service, and gives their digest where that is asked
/// for. Where the service has gone away the rest is read all the same and dropped: most clients read
/// no answer before they have sent everything.
async fn pump(
    mut field: Field,
    first: Bytes,
    sender: mpsc::Sender<Chunk>,
    max_bytes: u64,
    digests: bool,
) -> Result<String, ApiError> {
    let mut pace = Pace::beginning(max_bytes);
    let mut digest = digests.then(Sha256::new);
    let mut next = Some(first);
    while let Some(chunk) = next {
        if let Err(error) = pace.count(&chunk) {
            abort(&sender).await;
            return Err(error);
        }
        if let Some(digest) = &mut digest {
            digest.update(&chunk);
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
    Ok(digest.map(|digest| hex(&digest.finalize())).unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_may_be_slow_for_a_minute_and_not_for_ever() {
        let mut pace = Pace::beginning(1_000_000);
        pace.count(&Bytes::from_static(&[0; 1000])).unwrap();
        assert!(pace.keeps_up(Duration::from_secs(60)).is_ok());
        assert!(matches!(pace.keeps_up(Duration::from_secs(61)), Err(ApiError::TooSlow)));
        pace.count(&Bytes::from_static(&[0; 100_000])).unwrap();
        assert!(pace.keeps_up(Duration::from_secs(90)).is_ok());
    }
}

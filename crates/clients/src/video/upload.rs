use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream::BoxStream;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::multipart::{Form, Part};
use tokio::sync::watch;

use crate::error::SiblingError;

/// The chunks of a video. An error says that the upload was cut or refused; what merely ends is
/// taken to be whole.
pub type VideoBody = BoxStream<'static, io::Result<Bytes>>;

/// A video to pass on. `Debug` shows its length alone.
pub struct VideoUpload {
    /// The file's name. Only letters, digits, `.`, `-` and `_` of ASCII are passed on as they are.
    pub file_name: String,
    /// The media type, such as `video/mp4`.
    pub content_type: String,
    /// The length in bytes, where it is known for certain.
    pub length: Option<u64>,
    /// The video, chunk by chunk.
    pub body: VideoBody,
}

const MAX_NAME_CHARS: usize = 64;

impl VideoUpload {
    /// The multipart form to send, and a watch on who is to act next.
    pub(super) fn into_form(self) -> (Form, watch::Receiver<Turn>) {
        let (turn, watched) = watch::channel(Turn::Sibling);
        let Self { file_name, content_type, length, body } = self;
        let body = reqwest::Body::wrap_stream(Watched { body, left: length, turn });
        let part = match length {
            Some(length) => Part::stream_with_length(body, length),
            None => Part::stream(body),
        };
        let content_type = HeaderValue::try_from(content_type)
            .unwrap_or(HeaderValue::from_static("application/octet-stream"));
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, content_type)]);
        (Form::new().part("video", part.file_name(plain(&file_name)).headers(headers)), watched)
    }
}

/// A file name that can stand in a header.
fn plain(name: &str) -> String {
    let keeps = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.chars().take(MAX_NAME_CHARS).map(|c| if keeps(c) { c } else { '_' }).collect()
}

impl fmt::Debug for VideoUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VideoUpload").field("length", &self.length).finish_non_exhaustive()
    }
}

/// Whose turn it is while a video is passed on. The watch closes when the upload is over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Turn {
    /// The sibling has been handed a chunk and is to take it.
    Sibling,
    /// The sibling waits for the person's next chunk.
    Person,
    /// The upload failed.
    Aborted,
}

/// The upload's chunks, telling whose turn it is as they pass.
struct Watched {
    body: VideoBody,
    /// The bytes still to come, where the length was given.
    left: Option<u64>,
    turn: watch::Sender<Turn>,
}

impl Watched {
    /// Counts a chunk; an error where the upload is longer than it said.
    fn count(&mut self, chunk: &Bytes) -> io::Result<()> {
        if let Some(left) = &mut self.left {
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            *left = left.checked_sub(length).ok_or(io::ErrorKind::FileTooLarge)?;
        }
        Ok(())
    }
}

impl Stream for Watched {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.turn.send_if_modified(|turn| std::mem::replace(turn, Turn::Person) != Turn::Person);
        let next = match ready!(self.body.as_mut().poll_next(cx)) {
            Some(Ok(chunk)) => Some(self.count(&chunk).map(|()| chunk)),
            None if self.left.is_some_and(|left| left > 0) => {
                Some(Err(io::ErrorKind::UnexpectedEof.into()))
            }
            end_or_error => end_or_error,
        };
        match &next {
            Some(Ok(_)) => drop(self.turn.send_replace(Turn::Sibling)),
            Some(Err(_)) => drop(self.turn.send_replace(Turn::Aborted)),
            None => {}
        }
        Poll::Ready(next)
    }
}

/// Ends once the call is to be given up: when the sibling takes nothing for `stall_limit`, when it
/// does not answer within `answer_within` of the upload's end, or when the upload fails.
pub(super) async fn give_up(
    mut turn: watch::Receiver<Turn>,
    stall_limit: Duration,
    answer_within: Duration,
) -> SiblingError {
    loop {
        let now = *turn.borrow_and_update();
        let next = match now {
            Turn::Aborted => return SiblingError::UploadAborted,
            Turn::Person => turn.changed().await,
            Turn::Sibling => match tokio::time::timeout(stall_limit, turn.changed()).await {
                Ok(next) => next,
                Err(_) => return SiblingError::TimedOut,
            },
        };
        if next.is_err() {
            break;
        }
    }
    tokio::time::sleep(answer_within).await;
    SiblingError::TimedOut
}

//! Check-ins by video.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::Value;

use crate::http::Answer;
use crate::server::Server;
use crate::sound;

/// What every MP4 begins with.
const MP4_HEAD: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";

/// A video of some bytes.
pub(crate) fn mp4(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut bytes = MP4_HEAD.to_vec();
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// A file as the app sends it.
pub(crate) fn file(bytes: Vec<u8>, media_type: &str) -> Part {
    Part::bytes(bytes).file_name("checkin.mp4").mime_str(media_type).unwrap()
}

/// A small video of a person, as the app sends it.
pub(crate) fn of(user: &str) -> Form {
    Form::new().part("video", file(mp4(4000), "video/mp4")).text("user_id", user.to_owned())
}

impl Server {
    pub(crate) async fn post_form(&self, form: Form) -> Answer {
        self.send(Method::POST, "/video/submit", |request| request.multipart(form)).await
    }

    /// A video that must be taken, with a sound result.
    pub(crate) async fn submit_video(&self, form: Form) -> Value {
        let answer = self.post_form(form).await.ok();
        sound::assert_sound(&answer["burnout_result"]);
        assert_eq!(answer["burnout_result"]["channel"], "video");
        answer
    }
}

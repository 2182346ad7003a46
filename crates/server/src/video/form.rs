//! The form of a video check-in: read field by field, checked when it is whole.

use actix_multipart::Multipart;
use pilotlight_clients::SiblingError;
use pilotlight_clients::video::VideoAnalysis;
use pilotlight_contract::answered::{AnsweredAt, check_answered_at};
use pilotlight_contract::problem::FieldError;
use pilotlight_contract::submit::country;
use pilotlight_domain::{CountryCode, Stimulus, UserId};

use super::upload::{Recording, next_field, read_text, skip, take};
use crate::app::App;
use crate::error::ApiError;
use crate::repeats::Turn;
use crate::{clock, repeats};

/// The stimulus of a video for which none is named.
const NO_STIMULUS: &str = "video";

/// The most fields of a form that nobody asked for.
const MOST_UNKNOWN_FIELDS: usize = 64;

/// What a form held: the fields as text, and what became of the recording.
#[derive(Default)]
pub(super) struct Form {
    user_id: Option<String>,
    stimulus_id: Option<String>,
    timestamp: Option<String>,
    region: Option<String>,
    recording: Option<Recording>,
}

/// The fields of a form that was taken.
pub(crate) struct Taken {
    pub(super) user_id: UserId,
    pub(super) stimulus_id: String,
    pub(super) answered_at: Option<AnsweredAt>,
    pub(super) country: Option<(CountryCode, Option<&'static str>)>,
    /// `None` where it was not passed on.
    pub(super) analysis: Option<Result<VideoAnalysis, SiblingError>>,
}

impl Taken {
    /// A recording and what was found in it, answered when it came.
    pub(crate) fn of(
        user_id: UserId,
        stimulus_id: Option<String>,
        analysis: Result<VideoAnalysis, SiblingError>,
    ) -> Self {
        let stimulus_id = stimulus_id.unwrap_or_else(|| NO_STIMULUS.to_owned());
        let analysis = Some(analysis);
        Self { user_id, stimulus_id, answered_at: None, country: None, analysis }
    }
}

impl Form {
    /// Reads a form to its end, and passes its recording on meanwhile: once for each key, where it is
    /// known by then whose it is. The key is in work as long as what comes beside the form lives.
    pub(super) async fn read<'a>(
        app: &'a App,
        mut form: Multipart,
        key: Option<&str>,
    ) -> Result<(Self, Option<Turn<'a>>), ApiError> {
        let mut read = Self::default();
        let mut turn = None;
        let mut unknown = 0_usize;
        while let Some(field) = next_field(&mut form).await? {
            let name = field.name().unwrap_or_default().to_owned();
            let text = match name.as_str() {
                "video" if read.recording.is_some() => return Err(twice("video")),
                "video" => {
                    // What is in work or done already is not analysed once more, where it is known whose
                    // it is.
                    let is_done = match (read.user(), key) {
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
                        let message =
                            format!("must have at most {MOST_UNKNOWN_FIELDS} fields more");
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
        Ok((read, turn))
    }

    /// Whose it is, as far as that has come.
    pub(super) fn user(&self) -> Option<UserId> {
        UserId::new(self.user_id.clone()?).ok()
    }

    /// A digest of the whole form, in whatever order it came.
    pub(super) fn fingerprint(&self, key: &str) -> String {
        let Self { user_id, stimulus_id, timestamp, region, recording } = self;
        let digest = recording.as_ref().map(|recording| recording.digest.as_str());
        let fields = [user_id, stimulus_id, timestamp, region].map(|field| field.as_deref());
        let parts = [Some(key)].into_iter().chain(fields).chain([digest]);
        repeats::fingerprint(parts.map(|part| part.unwrap_or_default().as_bytes()))
    }

    /// Checks all fields; every mistake is told.
    pub(super) fn take(self) -> Result<Taken, ApiError> {
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

fn twice(field: &str) -> ApiError {
    ApiError::field(field, "must be there once")
}

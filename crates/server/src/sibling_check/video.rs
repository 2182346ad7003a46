use std::path::Path;

use anyhow::Context;
use pilotlight_contract::siblings::RECORDING;

use super::inspection::{Answer, Inspection};

const ANALYZE: &str = "POST /analyze/video";

pub(super) async fn inspect(
    inspection: &mut Inspection,
    recording: Option<&Path>,
) -> anyhow::Result<()> {
    let bytes = match recording {
        None => RECORDING.to_vec(),
        Some(path) => {
            std::fs::read(path).with_context(|| format!("--recording {}", path.display()))?
        }
    };
    let Some(answer) = inspection.post_video(ANALYZE, bytes).await else { return Ok(()) };
    for stream in ["facial", "voice"] {
        if has_failed(&answer, stream) {
            let what = format!(
                "{stream}: nothing was read off the recording, so no field of it is compared; see --recording"
            );
            inspection.note(ANALYZE, &what);
        }
    }
    Ok(())
}

fn has_failed(answer: &Answer, stream: &str) -> bool {
    answer
        .get(stream)
        .and_then(|analysis| analysis.get("error"))
        .is_some_and(|error| !error.is_null())
}

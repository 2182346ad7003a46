//! `GET /brain/{user_id}`.

use std::time::Duration;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use pilotlight_contract::brain::{BrainSource, BrainView, Explanations};
use pilotlight_contract::problem::ReadProblems;
use pilotlight_domain::{BrainRegion, Category, CheckIn, Level, Regions, Stream, UserId};

use crate::answers::Answer;
use crate::app::App;
use crate::baselines;
use crate::error::ApiError;
use crate::extract::PersonPath;
use crate::siblings::Sibling;
use crate::unchanged::Unchanged;

/// How long ml is waited for: it answers at once where it has the baseline, and a cold model would
/// take longer than anybody looks at a spinner.
const ML_BUDGET: Duration = Duration::from_secs(2);

/// What TRIBE models of the stimulus that a person answered last.
///
/// TRIBE predicts how an average brain responds to the stimulus; nothing was measured in the
/// person's brain. `source: "fallback"` is an illustration. Where the host does not allow TRIBE, every
/// region is 0 and `source` is `none`.
#[utoipa::path(
    tag = "results",
    operation_id = "getBrain",
    params(PersonPath),
    responses(
        (status = 200, description = "The modelled regions", body = BrainView),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/brain/{user_id}")]
pub(crate) async fn get_brain(
    app: Data<App>,
    path: Path<PersonPath>,
) -> Result<HttpResponse, ApiError> {
    let brain = brain(&app, path.into_inner().user()?).await?;
    Ok(Answer::of(&brain)?.respond())
}

async fn brain(app: &App, user: UserId) -> Result<BrainView, ApiError> {
    let Some(latest) = app.store.latest(&user).await? else { return Ok(nothing(user)) };
    if !app.rules.policy.allows(Stream::Tribe) {
        return Ok(without_tribe(user, &latest));
    }
    let (regions, source) = regions(app, &latest.stimulus_id).await?;
    Ok(view(user, &latest, regions, source))
}

/// The regions of a stimulus: from TRIBE, else as they were fetched, else as an illustration.
async fn regions(app: &App, stimulus_id: &str) -> Result<(Regions, BrainSource), ApiError> {
    let stored = app.store.baseline(stimulus_id).await?.map(|baseline| baseline.regions);
    let known = app.catalogue.get(stimulus_id);
    if known.is_some() || stored.is_some() {
        let fetched = app.siblings.ml.baseline(stimulus_id, ML_BUDGET).await;
        app.siblings.note(&app.telemetry, Sibling::Ml, &fetched);
        if let Ok(baseline) = fetched {
            let regions = baseline.regions;
            if stored != Some(regions) {
                baselines::keep(app, stimulus_id, baseline).await;
            }
            return Ok((regions, BrainSource::Tribe));
        }
    }
    Ok(match stored {
        Some(regions) => (regions, BrainSource::Cache),
        None => (illustration(known.map(|stimulus| stimulus.category)), BrainSource::Fallback),
    })
}

/// Made-up regions for a kind of stimulus, to have something to show. They are said to be that.
const fn illustration(category: Option<Category>) -> Regions {
    let stir = match category {
        Some(Category::Calm) => 0.3,
        Some(Category::Neutral) | None => 0.45,
        Some(Category::Activating) => 0.65,
    };
    Regions {
        prefrontal_cortex: 0.5,
        amygdala_region: stir,
        temporal_lobe: 0.45,
        motor_cortex: 0.3,
        visual_cortex: 0.55,
    }
}

fn view(user: UserId, latest: &CheckIn, regions: Regions, source: BrainSource) -> BrainView {
    let explain = |region: BrainRegion| {
        let text = region.explanation(&regions);
        match source {
            BrainSource::Fallback => {
                format!("This is an illustration, since TRIBE was out of reach. {text}")
            }
            _ => text,
        }
    };
    let flagged = &latest.assessment.finding().brain_regions_flagged;
    BrainView {
        user_id: user.into(),
        stimulus_id: Some(latest.stimulus_id.clone()),
        level: latest.assessment.level().into(),
        score: latest.assessment.score().value(),
        activation_mean: regions.mean(),
        brain_regions_flagged: flagged.iter().copied().map(Into::into).collect(),
        explanations: Explanations::of(explain),
        regions: regions.into(),
        source,
    }
}

fn nothing(user: UserId) -> BrainView {
    BrainView {
        user_id: user.into(),
        stimulus_id: None,
        level: Level::Green.into(),
        score: 0,
        regions: Regions::default().into(),
        activation_mean: 0.0,
        brain_regions_flagged: Vec::new(),
        explanations: Explanations::default(),
        source: BrainSource::None,
    }
}

/// The latest check-in, with nothing of TRIBE.
fn without_tribe(user: UserId, latest: &CheckIn) -> BrainView {
    BrainView {
        stimulus_id: Some(latest.stimulus_id.clone()),
        level: latest.assessment.level().into(),
        score: latest.assessment.score().value(),
        ..nothing(user)
    }
}

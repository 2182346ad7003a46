//! `pilotlight check`: whether the database is sound, down to every check-in.

use anyhow::bail;
use pilotlight_contract::time::Moment;
use pilotlight_domain::Level;
use pilotlight_storage::{Archive, Content, Counts, Stored};

use super::{PAGE, behind, block_on, open};
use crate::cli::print;
use crate::settings::Settings;

/// Checks the file, its invariants, that every document can be read, and every check-in with its
/// support. What is wrong is printed, and is an error.
pub(crate) fn run(settings: &Settings) -> anyhow::Result<()> {
    let (counts, faults) = block_on(async {
        let archive = open(settings).await?;
        let mut faults = archive.faults().await?;
        let counts = archive.counts().await?;
        if faults.is_empty() {
            faults = archive.unreadable().await?;
            faults.extend(check_ins(&archive).await?);
        }
        Ok((counts, faults))
    })?;
    faults.iter().try_for_each(|fault| print(fault))?;
    let Counts { users, check_ins, red, alerts } = counts;
    let held = format!("{users} people, {check_ins} check-ins ({red} red) and {alerts} alerts");
    if !faults.is_empty() {
        bail!("{} faults in {held}", faults.len());
    }
    print(&format!("{held}: all is sound."))
}

/// Check-ins that cannot be read, and red ones without support.
async fn check_ins(archive: &Archive) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut after = None;
    loop {
        let page = archive.page(None, None, after, PAGE).await?;
        faults.extend(page.iter().filter_map(fault));
        after = behind(&page);
        if after.is_none() {
            return Ok(faults);
        }
    }
}

fn fault(Stored { place, content }: &Stored) -> Option<String> {
    let what = match content {
        Err(error) => error.to_string(),
        Ok(Content { check_in, .. }) => {
            let assessment = &check_in.assessment;
            let is_red = assessment.level() == Level::Red;
            (is_red && assessment.support().is_empty()).then(|| "red without support".to_owned())?
        }
    };
    Some(format!("check-in {} of {}: {what}", place.check_in_id, Moment::from(place.answered_at)))
}

use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::UnixMillis;

use super::fault::Fault;
use super::rows_of::first_row;
use super::schema::tribe_baselines;
use crate::documents::{macro_groups_from, macro_groups_of, regions_from, regions_of};
use crate::error::StorageError;
use crate::model::Baseline;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = tribe_baselines, check_for_backend(Sqlite))]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct BaselineRow {
    stimulus_id: String,
    regions: String,
    macro_groups: String,
    overall: Option<f64>,
    total_timesteps: Option<i64>,
    agent_summary: Option<String>,
    source: String,
    fetched_at_ms: i64,
}

impl TryFrom<Baseline> for BaselineRow {
    type Error = StorageError;

    fn try_from(baseline: Baseline) -> Result<Self, StorageError> {
        let Baseline {
            stimulus_id,
            regions,
            macro_groups,
            overall,
            total_timesteps,
            agent_summary,
            source,
            fetched_at,
        } = baseline;
        Ok(Self {
            stimulus_id,
            regions: regions_of(regions)?,
            macro_groups: macro_groups_of(&macro_groups)?,
            overall,
            total_timesteps,
            agent_summary,
            source,
            fetched_at_ms: fetched_at.0,
        })
    }
}

impl TryFrom<BaselineRow> for Baseline {
    type Error = StorageError;

    fn try_from(row: BaselineRow) -> Result<Self, StorageError> {
        let BaselineRow {
            stimulus_id,
            regions,
            macro_groups,
            overall,
            total_timesteps,
            agent_summary,
            source,
            fetched_at_ms,
        } = row;
        Ok(Self {
            stimulus_id,
            regions: regions_from(&regions)?,
            macro_groups: macro_groups_from(&macro_groups)?,
            overall,
            total_timesteps,
            agent_summary,
            source,
            fetched_at: UnixMillis(fetched_at_ms),
        })
    }
}

/// The baseline of a stimulus.
pub(super) fn find(
    connection: &mut SqliteConnection,
    stimulus_id: &str,
) -> Result<Option<Baseline>, Fault> {
    let row = tribe_baselines::table.find(stimulus_id).select(BaselineRow::as_select());
    let row = first_row(row, connection)?;
    Ok(row.map(Baseline::try_from).transpose()?)
}

/// The stimuli that have a baseline.
pub(super) fn ids(connection: &mut SqliteConnection) -> Result<Vec<String>, Fault> {
    Ok(tribe_baselines::table
        .select(tribe_baselines::stimulus_id)
        .order(tribe_baselines::stimulus_id)
        .load(connection)?)
}

/// Puts a baseline in place of an earlier one.
pub(super) fn put(connection: &mut SqliteConnection, row: &BaselineRow) -> Result<(), Fault> {
    diesel::replace_into(tribe_baselines::table).values(row).execute(connection)?;
    Ok(())
}

//! The first rows of a query, without a `LIMIT`.
//!
//! diesel binds the number of a `LIMIT`, and SQLite plans by it: so it would prepare the statement
//! anew for every execution, which takes longer than most of our queries. Rows come one by one, in
//! the order of an index, and those that nobody takes are not looked for.

use diesel::QueryResult;
use diesel::connection::DefaultLoadingMode;
use diesel::prelude::*;
use diesel::query_dsl::methods::LoadQuery;

/// At most so many rows.
pub(super) fn first_rows<'query, T: 'query, Q>(
    query: Q,
    most: u32,
    connection: &mut SqliteConnection,
) -> QueryResult<Vec<T>>
where
    Q: LoadQuery<'query, SqliteConnection, T, DefaultLoadingMode> + 'query,
{
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    query.load_iter(connection)?.take(most).collect()
}

/// The first row, if there is one.
pub(super) fn first_row<'query, T: 'query, Q>(
    query: Q,
    connection: &mut SqliteConnection,
) -> QueryResult<Option<T>>
where
    Q: LoadQuery<'query, SqliteConnection, T, DefaultLoadingMode> + 'query,
{
    query.load_iter(connection)?.next().transpose()
}

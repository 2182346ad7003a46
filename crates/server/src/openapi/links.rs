//! What an answer leads to: the requests that its values are for.

use utoipa::openapi::link::LinkBuilder;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{Paths, RefOr};

/// A link of a 200: the operation that has it, its name, where it leads, and the parameter that is
/// taken from the answer.
type Row = (&'static str, &'static str, &'static str, (&'static str, &'static str));

const LINKS: [Row; 15] = [
    ("submitResponse", "score", "getScore", USER),
    ("submitResponse", "history", "getHistory", USER),
    ("submitResponse", "metrics", "getMetrics", USER),
    ("submitResponse", "brain", "getBrain", USER),
    ("submitResponse", "alert", "getAlert", ("alert_id", "$response.body#/alert/id")),
    ("submitVideo", "score", "getScore", OF_VIDEO),
    ("submitVideo", "history", "getHistory", OF_VIDEO),
    ("submitVideo", "metrics", "getMetrics", OF_VIDEO),
    ("submitVideo", "brain", "getBrain", OF_VIDEO),
    ("listAlerts", "alert", "getAlert", ("alert_id", "$response.body#/0/id")),
    ("listAlerts", "acknowledge", "acknowledgeAlert", ("alert_id", "$response.body#/0/id")),
    ("getAlert", "acknowledge", "acknowledgeAlert", ("alert_id", "$response.body#/id")),
    ("getAlert", "retry", "retryAlert", ("alert_id", "$response.body#/id")),
    ("listStimuli", "one", "getStimulus", ("stimulus_id", "$response.body#/0/id")),
    ("getTodaysStimulus", "one", "getStimulus", ("stimulus_id", "$response.body#/id")),
];

const USER: (&str, &str) = ("user_id", "$response.body#/user_id");
const OF_VIDEO: (&str, &str) = ("user_id", "$response.body#/burnout_result/user_id");

/// Adds every link to the answer that it is of.
pub(super) fn add(paths: &mut Paths) -> anyhow::Result<()> {
    for (of, name, to, (parameter, value)) in LINKS {
        let found = paths.paths.values_mut().flat_map(operations);
        let operation = found.into_iter().find(|one| one.operation_id.as_deref() == Some(of));
        let answer = operation.and_then(|one| one.responses.responses.get_mut("200"));
        let Some(RefOr::T(answer)) = answer else { anyhow::bail!("{of} answers no 200") };
        let link = LinkBuilder::new().operation_id(to).parameter(parameter, value).build();
        answer.links.insert(name.to_owned(), RefOr::T(link));
    }
    Ok(())
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put].into_iter().flatten()
}

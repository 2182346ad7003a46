//! What the examples share: the data they read, and how well scores tell texts apart.
#![expect(dead_code, reason = "each example uses a part of it")]
#![expect(
    clippy::disallowed_methods,
    reason = "an example may read files; the crate itself may not"
)]

pub(crate) mod baselines;
mod measures;
pub(crate) mod training;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use measures::*;

/// What can go wrong in an example.
pub(crate) type Failure = Box<dyn Error>;

/// The labels of GoEmotions that count as strain.
pub(crate) const STRAIN: [&str; 10] = [
    "anger",
    "annoyance",
    "disappointment",
    "disgust",
    "embarrassment",
    "fear",
    "grief",
    "nervousness",
    "remorse",
    "sadness",
];

/// A labelled comment.
pub(crate) struct Comment {
    /// Its text.
    pub(crate) text: String,
    /// The names of its labels.
    pub(crate) labels: Vec<String>,
}

impl Comment {
    /// Whether it has a label of these.
    pub(crate) fn has(&self, labels: &[&str]) -> bool {
        self.labels.iter().any(|label| labels.contains(&label.as_str()))
    }
}

/// GoEmotions (Demszky et al. 2020, Apache-2.0) as it is published: `labels.txt`, and tables of
/// text, label numbers separated by commas, and id, separated by tabs.
pub(crate) struct GoEmotions {
    folder: PathBuf,
    labels: Vec<String>,
}

impl GoEmotions {
    /// Opens the data set in `PATH/goemotions`.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let folder = path.join("goemotions");
        let labels = fs::read_to_string(folder.join("labels.txt"))?;
        let labels: Vec<String> = labels.lines().map(str::to_owned).collect();
        if STRAIN.iter().any(|name| !labels.iter().any(|label| label == name)) {
            return Err("labels.txt lacks labels that count as strain".into());
        }
        Ok(Self { folder, labels })
    }

    /// The comments of a split.
    pub(crate) fn split(&self, name: &str) -> Result<Vec<Comment>, Failure> {
        let table = fs::read_to_string(self.folder.join(name).with_extension("tsv"))?;
        let comments: Option<Vec<Comment>> = table.lines().map(|line| self.comment(line)).collect();
        comments.ok_or_else(|| format!("{name}.tsv is not as published").into())
    }

    fn comment(&self, line: &str) -> Option<Comment> {
        let mut columns = line.split('\t');
        let text = columns.next()?.to_owned();
        let label = |number: &str| self.labels.get(number.parse::<usize>().ok()?).cloned();
        let labels = columns.next()?.split(',').map(label).collect::<Option<_>>()?;
        Some(Comment { text, labels })
    }
}

/// A check-in reply and the strain, 0–100, that a person saw in it.
pub(crate) struct Reply {
    /// Its text.
    pub(crate) text: String,
    /// The judgement.
    pub(crate) strain: f64,
    /// How far the rules were made with it in view: `tune`, `held` or `fresh`.
    pub(crate) part: String,
}

/// The replies in `tests/data/checkin_replies.tsv`.
pub(crate) fn replies() -> Result<Vec<Reply>, Failure> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/checkin_replies.tsv");
    let table = fs::read_to_string(file)?;
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let replies: Option<Vec<Reply>> = rows
        .map(|row| {
            let (strain, row) = row.split_once('\t')?;
            let (part, text) = row.split_once('\t')?;
            let (text, part) = (text.to_owned(), part.to_owned());
            Some(Reply { text, strain: strain.parse().ok()?, part })
        })
        .collect();
    replies.ok_or_else(|| "checkin_replies.tsv is not as described in it".into())
}

/// A text of our own, and whether whoever wrote it meant strain.
pub(crate) struct OwnText {
    /// The text.
    pub(crate) text: String,
    /// Whether it is strained.
    pub(crate) is_strain: bool,
    /// How far the rules were made with it in view: `seen` or `fresh`.
    pub(crate) part: String,
}

/// The texts in `tests/data/NAME.tsv`.
pub(crate) fn own_texts(name: &str) -> Result<Vec<OwnText>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let table = fs::read_to_string(folder.join(name).with_extension("tsv"))?;
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let texts: Option<Vec<OwnText>> = rows
        .map(|row| {
            let (strain, row) = row.split_once('\t')?;
            let (part, text) = row.split_once('\t')?;
            let is_strain = matches!(strain, "1");
            Some(OwnText { text: text.to_owned(), is_strain, part: part.to_owned() })
        })
        .collect();
    texts.ok_or_else(|| format!("{name}.tsv is not as described in it").into())
}

//! What moved a score, in points that add up to it.

use crate::score::Score;
use crate::stream::{Stream, rounded};

named_enum! {
    /// What gives a score some of its points.
    "contribution source" ContributionSource {
        /// What the reply says.
        Imessage = "imessage",
        /// How the reply was typed.
        Typing = "typing",
        /// Tension in the face.
        Facial = "facial",
        /// Tension in the voice.
        Voice = "voice",
        /// Distance from the TRIBE baseline.
        Tribe = "tribe",
        /// By how much the ml service's score differs from the fusion of the streams shown.
        Ml = "ml",
        /// The person's last result, which stands over a check-in that measured nothing.
        PreviousResult = "previous_result",
        /// The score of a check-in of which nothing is known.
        NoEvidence = "no_evidence",
        /// What a safety rule added.
        Safety = "safety",
    }
}

impl From<Stream> for ContributionSource {
    fn from(stream: Stream) -> Self {
        match stream {
            Stream::Imessage => Self::Imessage,
            Stream::Typing => Self::Typing,
            Stream::Facial => Self::Facial,
            Stream::Voice => Self::Voice,
            Stream::Tribe => Self::Tribe,
        }
    }
}

impl ContributionSource {
    /// The stream that it is, where it is one.
    #[must_use]
    pub fn stream(self) -> Option<Stream> {
        Stream::ALL.iter().copied().find(|stream| Self::from(*stream) == self)
    }
}

/// Some of a score's points.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Contribution {
    /// Where they come from.
    pub source: ContributionSource,
    /// −100 to 100 with one decimal; negative where the source lowers the score.
    pub points: f64,
}

/// Splits a score into what the streams give and what the rest gives. The points add up to the
/// score, to the tenth: where there is no rest, the streams share what rounding took or gave.
pub(crate) fn split(
    score: Score,
    streams: &[(Stream, f64)],
    rest: Option<ContributionSource>,
) -> Vec<Contribution> {
    let whole = f64::from(score.value());
    let sum: f64 = streams.iter().map(|(_, points)| points).sum();
    let scale = if rest.is_none() && sum > 0.0 { whole / sum } else { 1.0 };
    let streams = streams.iter().map(|(stream, points)| ((*stream).into(), points * scale));
    let parts: Vec<_> = streams.chain(rest.map(|rest| (rest, whole - sum))).collect();
    let mut contributions = apportion(whole, &parts);
    contributions.retain(|part| Some(part.source) != rest || part.points != 0.0);
    contributions
}

/// Adds the points by which a safety rule raised a score.
pub(crate) fn add_safety(contributions: &mut Vec<Contribution>, before: Score, after: Score) {
    let points = f64::from(after.value()) - f64::from(before.value());
    if points > 0.0 {
        contributions.push(Contribution { source: ContributionSource::Safety, points });
    }
}

/// Rounds parts of a whole number to tenths that still add up to it: each is rounded down, and the
/// tenths that are missing go to those that lost most.
fn apportion(whole: f64, parts: &[(ContributionSource, f64)]) -> Vec<Contribution> {
    let mut tenths: Vec<f64> = parts.iter().map(|(_, points)| (points * 10.0).floor()).collect();
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    let lost = |at: &usize| parts.get(*at).map_or(0.0, |(_, p)| p * 10.0 - (p * 10.0).floor());
    by_loss.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    let mut missing = (whole * 10.0 - tenths.iter().sum::<f64>()).round();
    for at in by_loss.into_iter().cycle().take(parts.len() * 2) {
        let step = missing.clamp(-1.0, 1.0);
        if let Some(tenth) = tenths.get_mut(at) {
            *tenth += step;
            missing -= step;
        }
    }
    let points = tenths.into_iter().map(|tenth| rounded(tenth / 10.0, 1));
    parts
        .iter()
        .zip(points)
        .map(|((source, _), points)| Contribution { source: *source, points })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(score: u8, streams: &[(Stream, f64)], rest: Option<ContributionSource>) -> Vec<f64> {
        let score = Score::new(score).unwrap();
        split(score, streams, rest).iter().map(|part| part.points).collect()
    }

    #[test]
    fn thirds_add_up_to_the_tenth() {
        let third = 100.0 / 9.0;
        let streams = [(Stream::Imessage, third), (Stream::Facial, third), (Stream::Voice, third)];
        assert_eq!(points(33, &streams, None), [11.0, 11.0, 11.0]);
        let tenths: f64 = points(34, &streams, None).iter().map(|p| p * 10.0).sum();
        assert!((tenths - 340.0).abs() < 1e-6);
    }

    #[test]
    fn the_rest_may_lower() {
        let streams = [(Stream::Imessage, 61.04)];
        assert_eq!(points(50, &streams, Some(ContributionSource::Ml)), [61.0, -11.0]);
        assert_eq!(points(30, &[], Some(ContributionSource::NoEvidence)), [30.0]);
        assert_eq!(points(0, &[(Stream::Imessage, 0.0)], None), [0.0]);
    }
}

//! How well scores tell texts apart, and the fits behind them.

/// A count as a number to calculate with.
pub(crate) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

/// The mid-ranks of some numbers, from 1.
pub(crate) fn ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = numbers.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut ranked = Vec::with_capacity(numbers.len());
    for tie in order.chunk_by(|a, b| a.1 == b.1) {
        let rank = count(ranked.len()) + (count(tie.len()) + 1.0) / 2.0;
        ranked.extend(tie.iter().map(|(at, _)| (*at, rank)));
    }
    ranked.sort_by_key(|(at, _)| *at);
    ranked.into_iter().map(|(_, rank)| rank).collect()
}

/// The chance that one of these scores higher than one of the rest, ties counting half.
pub(crate) fn auc(scored: &[(f64, bool)]) -> f64 {
    let ranks = ranks(&scored.iter().map(|(score, _)| *score).collect::<Vec<_>>());
    let those = count(scored.iter().filter(|(_, is_one)| *is_one).count());
    let sum: f64 =
        ranks.iter().zip(scored).filter(|(_, (_, is_one))| *is_one).map(|(r, _)| r).sum();
    (sum - those * (those + 1.0) / 2.0) / (those * (count(scored.len()) - those))
}

/// The best F1 over all thresholds, and the threshold.
pub(crate) fn best_f1(scored: &[(f64, bool)]) -> (f64, f64) {
    let mut scored = scored.to_vec();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = count(scored.iter().filter(|(_, is_one)| *is_one).count());
    let (mut flagged, mut right, mut best) = (0.0, 0.0, (0.0, 100.0));
    for tie in scored.chunk_by(|a, b| a.0 == b.0) {
        flagged += count(tie.len());
        right += count(tie.iter().filter(|(_, is_one)| *is_one).count());
        let f1 = 2.0 * right / (flagged + all);
        if let Some((score, _)) = tie.first().filter(|_| f1 > best.0) {
            best = (f1, *score);
        }
    }
    best
}

/// F1 and accuracy where scores from `threshold` on are flagged.
pub(crate) fn at_threshold(scored: &[(f64, bool)], threshold: f64) -> (f64, f64) {
    let tally = |flagged: bool, is_one: bool| {
        count(scored.iter().filter(|s| (s.0 >= threshold) == flagged && s.1 == is_one).count())
    };
    let (hit, wrong) = (tally(true, true), tally(true, false) + tally(false, true));
    (2.0 * hit / (2.0 * hit + wrong), 1.0 - wrong / count(scored.len()))
}

/// The correlation of two rows of numbers by rank (Spearman).
pub(crate) fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (count(a.len()) + 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum()
    };
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

/// A logistic fit by Newton's method: an intercept and a weight a feature, for targets 0–1 and
/// row weights.
pub(crate) fn logistic_fit<const N: usize>(rows: &[([f64; N], f64, f64)]) -> Vec<f64> {
    let mut fitted = vec![0.0; N + 1];
    for _ in 0..30 {
        let mut gradient = vec![0.0; N + 1];
        let mut curvature = vec![vec![0.0; N + 1]; N + 1];
        for (features, target, weight) in rows {
            let row: Vec<f64> = [1.0].into_iter().chain(*features).collect();
            let odds: f64 = row.iter().zip(&fitted).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for ((x, g), line) in row.iter().zip(&mut gradient).zip(&mut curvature) {
                *g += weight * (target - p) * x;
                for (y, c) in row.iter().zip(line) {
                    *c += weight * p * (1.0 - p) * x * y;
                }
            }
        }
        let step = solved(curvature, gradient);
        fitted.iter_mut().zip(step).for_each(|(w, s)| *w += s);
    }
    fitted
}

/// The solution of linear equations, by elimination; their matrix is positive definite.
fn solved(mut lines: Vec<Vec<f64>>, right: Vec<f64>) -> Vec<f64> {
    lines.iter_mut().zip(right).for_each(|(line, r)| line.push(r));
    for at in 0..lines.len() {
        let Some(pivot) = lines.get(at).cloned() else { continue };
        let Some(head) = pivot.get(at).copied().filter(|head| *head != 0.0) else { continue };
        for (_, line) in lines.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let factor = line.get(at).copied().unwrap_or_default() / head;
            line.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
        }
    }
    let solution = |(at, line): (usize, &Vec<f64>)| {
        line.last().zip(line.get(at)).map_or(0.0, |(right, head)| right / head)
    };
    lines.iter().enumerate().map(solution).collect()
}

//! What the trainings share: one weight's learning, an order by chance, and bytes.

/// FTRL-Proximal (McMahan et al. 2013, 10.1145/2487575.2488200): a learning rate a weight, and
/// weights that stay exactly 0 until there is evidence for them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Weight {
    z: f64,
    n: f64,
}

impl Weight {
    const RATE: f64 = 0.3;
    const L2: f64 = 1.0;

    /// The weight; `l1` is how much evidence it needs.
    pub(crate) fn value(self, l1: f64) -> f64 {
        if self.z.abs() <= l1 {
            return 0.0;
        }
        -(self.z - self.z.signum() * l1) / ((1.0 + self.n.sqrt()) / Self::RATE + Self::L2)
    }

    /// One step against a gradient.
    pub(crate) fn learn(&mut self, gradient: f64, l1: f64) {
        let n = self.n + gradient * gradient;
        let rate = (n.sqrt() - self.n.sqrt()) / Self::RATE;
        self.z += gradient - rate * self.value(l1);
        self.n = n;
    }
}

/// Fisher and Yates' shuffle, by Knuth's linear congruential generator.
pub(crate) fn shuffle<T>(items: &mut [T], state: &mut u64) {
    for last in (1..items.len()).rev() {
        *state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(*state >> 33).unwrap_or_default();
        items.swap(last, high % (last + 1));
    }
}

/// The nearest whole number from −127 to 127.
pub(crate) fn nearest(value: f64) -> i8 {
    (-127..=127_i8)
        .min_by(|a, b| (f64::from(*a) - value).abs().total_cmp(&(f64::from(*b) - value).abs()))
        .unwrap_or_default()
}

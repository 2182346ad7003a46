use std::fmt;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A document that is written as an array of its fields in their order, which is shorter, and read
/// from one or from an object with their names, as all were written once. A new field goes to the
/// end, with a default.
macro_rules! in_order {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $kind:ty),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(serde::Deserialize)]
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $kind),+
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Self { $($field),+ } = self;
                ($($field,)+).serialize(serializer)
            }
        }
    };
}
pub(super) use in_order;

/// Any number of floating point. JSON has neither NaN nor infinity, and what a service answers
/// may be either: those are written as words, so that no check-in is lost over one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Number(pub(crate) f64);

impl Number {
    /// Whether it is what a number is that was left out. Minus zero is not.
    pub(super) const fn is_zero(&self) -> bool {
        self.0.to_bits() == 0
    }

    /// The same as a whole number, which is written shorter.
    fn whole(self) -> Option<i32> {
        #[expect(clippy::as_conversions, reason = "whatever was cut off, the comparison tells")]
        let whole = self.0 as i32;
        (f64::from(whole).to_bits() == self.0.to_bits()).then_some(whole)
    }
}

const NAN: &str = "NaN";
const INFINITY: &str = "inf";
const MINUS_INFINITY: &str = "-inf";

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(whole) = self.whole() {
            return serializer.serialize_i32(whole);
        }
        match self.0 {
            finite if finite.is_finite() => serializer.serialize_f64(finite),
            nan if nan.is_nan() => serializer.serialize_str(NAN),
            positive if positive > 0.0 => serializer.serialize_str(INFINITY),
            _ => serializer.serialize_str(MINUS_INFINITY),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
        Ok(Number(number))
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<Number, E> {
        u32::try_from(whole).map(|whole| Number(f64::from(whole))).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, whole: i64) -> Result<Number, E> {
        i32::try_from(whole).map(|whole| Number(f64::from(whole))).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Number, E> {
        match word {
            NAN => Ok(Number(f64::NAN)),
            INFINITY => Ok(Number(f64::INFINITY)),
            MINUS_INFINITY => Ok(Number(f64::NEG_INFINITY)),
            _ => Err(E::custom("not a number")),
        }
    }
}

/// A value by its stored name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name<T>(pub(crate) T);

impl<T: fmt::Display> Serialize for Name<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Name<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map(Self).map_err(D::Error::custom)
    }
}

/// Wraps every element.
pub(crate) fn names<T: Copy>(values: &[T]) -> Vec<Name<T>> {
    values.iter().copied().map(Name).collect()
}

/// Unwraps every element.
pub(crate) fn unnamed<T>(names: Vec<Name<T>>) -> Vec<T> {
    names.into_iter().map(|Name(value)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back_and_forth(number: f64) -> f64 {
        let json = serde_json::to_string(&Number(number)).unwrap();
        let Number(read) = serde_json::from_str(&json).unwrap();
        read
    }

    /// A generator of bit patterns: SplitMix64.
    fn next(state: &mut u64) -> u64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    #[test]
    fn every_number_comes_back_to_the_last_bit() {
        let mut state = 7;
        let random = (0..200_000).map(|_| f64::from_bits(next(&mut state)));
        let [most, least] = [f64::from(i32::MAX), f64::from(i32::MIN)];
        let whole = [0.0, -0.0, 80.0, -27.0, most, most + 1.0, least, least - 1.0, 1e15, 1e300];
        let chosen = whole.into_iter().chain([f64::MIN_POSITIVE, f64::MAX, 5e-324, 0.1, 80.5]);
        for number in chosen.chain(random) {
            if number.is_nan() {
                assert!(back_and_forth(number).is_nan());
            } else {
                assert_eq!(back_and_forth(number).to_bits(), number.to_bits(), "{number:e}");
            }
        }
    }

    #[test]
    fn whole_numbers_are_written_without_a_fraction() {
        for (number, json) in [(80.0, "80"), (0.0, "0"), (-27.0, "-27"), (-0.0, "-0.0")] {
            assert_eq!(serde_json::to_string(&Number(number)).unwrap(), json);
        }
        assert!(Number(0.0).is_zero() && Number::default().is_zero());
        assert!(!Number(-0.0).is_zero() && !Number(5e-324).is_zero());
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for json in ["null", "\"12\"", "true", "[]"] {
            assert!(serde_json::from_str::<Number>(json).is_err(), "{json}");
        }
    }
}

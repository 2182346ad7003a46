//! How the models' features become numbers.

/// FNV-1a over 64 bits: the same on every machine and in every version, as Rust's own is not.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    /// Of one kind of thing: a word is not the pair of its halves.
    pub(crate) fn of(kind: &str) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(kind)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// One more letter.
    pub(crate) fn letter(self, letter: char) -> Self {
        letter.encode_utf8(&mut [0; 4]).bytes().fold(self, Self::byte)
    }

    /// A text, and an end that no text has.
    pub(crate) fn and(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0xff)
    }

    /// One more number.
    pub(crate) fn number(self, number: u64) -> Self {
        number.to_be_bytes().into_iter().fold(self, Self::byte)
    }

    /// All of its bits.
    pub(crate) fn value(self) -> u64 {
        self.0
    }

    /// The top bits, after a last mix (Fibonacci hashing): FNV's own are weak.
    pub(crate) fn bucket(self) -> u16 {
        let [high, low, ..] =
            (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        u16::from_be_bytes([high, low])
    }
}

//! Choices that look random and are the same in every run. Knows no API.

/// A seed, or the part of it for one subject.
///
/// The answer to each question does not depend on the other questions, so adding a question changes nothing else.
///
/// ```
/// use dajisaas::stand_in::market::seed::Seed;
///
/// // What is chosen for product 7 is the same in every run, and independent of product 8.
/// let product = Seed::new(1688).of(7);
/// assert_eq!(product.bits("colour"), Seed::new(1688).of(7).bits("colour"));
/// assert!(product.below("price", 100) < 100);
/// assert!(product.happens("on sale", 100));
/// assert!(["black", "white"].contains(&product.one_of("colour", &["black", "white"])));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Seed(u64);

impl Seed {
    /// Creates a seed from a number.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the choices about one subject, such as a product.
    #[must_use]
    pub fn of(self, subject: u64) -> Self {
        Self(mix(self.0 ^ mix(subject)))
    }

    /// Returns the answer to a question as 64 bits.
    pub fn bits(self, question: impl AsRef<[u8]>) -> u64 {
        question.as_ref().iter().fold(self.0, |state, byte| mix(state ^ u64::from(*byte)))
    }

    /// Returns a number below `end`, or 0 if `end` is 0.
    #[must_use]
    pub fn below(self, question: &str, end: u64) -> u64 {
        (self.bits(question) >> 1).checked_rem(end).unwrap_or_default()
    }

    /// Returns `true` with this probability, in percent.
    #[must_use]
    pub fn happens(self, question: &str, percent: u64) -> bool {
        self.below(question, 100) < percent
    }

    /// Returns one entry of a list that is not empty.
    pub fn one_of<T: Copy + Default>(self, question: &str, list: &[T]) -> T {
        let index = usize::try_from(self.below(question, list.len() as u64)).unwrap_or_default();
        list.get(index).copied().unwrap_or_default()
    }
}

/// The finalizer of SplitMix64.
fn mix(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

//! The fingerprint of a secret: enough to distinguish two secrets and to see how one was copied wrongly.
//!
//! Traces, findings and tools print it; it never contains a byte of the secret itself.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::Secret;

/// The fingerprint of a secret: the first eight hex digits of its SHA-256, its length, and what looks odd about it.
///
/// Eight digits do not reveal a random secret; they would help to guess one that is a word.
///
/// ```
/// use countersign::Secret;
/// use countersign::auth::Fingerprint;
///
/// let copied = Fingerprint::of(&Secret::new("open sesame\n"));
/// assert_eq!((copied.digits().len(), copied.bytes()), (8, 12));
/// assert_eq!(copied.warnings().collect::<Vec<_>>(), ["ends with newline", "has blanks"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    digits: u32,
    bytes: usize,
    oddities: Oddities,
}

impl Fingerprint {
    /// Computes the fingerprint of a secret.
    ///
    /// ```
    /// use countersign::Secret;
    /// use countersign::auth::Fingerprint;
    ///
    /// assert_eq!(Fingerprint::of(&Secret::new("open sesame")).digits(), "41ef4bb0");
    /// ```
    pub fn of(secret: &Secret) -> Self {
        let text = secret.expose();
        let digest = Sha256::digest(text);
        let digits = digest.first_chunk().map_or(0, |four| u32::from_be_bytes(*four));
        Self { digits, bytes: text.len(), oddities: Oddities::of(text) }
    }

    /// Returns eight hex digits: the beginning of the secret's SHA-256.
    pub fn digits(&self) -> String {
        format!("{:08x}", self.digits)
    }

    /// Returns the length of the secret in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns signs that the secret was copied wrongly, in words: `ends with newline`, `has blanks` and the like.
    pub fn warnings(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.oddities.words()
    }
}

/// Prints `1a2b3c4d, 32 bytes`, followed by the warnings.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}, {} bytes", self.digits, self.bytes)?;
        self.warnings().try_for_each(|warning| write!(f, ", {warning}"))
    }
}

/// Properties that a key or a secret rarely has unless it was copied wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oddities {
    ends_with_newline: bool,
    has_blanks: bool,
    is_quoted: bool,
    has_invisible: bool,
}

impl Oddities {
    /// Examines a key or a secret.
    pub fn of(text: &str) -> Self {
        let is_quoted =
            text.len() > 1 && ['"', '\'', '`'].iter().any(|&quote| text.starts_with(quote) && text.ends_with(quote));
        Self {
            ends_with_newline: text.ends_with(['\n', '\r']),
            has_blanks: text.trim_end_matches(['\n', '\r']).contains(char::is_whitespace),
            is_quoted,
            has_invisible: text.contains(is_invisible),
        }
    }

    /// Returns them in words.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        [
            (self.ends_with_newline, "ends with newline"),
            (self.has_blanks, "has blanks"),
            (self.is_quoted, "is in quotes"),
            (self.has_invisible, "has invisible characters"),
        ]
        .into_iter()
        .filter_map(|(applies, words)| applies.then_some(words))
    }
}

/// Returns whether a character is invisible, as some that come along from web pages and documents are.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || (character.is_control() && !character.is_whitespace())
}

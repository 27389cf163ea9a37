//! The position of a page: what to keep in order to resume from there.

use std::fmt;

/// The position of a page: its number, the number of items before it, a cursor or a URL.
///
/// [`Pages::next_page`](super::Pages::next_page) returns it, and [`Pages::from_page`](super::Pages::from_page) accepts
/// it, as well as numbers and strings. To store it, use [`as_str`](Self::as_str).
///
/// ```
/// use countersign::page::Position;
///
/// assert_eq!(Position::from(3), Position::from("3"));
/// assert_eq!(Position::START.as_str(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position(Place);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Place {
    Start,
    At(String),
    End,
}

impl Position {
    /// The position that the request itself asks for.
    pub const START: Self = Self(Place::Start);

    /// The position after the last page, where there is nothing to read.
    pub const END: Self = Self(Place::End);

    /// Returns the number, the cursor or the URL, or `None` at the start and at the end.
    ///
    /// ```
    /// use countersign::page::Position;
    ///
    /// assert_eq!(Position::from(3).as_str(), Some("3"));
    /// assert_eq!(Position::END.as_str(), None);
    /// ```
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Place::At(text) => Some(text),
            Place::Start | Place::End => None,
        }
    }

    /// Returns the position as a number, or `usual` at the start and for anything that is not a number.
    pub(super) fn number(&self, usual: u64) -> u64 {
        self.as_str().and_then(|text| text.parse().ok()).unwrap_or(usual)
    }
}

impl From<u64> for Position {
    fn from(number: u64) -> Self {
        Self(Place::At(number.to_string()))
    }
}

impl From<String> for Position {
    fn from(text: String) -> Self {
        Self(Place::At(text))
    }
}

impl From<&str> for Position {
    fn from(text: &str) -> Self {
        Self(Place::At(text.to_owned()))
    }
}

/// Prints the number, the cursor or the URL, or `start` or `end`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match &self.0 {
            Place::Start => "start",
            Place::At(text) => text,
            Place::End => "end",
        })
    }
}

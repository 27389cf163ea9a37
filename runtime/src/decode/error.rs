//! The error of decoding JSON as a model.

use std::fmt;

/// An error of decoding JSON. `Display` contains the JSON path of the value and what is wrong with it.
///
/// It converts to an [`Error`](crate::Error) of the kind [`Decode`](crate::ErrorKind::Decode).
#[derive(Debug)]
pub struct DecodeError {
    model: String,
    path: String,
    source: serde_json::Error,
}

impl DecodeError {
    pub(super) fn new(model: impl Into<String>, path: String, source: serde_json::Error) -> Self {
        Self { model: model.into(), path, source }
    }

    /// Returns the JSON path of the value that could not be read, such as `items[2].price`. Empty if that is the
    /// document as a whole.
    ///
    /// ```
    /// use countersign::{Model as _, model};
    ///
    /// /// A book.
    /// #[model]
    /// pub struct Book {
    ///     /// Titles of its chapters.
    ///     pub chapters: Vec<String>,
    /// }
    ///
    /// let error = Book::from_json(r#"{"chapters": ["Night", {"title": "Day"}]}"#).unwrap_err();
    /// assert_eq!(error.path(), "chapters[1]");
    /// ```
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`", self.model)?;
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        write!(f, ": {}", self.source)
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

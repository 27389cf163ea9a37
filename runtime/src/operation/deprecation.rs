//! Deprecations of operations, parameters and fields.

use std::fmt;

/// The contents of `#[deprecated]` on an operation, a parameter or a field.
///
/// `Display` prints it for people: "deprecated since 2.0: use `find`".
///
/// ```
/// use countersign::operation::Deprecation;
///
/// const OLD: Deprecation = Deprecation::new().with_since("2.0").with_note("use `find`");
/// assert_eq!((OLD.since(), OLD.note()), (Some("2.0"), Some("use `find`")));
/// assert_eq!(Deprecation::new().to_string(), "deprecated");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[must_use = "a deprecation has an effect only in metadata"]
pub struct Deprecation {
    since: Option<&'static str>,
    note: Option<&'static str>,
}

impl Deprecation {
    /// Creates a deprecation without a version and a note.
    pub const fn new() -> Self {
        Self { since: None, note: None }
    }

    /// Sets the version since which it is deprecated.
    pub const fn with_since(self, since: &'static str) -> Self {
        Self { since: Some(since), ..self }
    }

    /// Sets the reason, or what to use instead.
    ///
    /// ```
    /// use countersign::operation::Deprecation;
    ///
    /// let deprecation = Deprecation::new().with_since("2.0").with_note("use `find`");
    /// assert_eq!(deprecation.to_string(), "deprecated since 2.0: use `find`");
    /// ```
    pub const fn with_note(self, note: &'static str) -> Self {
        Self { note: Some(note), ..self }
    }

    /// Returns the version since which it is deprecated.
    pub const fn since(&self) -> Option<&'static str> {
        self.since
    }

    /// Returns the reason, or what to use instead.
    pub const fn note(&self) -> Option<&'static str> {
        self.note
    }
}

impl fmt::Display for Deprecation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("deprecated")?;
        if let Some(since) = self.since {
            write!(f, " since {since}")?;
        }
        match self.note {
            Some(note) => write!(f, ": {}", note.trim_end_matches('.')),
            None => Ok(()),
        }
    }
}

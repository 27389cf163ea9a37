//! The path of a value in an answer.

use std::fmt;

/// The names that lead to a value in an answer, from the outside in. `Display` joins them with dots.
///
/// ```
/// use countersign::operation::DataPath;
///
/// const ITEMS: DataPath = DataPath::new(&["result", "items"]);
/// assert_eq!(ITEMS.to_string(), "result.items");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DataPath(&'static [&'static str]);

impl DataPath {
    /// The empty path.
    pub const HERE: Self = Self::new(&[]);

    /// Creates a path of these names.
    ///
    /// ```
    /// use countersign::operation::DataPath;
    ///
    /// assert_eq!(DataPath::new(&[]), DataPath::HERE);
    /// ```
    pub const fn new(steps: &'static [&'static str]) -> Self {
        Self(steps)
    }

    /// Returns the names, from the outside in.
    ///
    /// ```
    /// use countersign::operation::DataPath;
    ///
    /// assert_eq!(DataPath::new(&["result", "items"]).steps(), ["result", "items"]);
    /// ```
    pub const fn steps(self) -> &'static [&'static str] {
        self.0
    }
}

impl fmt::Display for DataPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.join("."))
    }
}

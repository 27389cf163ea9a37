//! The source of a definition.

/// The source of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The vendor's own documentation.
    Vendor,
    /// The documentation of the API that the vendor forwards.
    Upstream,
    /// Inferred from other facts, without documentation.
    Inferred,
}

impl Source {
    /// Returns the value of `#[endpoint(source = …)]`.
    ///
    /// ```
    /// use countersign::operation::Source;
    ///
    /// assert_eq!(Source::Upstream.as_str(), "upstream");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Upstream => "upstream",
            Self::Inferred => "inferred",
        }
    }
}

//! How an answer is shown to people, as data: which columns, or which chart.

/// How the answer of one operation is shown on a terminal.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum View {
    /// The items of the answer as rows with these columns: title, and where the value is (`priceInfo.price`).
    Columns {
        /// Name of the operation.
        operation: &'static str,
        /// Title and place of each column.
        columns: &'static [(&'static str, &'static str)],
    },
    /// The items of the answer as bars.
    Chart {
        /// Name of the operation.
        operation: &'static str,
        /// Where the label of a bar is.
        label: &'static str,
        /// Where the number is.
        number: &'static str,
    },
}

impl View {
    /// A table with these columns.
    #[must_use]
    pub const fn columns(operation: &'static str, columns: &'static [(&'static str, &'static str)]) -> Self {
        Self::Columns { operation, columns }
    }

    /// A chart of `number` over `label`.
    #[must_use]
    pub const fn chart(operation: &'static str, label: &'static str, number: &'static str) -> Self {
        Self::Chart { operation, label, number }
    }

    /// The operation whose answer it shows.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        match self {
            Self::Columns { operation, .. } | Self::Chart { operation, .. } => operation,
        }
    }
}

//! How an answer is shown to people, as data: which columns, or which chart.

use countersign::operation::Operation;

/// How the answer of one operation is shown on a terminal.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum View {
    /// The items of the answer as rows with these columns: title, and where the value is (`priceInfo.price`).
    Columns {
        /// The operation.
        operation: &'static Operation,
        /// Title and place of each column.
        columns: &'static [(&'static str, &'static str)],
    },
    /// The items of the answer as bars.
    Chart {
        /// The operation.
        operation: &'static Operation,
        /// Where the label of a bar is.
        label: &'static str,
        /// Where the number is.
        number: &'static str,
    },
}

impl View {
    /// A table with these columns.
    #[must_use]
    pub const fn columns(operation: &'static Operation, columns: &'static [(&'static str, &'static str)]) -> Self {
        Self::Columns { operation, columns }
    }

    /// A chart of `number` over `label`.
    #[must_use]
    pub const fn chart(operation: &'static Operation, label: &'static str, number: &'static str) -> Self {
        Self::Chart { operation, label, number }
    }

    /// The operation whose answer it shows.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        match self {
            Self::Columns { operation, .. } | Self::Chart { operation, .. } => operation,
        }
    }
}

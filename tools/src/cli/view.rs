//! How answers are shown to people, as data: by columns or a chart.

use countersign::operation::Operation;

/// How the answer of one operation is shown on a terminal.
///
/// ```
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign_tools::cli::View;
///
/// const SALES: &Operation = &Operation::new("list_sales", Method::Get, PathTemplate::new("/sales"));
/// const BOOKS: &Operation = &Operation::new("list_books", Method::Get, PathTemplate::new("/books"));
///
/// const VIEWS: [View; 2] =
///     [View::chart(SALES, "day", "sold"), View::columns(BOOKS, &[("Title", "title"), ("Price", "offer.price")])];
/// assert_eq!(VIEWS[1].operation().name(), "list_books");
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum View {
    /// Shows the items of the answer as rows with these columns: title, and path of the value (`priceInfo.price`).
    Columns {
        /// The operation.
        operation: &'static Operation,
        /// The title and path of each column.
        columns: &'static [(&'static str, &'static str)],
    },
    /// Shows the items of the answer as bars.
    Chart {
        /// The operation.
        operation: &'static Operation,
        /// The path of a bar's label.
        label: &'static str,
        /// The path of the number.
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

    /// The operation whose answer is shown.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        match self {
            Self::Columns { operation, .. } | Self::Chart { operation, .. } => operation,
        }
    }
}

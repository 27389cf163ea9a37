//! The metadata of answers in pages.

use super::DataPath;

metadata! {
    /// How to get from one page of an operation to the next. Parameters are named by their fields; paths lead through
    /// the fields of the response.
    ///
    /// ```
    /// use countersign::operation::{DataPath, Pagination, Turn};
    ///
    /// // Twenty books per page, counted from 0; the last page says so.
    /// const PAGES: Pagination = Pagination::new(Turn::Page("page"))
    ///     .with_first(0)
    ///     .with_page_size(Some("per_page"))
    ///     .with_has_more(Some(DataPath::new(&["has_more"])))
    ///     .with_ends_short(true);
    /// assert_eq!((PAGES.turn(), PAGES.first(), PAGES.page_size()), (Turn::Page("page"), 0, Some("per_page")));
    /// assert_eq!(PAGES.has_more().map(|path| path.to_string()).as_deref(), Some("has_more"));
    /// assert!(PAGES.ends_short());
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Pagination {
        /// Returns how the next page is requested.
        turn: Turn,
    } with {
        /// Returns the number of the page that a request without a page number returns.
        first: u64 = 1, with_first,
        /// Returns the field for the number of items per page, if the operation has one.
        page_size: Option<&'static str> = None, with_page_size,
        /// Returns the path of the field that reports whether there are more pages.
        has_more: Option<DataPath> = None, with_has_more,
        /// Returns whether a page with fewer items than requested is the last one. An empty page always is.
        ends_short: bool = false, with_ends_short,
    }
}

/// How the next page is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Turn {
    /// This field is the page number, which is incremented.
    Page(&'static str),
    /// This field is the number of items to skip, which is increased by the number of items on the page.
    Offset(&'static str),
    /// This field is a cursor, which is read from this path of the answer. The last page has none.
    Cursor(&'static str, DataPath),
    /// This field is a cursor, which is read from this path of the last item.
    LastItem(&'static str, DataPath),
    /// This field is a cursor: the whole number at this path of the last item, plus one.
    AfterLastItem(&'static str, DataPath),
    /// The URL in the header `Link` (RFC 8288) with the relation `next` is requested.
    Link,
    /// The URL at this path of the answer is requested.
    NextUrl(DataPath),
}

impl Turn {
    /// Returns the field that is set to request the next page, or `None` if a URL is followed.
    ///
    /// ```
    /// use countersign::operation::Turn;
    ///
    /// assert_eq!(Turn::Offset("skip").field(), Some("skip"));
    /// assert_eq!(Turn::Link.field(), None);
    /// ```
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::Page(field)
            | Self::Offset(field)
            | Self::Cursor(field, _)
            | Self::LastItem(field, _)
            | Self::AfterLastItem(field, _) => Some(field),
            Self::Link | Self::NextUrl(_) => None,
        }
    }
}

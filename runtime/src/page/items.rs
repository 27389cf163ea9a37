//! The items of all pages of an operation.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{PageItems, Pages, Paginated};
use crate::decode::Decode;
use crate::error::Error;

type ItemOf<E> = <<E as crate::Endpoint>::Response as PageItems>::Item;

/// The items of all pages: a stream, and [`next`](Self::next) for programs without stream tools.
///
/// The items of all pages before an error are given before the error, which ends it.
#[must_use = "items are read when they are asked for: call `next`"]
pub struct Items<E: Paginated>
where
    E::Response: PageItems,
{
    pages: Pages<E>,
    page: vec::IntoIter<ItemOf<E>>,
    /// How many more items are given.
    left: Option<u64>,
}

/// Nothing in it is ever pinned.
impl<E: Paginated> Unpin for Items<E> where E::Response: PageItems {}

impl<E: Paginated> Items<E>
where
    E::Response: PageItems<Item: Decode>,
{
    pub(super) fn new(pages: Pages<E>) -> Self {
        Self { pages, page: Vec::new().into_iter(), left: None }
    }

    /// Gives at most so many items, and asks for no page after the last of them.
    pub fn max_items(self, items: u64) -> Self {
        Self { left: Some(items), ..self }
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<ItemOf<E>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The number of the first page of which no item was given.
    pub fn next_page(&self) -> u64 {
        self.pages.next_page()
    }
}

impl<E: Paginated> Stream for Items<E>
where
    E::Response: PageItems<Item: Decode>,
{
    type Item = Result<ItemOf<E>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = this.page.next() {
                this.left = this.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = page.into_value().into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<E: Paginated> fmt::Debug for Items<E>
where
    E::Response: PageItems,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items of {:?}", self.pages)
    }
}

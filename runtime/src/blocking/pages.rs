//! Pages and items as iterators.

use std::fmt;

use super::Client;
use crate::envelope::Reply;
use crate::error::Error;
use crate::page::{self, PageItems, Paginated};

/// The pages of an operation. See [`page::Pages`] for how it ends.
#[must_use = "pages are read when they are asked for: iterate"]
pub struct Pages<E: Paginated> {
    client: Client,
    pages: page::Pages<E>,
}

impl<E: Paginated> Pages<E>
where
    E::Response: Send,
{
    pub(super) fn new(client: Client, pages: page::Pages<E>) -> Self {
        Self { client, pages }
    }

    /// See [`page::Pages::from_page`].
    pub fn from_page(self, page: u64) -> Self {
        Self { pages: self.pages.from_page(page), ..self }
    }

    /// See [`page::Pages::max_pages`].
    pub fn max_pages(self, pages: u64) -> Self {
        Self { pages: self.pages.max_pages(pages), ..self }
    }

    /// See [`page::Pages::prefetch`].
    pub fn prefetch(self) -> Self {
        Self { pages: self.pages.prefetch(), ..self }
    }

    /// See [`page::Pages::next_page`].
    pub fn next_page(&self) -> u64 {
        self.pages.next_page()
    }

    /// The items of all pages.
    pub fn items<T>(self) -> Items<E, T>
    where
        E::Response: PageItems<Item = T>,
    {
        Items { client: self.client, items: self.pages.items() }
    }
}

impl<E: Paginated> Iterator for Pages<E>
where
    E::Response: Send,
{
    type Item = Result<Reply<E::Response>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.pages.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<E: Paginated> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}

/// The items of all pages of an operation. See [`page::Items`] for how it ends.
#[must_use = "items are read when they are asked for: iterate"]
pub struct Items<E: Paginated, T> {
    client: Client,
    items: page::Items<E, T>,
}

impl<E: Paginated, T> Items<E, T> {
    /// See [`page::Items::max_items`].
    pub fn max_items(self, items: u64) -> Self {
        Self { items: self.items.max_items(items), ..self }
    }

    /// See [`page::Items::next_page`].
    pub fn next_page(&self) -> u64 {
        self.items.next_page()
    }
}

impl<E: Paginated, T: Send> Iterator for Items<E, T>
where
    E::Response: Send,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.items.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<E: Paginated, T> fmt::Debug for Items<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

//! Pages and items as iterators.

use std::fmt;

use super::Client;
use crate::envelope::Reply;
use crate::error::Error;
use crate::page::{self, PageItems};

/// The pages of an operation. See [`page::Pages`] for how it ends.
#[must_use = "pages are read when they are asked for: iterate"]
pub struct Pages<R> {
    client: Client,
    pages: page::Pages<R>,
}

impl<R: Send> Pages<R> {
    pub(super) fn new(client: Client, pages: page::Pages<R>) -> Self {
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
    pub fn items<T>(self) -> Items<R, T>
    where
        R: PageItems<Item = T>,
    {
        Items { client: self.client, items: self.pages.items() }
    }
}

impl<R: Send> Iterator for Pages<R> {
    type Item = Result<Reply<R>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.pages.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}

/// The items of all pages of an operation. See [`page::Items`] for how it ends.
#[must_use = "items are read when they are asked for: iterate"]
pub struct Items<R, T> {
    client: Client,
    items: page::Items<R, T>,
}

impl<R, T> Items<R, T> {
    /// See [`page::Items::max_items`].
    pub fn max_items(self, items: u64) -> Self {
        Self { items: self.items.max_items(items), ..self }
    }

    /// See [`page::Items::next_page`].
    pub fn next_page(&self) -> u64 {
        self.items.next_page()
    }
}

impl<R: Send, T: Send> Iterator for Items<R, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.items.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<R, T> fmt::Debug for Items<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

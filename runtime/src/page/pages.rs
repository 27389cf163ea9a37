//! The pages of an operation, one call each.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;
use serde_json::Value;

use super::seen::{Seen, fingerprint};
use super::{Items, PageItems, Paginated, Position, link};
use crate::address::BaseUrl;
use crate::client::Client;
use crate::clip::clipped;
use crate::decode::Decode;
use crate::endpoint::DynEndpoint;
use crate::envelope::Reply;
use crate::error::{Error, ErrorKind};
use crate::operation::{DataPath, Operation, Pagination, Parameter, Turn};
use crate::param::{Changes, Turned};
use crate::printable::{Printable, url_without_secrets};

/// How many characters of a cursor an error prints.
const SHOWN: usize = 60;

type Answered<R> = Result<Reply<R>, Error>;

/// A call in flight.
type InFlight<R> = Pin<Box<dyn Future<Output = Answered<R>> + Send>>;

/// The pages of an operation: a stream, and [`next`](Self::next) for programs without stream utilities.
///
/// The stream ends at an empty page, which it does not return, when the answer leads to no other page, or with the
/// first error. After an error, [`next_page`](Self::next_page) returns the page that failed, to [resume
/// from](Self::from_page). Each page is a call of its own, with the client's retries, limits and deadline.
#[must_use = "a stream does nothing unless it is read: call `next`"]
pub struct Pages<R> {
    operation: &'static Operation,
    call: Box<dyn FnMut(Changes) -> InFlight<R> + Send>,
    base_url: BaseUrl,
    /// What the request itself asks for.
    own: Position,
    next: Position,
    /// The requested number of items per page.
    page_size: Option<u64>,
    /// How many more pages may be requested.
    left: Option<u64>,
    prefetches: bool,
    /// A fingerprint of the items of each page so far, and of what led to the next one.
    seen: BTreeSet<u64>,
    state: State<R>,
    /// Looks at what a page lists. Kept here so that only the start needs a response with a list: a response without
    /// one is reported once, and not again at every method.
    look: fn(&'static Operation, &R) -> Seen,
}

enum State<R> {
    Idle,
    Asking {
        call: InFlight<R>,
        /// Whether the caller was busy with the previous page while this one was requested.
        is_ahead: bool,
    },
    Answered(Answered<R>),
    Over,
}

/// Nothing inside is ever pinned: the call in flight is behind its own pointer.
impl<R> Unpin for Pages<R> {}

impl<R> Pages<R> {
    pub(crate) fn new<E: Paginated<Response = R>>(client: Client, request: E) -> Self
    where
        R: PageItems<Item: Decode> + Decode + Send + 'static,
    {
        let start = Start::of(&client, &request);
        let call = Box::new(move |changes| Box::pin(client.call(request.clone()).changed(changes)) as InFlight<R>);
        Self::from_start(E::OPERATION, start, call, Seen::of)
    }

    fn from_start(
        operation: &'static Operation,
        Start { base_url, own, page_size }: Start,
        call: Box<dyn FnMut(Changes) -> InFlight<R> + Send>,
        look: fn(&'static Operation, &R) -> Seen,
    ) -> Self {
        let (next, seen) = (own.clone(), BTreeSet::new());
        let (left, prefetches, state) = (None, false, State::Idle);
        Self { operation, call, base_url, own, next, page_size, left, prefetches, seen, state, look }
    }

    /// Starts at this page instead of the one that the request asks for. Use it to resume after an error.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// // Page 2 failed yesterday.
    /// let mut pages = client.pages(Titles { page: 1 }).from_page(2);
    /// let page = pages.next().await.transpose()?.expect("there is a page");
    /// assert_eq!(*page, ["Ulysses"]);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_page(self, page: impl Into<Position>) -> Self {
        Self { next: page.into(), seen: BTreeSet::new(), state: State::Idle, ..self }
    }

    /// Limits the number of pages that are requested.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut pages = client.pages(Titles { page: 1 }).max_pages(1);
    /// assert!(pages.next().await.is_some());
    /// assert!(pages.next().await.is_none());
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn max_pages(self, pages: u64) -> Self {
        Self { left: Some(pages), ..self }
    }

    /// Requests the next page as soon as one is returned, while the caller is busy with it. At most one page is
    /// requested ahead. This may cost a call: a page that timed out while the caller was busy is requested again.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut pages = client.pages(Titles { page: 1 }).prefetch();
    /// let mut count = 0;
    /// while let Some(page) = pages.next().await.transpose()? {
    ///     // Page 2 is on its way while the titles of page 1 are counted.
    ///     count += page.len();
    /// }
    /// assert_eq!(count, 3);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn prefetch(self) -> Self {
        Self { prefetches: true, ..self }
    }

    /// Returns the items of all pages.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut titles = client.pages(Titles { page: 1 }).max_pages(10).items();
    /// assert_eq!(titles.next().await.transpose()?.as_deref(), Some("Faust"));
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn items<T>(self) -> Items<R, T>
    where
        R: PageItems<Item = T>,
    {
        Items::new(self)
    }

    /// Returns the next page, or `None` at the end.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut pages = client.pages(Titles { page: 1 });
    /// let mut lengths = Vec::new();
    /// while let Some(page) = pages.next().await.transpose()? {
    ///     lengths.push(page.len());
    /// }
    /// assert_eq!(lengths, [2, 1]);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub async fn next(&mut self) -> Option<Result<Reply<R>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns where the first page begins that was not returned yet.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut pages = client.pages(Titles { page: 1 });
    /// pages.next().await.transpose()?;
    /// // What to store, in order to continue here after a restart.
    /// assert_eq!(pages.next_page().as_str(), Some("2"));
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_page(&self) -> Position {
        self.next.clone()
    }

    /// Turns an answer into what the caller gets.
    fn give(&mut self, answer: Answered<R>, context: &mut Context<'_>) -> Option<Answered<R>> {
        self.state = State::Over;
        let page = match answer {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let seen = (self.look)(self.operation, &page);
        if seen.count == 0 {
            self.next = if self.turns_by_number() { self.next.clone() } else { Position::END };
            return None;
        }
        if !self.seen.insert(seen.fingerprint) {
            let message = format!(
                "the page at {} has the same {} items as a page before it: reading on would not end",
                self.shown(&self.next),
                seen.count
            );
            return Some(Err(self.repeated(message, &page)));
        }
        self.left = self.left.map(|left| left.saturating_sub(1));
        match self.after(&page, seen) {
            Ok(next) => {
                self.next = next;
                self.state = State::Idle;
                self.ask_ahead(context);
            }
            // The page itself is good, so it is returned first.
            Err(error) => self.state = State::Answered(Err(error)),
        }
        Some(Ok(page))
    }

    /// Returns where the page after this one begins.
    fn after(&mut self, page: &Reply<R>, seen: Seen) -> Result<Position, Error> {
        let Some(pagination) = self.operation.pagination() else { return Ok(Position::END) };
        let count = u64::try_from(seen.count).unwrap_or(u64::MAX);
        let is_short = pagination.ends_short() && self.page_size.is_some_and(|size| count < size);
        let next = match pagination.turn() {
            Turn::Page(_) => Some(self.next.number(pagination.first()).saturating_add(1).to_string()),
            Turn::Offset(_) => Some(self.next.number(0).saturating_add(count).to_string()),
            Turn::Link => link::next(page.headers()),
            Turn::Cursor(..) | Turn::NextUrl(_) => seen.next,
            Turn::LastItem(_, path) => Some(seen.next.ok_or_else(|| self.no_cursor(path, page))?),
            Turn::AfterLastItem(_, path) => {
                let last = seen.next.and_then(|text| text.parse::<u64>().ok()?.checked_add(1));
                Some(last.ok_or_else(|| self.no_cursor(path, page))?.to_string())
            }
        };
        let Some(next) = next.filter(|_| !is_short && seen.has_more != Some(false)) else { return Ok(Position::END) };
        let next = match (next.starts_with('?'), self.next.as_str().and_then(|url| url.split('?').next())) {
            // A query alone is relative to the URL of the answer that contained it.
            (true, Some(path)) if pagination.turn().field().is_none() => format!("{path}{next}"),
            _ => next,
        };
        if !self.turns_by_number() && !self.seen.insert(fingerprint(next.as_bytes())) {
            let next = Position::from(next);
            let message = format!(
                "the page after {} is at {}, where one before it was: reading on would not end",
                self.shown(&self.next),
                self.shown(&next)
            );
            return Err(self.repeated(message, page));
        }
        Ok(Position::from(next))
    }

    fn turns_by_number(&self) -> bool {
        self.operation.pagination().is_some_and(|pages| matches!(pages.turn(), Turn::Page(_) | Turn::Offset(_)))
    }

    /// Requests the next page while the caller is busy.
    fn ask_ahead(&mut self, context: &mut Context<'_>) {
        if !self.prefetches || self.left == Some(0) || self.next == Position::END {
            return;
        }
        // A future does nothing until it is polled; one poll sends the request.
        let mut call = self.ask();
        self.state = match call.as_mut().poll(context) {
            Poll::Ready(answer) => State::Answered(answer),
            Poll::Pending => State::Asking { call, is_ahead: true },
        };
    }

    /// Returns the call for the next page.
    fn ask(&mut self) -> InFlight<R> {
        let turned = match (self.next.as_str().filter(|_| self.next != self.own), self.operation.pagination()) {
            (Some(text), Some(pagination)) => self.turned(text, pagination).map(Changes::turned),
            _ => Ok(Changes::default()),
        };
        match turned {
            Ok(changes) => (self.call)(changes),
            Err(message) => {
                let error = Error::new(ErrorKind::NextPage, message).with_operation(self.operation);
                Box::pin(async move { Err(error) })
            }
        }
    }

    fn turned(&self, text: &str, pagination: Pagination) -> Result<Turned, String> {
        match pagination.turn().field().and_then(|field| self.operation.parameter(field)) {
            Some(parameter) => Ok(Turned::To(parameter, text.to_owned())),
            None => link::turned(text, &self.base_url),
        }
    }

    /// Returns a position as an error may print it: a URL may contain secrets.
    fn shown(&self, position: &Position) -> String {
        match (position.as_str(), self.operation.pagination().and_then(|pages| pages.turn().field())) {
            (Some(text), Some(field)) => {
                let name = self.operation.parameter(field).map_or(field, Parameter::wire_name);
                format!("`{name}` = `{}`", Printable(&clipped(text, SHOWN)))
            }
            (Some(url), None) => format!("`{}`", url_without_secrets(url)),
            (None, _) => format!("the {position}"),
        }
    }

    fn no_cursor(&self, path: DataPath, page: &Reply<R>) -> Error {
        let message =
            format!("the last item of the page at {} has no `{path}` to read on from", self.shown(&self.next));
        self.of_page(ErrorKind::NextPage, message, page)
    }

    fn repeated(&self, message: String, page: &Reply<R>) -> Error {
        let hint =
            "the vendor may ignore the parameter that turns the page; what was read before is complete up to there";
        self.of_page(ErrorKind::RepeatedPage, message, page).with_hint(Some(hint))
    }

    fn of_page(&self, kind: ErrorKind, message: String, page: &Reply<R>) -> Error {
        Error::new(kind, message).with_operation(self.operation).with_trace_id(page.trace_id().map(str::to_owned))
    }
}

impl Pages<Value> {
    /// Creates the pages of an operation that is only known at run time, as JSON.
    pub(crate) fn of_json(client: Client, request: Arc<dyn DynEndpoint>) -> Self {
        let (operation, start) = (request.operation(), Start::of(&client, &*request));
        let call =
            Box::new(move |changes| Box::pin(client.call_dyn(request.clone()).changed(changes)) as InFlight<Value>);
        Self::from_start(operation, start, call, Seen::of_json)
    }
}

/// What the request itself asks for.
struct Start {
    base_url: BaseUrl,
    own: Position,
    page_size: Option<u64>,
}

impl Start {
    fn of(client: &Client, request: &dyn DynEndpoint) -> Self {
        let pagination = request.operation().pagination();
        let sent = |field| client.sent(request, field);
        let own = pagination.and_then(|pages| match (pages.turn().field().and_then(sent), pages.turn()) {
            (Some(text), _) => Some(Position::from(text)),
            (None, Turn::Page(_)) => Some(Position::from(pages.first())),
            (None, Turn::Offset(_)) => Some(Position::from(0)),
            (None, _) => None,
        });
        let page_size = pagination.and_then(|pages| sent(pages.page_size()?)?.parse().ok());
        // Where it is not called at all, the call says why.
        let base_url =
            client.base_url_of(request.operation()).map_or_else(|_| client.base_url().clone(), Cow::into_owned);
        Self { base_url, own: own.unwrap_or(Position::START), page_size }
    }
}

impl<R> Stream for Pages<R> {
    type Item = Result<Reply<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle if this.left == Some(0) || this.next == Position::END => {}
                State::Idle => this.state = State::Asking { call: this.ask(), is_ahead: false },
                State::Answered(answer) => return Poll::Ready(this.give(answer, context)),
                State::Asking { mut call, is_ahead } => match call.as_mut().poll(context) {
                    // The clock was not checked while the caller was busy: the answer may have been there in time.
                    Poll::Ready(Err(error)) if is_ahead && error.kind() == ErrorKind::Timeout => {
                        this.state = State::Idle;
                    }
                    Poll::Ready(answer) => this.state = State::Answered(answer),
                    Poll::Pending => {
                        this.state = State::Asking { call, is_ahead };
                        return Poll::Pending;
                    }
                },
            }
        }
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({} from {})", self.operation.name(), self.shown(&self.next))
    }
}

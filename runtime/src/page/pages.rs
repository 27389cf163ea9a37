//! The pages of an operation, one call each.

use std::collections::BTreeSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::{DefaultHasher, Hasher as _};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{Items, PageItems, Paginated};
use crate::client::Client;
use crate::decode::Decode;
use crate::endpoint::Endpoint;
use crate::envelope::Reply;
use crate::error::{Error, ErrorKind};

type Answered<E> = Result<Reply<<E as Endpoint>::Response>, Error>;

/// The pages of an operation: a stream, and [`next`](Self::next) for programs without stream tools.
///
/// It ends at an empty page, which it does not give, or with the first error. What came before an error was given;
/// [`next_page`](Self::next_page) then is the page that failed, to [resume from](Self::from_page). Each page is a call of
/// its own, with the client's retries, limits and deadline.
#[must_use = "pages are read when they are asked for: call `next`"]
pub struct Pages<E: Paginated> {
    client: Client,
    request: E,
    next: u64,
    /// How many more pages may be asked for.
    left: Option<u64>,
    prefetches: bool,
    /// A fingerprint of the items of each page so far.
    seen: BTreeSet<u64>,
    state: State<E>,
    /// Looks at what a page lists. Kept here, so that only starting needs a response that lists something: who starts on
    /// another is told so once, and not again at every method.
    list: fn(&E::Response) -> Listed,
}

/// What a page lists, as far as turning pages asks.
struct Listed {
    count: usize,
    fingerprint: u64,
}

impl Listed {
    fn of<R: PageItems<Item: Decode>>(page: &R) -> Self {
        Self { count: page.items().len(), fingerprint: fingerprint(page.items()) }
    }
}

/// A call in flight.
type InFlight<E> = Pin<Box<dyn Future<Output = Answered<E>> + Send>>;

enum State<E: Paginated> {
    Idle,
    Asking {
        call: InFlight<E>,
        /// The caller was busy with the page before while it was asked for.
        is_ahead: bool,
    },
    Answered(Answered<E>),
    Over,
}

/// Nothing in it is ever pinned; the call in flight is behind its own pointer.
impl<E: Paginated> Unpin for Pages<E> {}

impl<E: Paginated> Pages<E> {
    pub(crate) fn new(client: Client, request: E) -> Self
    where
        E::Response: PageItems<Item: Decode>,
    {
        let (next, seen, list) = (request.page(), BTreeSet::new(), Listed::of);
        Self { client, request, next, left: None, prefetches: false, seen, state: State::Idle, list }
    }

    /// Begins at this page instead of the request's own; goes on there after an error.
    pub fn from_page(self, page: u64) -> Self {
        Self { next: page, seen: BTreeSet::new(), state: State::Idle, ..self }
    }

    /// Asks for at most so many pages.
    pub fn max_pages(self, pages: u64) -> Self {
        Self { left: Some(pages), ..self }
    }

    /// Asks for the next page as soon as one was given, while the caller is busy with that one. At most one page is
    /// ahead. It costs a call that may not be needed: a page whose time ran out while the caller was busy is asked for
    /// again.
    pub fn prefetch(self) -> Self {
        Self { prefetches: true, ..self }
    }

    /// The items of all pages.
    pub fn items<T>(self) -> Items<E, T>
    where
        E::Response: PageItems<Item = T>,
    {
        Items::new(self)
    }

    /// The next page; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Reply<E::Response>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The number of the first page that was not given.
    pub fn next_page(&self) -> u64 {
        self.next
    }

    fn ask(&mut self) -> InFlight<E> {
        if self.next != self.request.page() {
            self.request.set_page(self.next);
        }
        let (client, request) = (self.client.clone(), self.request.clone());
        Box::pin(async move { client.call(request).await })
    }

    /// What an answer is to the caller.
    fn give(&mut self, answer: Answered<E>, context: &mut Context<'_>) -> Option<Answered<E>> {
        self.state = State::Over;
        let page = match answer {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let Listed { count, fingerprint } = (self.list)(&page);
        if count == 0 {
            return None;
        }
        if !self.seen.insert(fingerprint) {
            return Some(Err(self.repeated(&page, count)));
        }
        self.next = self.next.saturating_add(1);
        self.left = self.left.map(|left| left.saturating_sub(1));
        self.state = State::Idle;
        if self.prefetches && self.left != Some(0) {
            // A future does nothing until it is polled: polled once, the request is on its way.
            let mut call = self.ask();
            self.state = match call.as_mut().poll(context) {
                Poll::Ready(answer) => State::Answered(answer),
                Poll::Pending => State::Asking { call, is_ahead: true },
            };
        }
        Some(Ok(page))
    }

    fn repeated(&self, page: &Reply<E::Response>, items: usize) -> Error {
        let message =
            format!("page {} has the same {items} items as a page before it: reading on would not end", self.next);
        Error::new(ErrorKind::RepeatedPage, message)
            .with_operation(E::OPERATION.name)
            .with_trace_id(page.trace_id().map(str::to_owned))
            .with_hint(Some("the vendor may ignore the page number; what was read before is complete up to there"))
    }
}

impl<E: Paginated> Stream for Pages<E> {
    type Item = Result<Reply<E::Response>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle if this.left == Some(0) => {}
                State::Idle => this.state = State::Asking { call: this.ask(), is_ahead: false },
                State::Answered(answer) => return Poll::Ready(this.give(answer, context)),
                State::Asking { mut call, is_ahead } => match call.as_mut().poll(context) {
                    // Nobody looked at the clock while the caller was busy: the answer may have been there in time.
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

/// Items are compared by what they would be on the wire: they have no equality of their own.
fn fingerprint<T: Decode>(items: &[T]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(&serde_json::to_vec(items).unwrap_or_default());
    hasher.finish()
}

impl<E: Paginated> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({} from {})", E::OPERATION.name, self.next)
    }
}

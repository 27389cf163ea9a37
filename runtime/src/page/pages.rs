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
use crate::envelope::Reply;
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;

type Answered<R> = Result<Reply<R>, Error>;

/// A call in flight.
type InFlight<R> = Pin<Box<dyn Future<Output = Answered<R>> + Send>>;

/// The pages of an operation: a stream, and [`next`](Self::next) for programs without stream tools.
///
/// It ends at an empty page, which it does not give, or with the first error. What came before an error was given;
/// [`next_page`](Self::next_page) then is the page that failed, to [resume from](Self::from_page). Each page is a call of
/// its own, with the client's retries, limits and deadline.
#[must_use = "pages are read when they are asked for: call `next`"]
pub struct Pages<R> {
    operation: &'static Operation,
    call: Box<dyn FnMut(u64) -> InFlight<R> + Send>,
    next: u64,
    /// How many more pages may be asked for.
    left: Option<u64>,
    prefetches: bool,
    /// A fingerprint of the items of each page so far.
    seen: BTreeSet<u64>,
    state: State<R>,
    /// Looks at what a page lists. Kept here, so that only starting needs a response that lists something: who starts on
    /// another is told so once, and not again at every method.
    list: fn(&R) -> Listed,
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

enum State<R> {
    Idle,
    Asking {
        call: InFlight<R>,
        /// The caller was busy with the page before while it was asked for.
        is_ahead: bool,
    },
    Answered(Answered<R>),
    Over,
}

/// Nothing in it is ever pinned; the call in flight is behind its own pointer.
impl<R> Unpin for Pages<R> {}

impl<R> Pages<R> {
    pub(crate) fn new<E: Paginated<Response = R>>(client: Client, mut request: E) -> Self
    where
        R: PageItems<Item: Decode>,
    {
        Self::of(E::OPERATION, request.page(), move |page| {
            if page != request.page() {
                request.set_page(page);
            }
            client.call(request.clone())
        })
    }

    /// Returns the pages, from `first` on, of an operation that is known only at run time. `call` sends the request for a
    /// page.
    pub fn of<F>(operation: &'static Operation, first: u64, mut call: impl FnMut(u64) -> F + Send + 'static) -> Self
    where
        R: PageItems<Item: Decode>,
        F: Future<Output = Result<Reply<R>, Error>> + Send + 'static,
    {
        let call = Box::new(move |page| Box::pin(call(page)) as InFlight<R>);
        let (seen, list) = (BTreeSet::new(), Listed::of);
        Self { operation, call, next: first, left: None, prefetches: false, seen, state: State::Idle, list }
    }

    /// Begins at this page instead of the request's own; goes on there after an error.
    pub fn from_page(self, page: u64) -> Self {
        Self { next: page, seen: BTreeSet::new(), state: State::Idle, ..self }
    }

    /// Limits the number of pages that are requested.
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
    pub fn items<T>(self) -> Items<R, T>
    where
        R: PageItems<Item = T>,
    {
        Items::new(self)
    }

    /// The next page; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Reply<R>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The number of the first page that was not given.
    pub fn next_page(&self) -> u64 {
        self.next
    }

    /// What an answer is to the caller.
    fn give(&mut self, answer: Answered<R>, context: &mut Context<'_>) -> Option<Answered<R>> {
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
            let mut call = (self.call)(self.next);
            self.state = match call.as_mut().poll(context) {
                Poll::Ready(answer) => State::Answered(answer),
                Poll::Pending => State::Asking { call, is_ahead: true },
            };
        }
        Some(Ok(page))
    }

    fn repeated(&self, page: &Reply<R>, items: usize) -> Error {
        let message =
            format!("page {} has the same {items} items as a page before it: reading on would not end", self.next);
        Error::new(ErrorKind::RepeatedPage, message)
            .with_operation(self.operation)
            .with_trace_id(page.trace_id().map(str::to_owned))
            .with_hint(Some("the vendor may ignore the page number; what was read before is complete up to there"))
    }
}

impl<R> Stream for Pages<R> {
    type Item = Result<Reply<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle if this.left == Some(0) => {}
                State::Idle => this.state = State::Asking { call: (this.call)(this.next), is_ahead: false },
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

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({} from {})", self.operation.name(), self.next)
    }
}

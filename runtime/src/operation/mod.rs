//! The metadata of an operation: what is known without sending it, as constants.
//!
//! `#[endpoint]`, `#[model]` and `#[open_enum]` generate these tables at compile time. They drive the encoder and the
//! parser; the stand-in, the OpenAPI document and the command line read them. Nothing here does I/O or allocates.

/// Constant data to which fields are added over time: private fields with getters. The first fields are the arguments
/// of `new`; the others have a default and a constant setter.
macro_rules! metadata {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* $field:ident: $type:ty,)*
        } with {
            $($(#[$optional_doc:meta])* $optional:ident: $optional_type:ty = $default:expr, $setter:ident,)*
        } $(within {
            $($inner:ident: $inner_type:ty = $inner_default:expr,)*
        })?
    ) => {
        $(#[$about])*
        pub struct $name {
            $($field: $type,)*
            $($optional: $optional_type,)*
            $($($inner: $inner_type,)*)?
        }

        impl $name {
            /// Creates it from these values, with defaults for everything else.
            pub const fn new($($field: $type),*) -> Self {
                Self { $($field,)* $($optional: $default,)* $($($inner: $inner_default,)*)? }
            }

            $($(#[$doc])* #[inline] pub const fn $field(&self) -> $type {
                self.$field
            })*

            $($(#[$optional_doc])* #[inline] pub const fn $optional(&self) -> $optional_type {
                self.$optional
            }

            #[doc = concat!("Sets what [`", stringify!($optional), "`](Self::", stringify!($optional), ") returns.")]
            pub const fn $setter(self, $optional: $optional_type) -> Self {
                Self { $optional, ..self }
            })*
        }
    };
}

mod data_path;
mod deprecation;
mod method;
mod notation;
mod pagination;
mod parameter;
mod payload_failure;
mod retry_class;
mod schema;
mod source;

use std::fmt;

pub use self::data_path::DataPath;
pub use self::deprecation::Deprecation;
pub use self::method::{Body, Method};
pub use self::notation::{Notation, Pattern};
pub use self::pagination::{Pagination, Turn};
pub use self::parameter::{Constant, DaySpan, Limits, Parameter, Place, Presence, Style};
pub use self::payload_failure::PayloadFailure;
pub use self::retry_class::RetryClass;
pub use self::schema::{EnumInfo, EnumValue, FieldInfo, ModelInfo, Schema};
pub use self::source::Source;
pub use crate::address::{PathTemplate, Segment};

metadata! {
    /// The complete definition of an operation, as a constant.
    ///
    /// `#[endpoint]` generates it. Created by hand, it is a request that must not be repeated and whose answer is any
    /// JSON, until setters change that:
    ///
    /// ```
    /// use countersign::operation::{Method, Operation, Parameter, PathTemplate, RetryClass, Schema};
    ///
    /// const PING: &Operation = &Operation::new("ping", Method::Get, PathTemplate::new("/ping"))
    ///     .with_parameters(&[Parameter::new("word", "word", Schema::String)])
    ///     .with_retry(RetryClass::Safe);
    /// assert_eq!(PING.parameters().len(), 1);
    /// ```
    ///
    /// The setters say by hand what the keys of `#[endpoint]` say. A call that changes something:
    ///
    /// ```
    /// use countersign::operation::{
    ///     Body, Constant, DataPath, Deprecation, Method, Operation, Parameter, PathTemplate, PayloadFailure, Presence,
    ///     RetryClass, Schema, Source,
    /// };
    ///
    /// const ORDER_BOOK: Operation = Operation::new("order_book", Method::Post, PathTemplate::new("/orders"))
    ///     .with_docs("Orders a book.")
    ///     .with_docs_url(Some("https://books.example/docs/orders"))
    ///     .with_source(Source::Inferred)
    ///     .with_deprecated(Some(Deprecation::new().with_note("use `order_books`")))
    ///     .with_base(Some("https://orders.books.example"))
    ///     .with_auth(Some("customer"))
    ///     .with_constants(&[Constant::new("version", "2")])
    ///     .with_body(Body::Form)
    ///     .with_parameters(&[
    ///         Parameter::new("request_id", "requestId", Schema::String),
    ///         Parameter::new("isbn", "isbn", Schema::String).with_presence(Presence::Optional),
    ///         Parameter::new("title", "title", Schema::String).with_presence(Presence::Optional),
    ///     ])
    ///     .with_require_one_of(&[&["isbn", "title"]])
    ///     .with_idempotency(Some("request_id"))
    ///     .with_retry(RetryClass::Never)
    ///     .with_confirm(false)
    ///     .with_proof(&[DataPath::new(&["order_id"])])
    ///     .with_failure(Some(PayloadFailure::new("success", "errorCode").with_message(Some("errorMessage"))));
    /// assert_eq!(format!("{ORDER_BOOK:?}"), "Operation(order_book POST /orders)");
    /// ```
    ///
    /// A call that lists something:
    ///
    /// ```
    /// use countersign::operation::{
    ///     DataPath, DaySpan, Method, Operation, Pagination, Parameter, PathTemplate, Pattern, Presence, Schema, Turn,
    /// };
    ///
    /// const SALES: Operation = Operation::new("list_sales", Method::Get, PathTemplate::new("/sales"))
    ///     .with_follows_redirects(true)
    ///     .with_parameters(&[
    ///         Parameter::new("from", "from", Schema::Date(Pattern::ISO_DATE)),
    ///         Parameter::new("until", "until", Schema::Date(Pattern::ISO_DATE)),
    ///         Parameter::new("page", "page", Schema::INTEGER).with_presence(Presence::Optional),
    ///     ])
    ///     .with_spans(&[DaySpan::new("from", "until", 3)])
    ///     .with_pagination(Some(Pagination::new(Turn::Page("page"))))
    ///     .with_status(&[206])
    ///     .with_empty(&[404])
    ///     .with_response(Schema::List(&Schema::INTEGER))
    ///     .with_error(Schema::String)
    ///     .with_data(DataPath::new(&["result", "sales"]))
    ///     .with_wrappers(&["result"])
    ///     .with_nearby(true);
    /// assert_eq!(SALES.data().to_string(), "result.sales");
    /// ```
    #[derive(Clone, Copy)]
    pub struct Operation {
        /// Returns the name in `snake_case`, unique within its API.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Looks for books.
        /// #[endpoint(GET, "/books", response = Vec<String>)]
        /// pub struct FindBooks {}
        ///
        /// assert_eq!(FindBooks::OPERATION.name(), "find_books");
        /// ```
        name: &'static str,
        /// Returns the HTTP method.
        ///
        /// ```
        /// use countersign::operation::Method;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Removes a book.
        /// #[endpoint(DELETE, "/books/{isbn}", response = ())]
        /// pub struct RemoveBook {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// assert_eq!(RemoveBook::OPERATION.method(), Method::Delete);
        /// ```
        method: Method,
        /// Returns the path from the base URL, with `{placeholders}`.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns a book.
        /// #[endpoint(GET, "/shops/{shop}/books/{isbn}", response = String)]
        /// pub struct GetBook {
        ///     /// The shop.
        ///     pub shop: String,
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// let path = GetBook::OPERATION.path();
        /// assert_eq!(path.placeholders().collect::<Vec<_>>(), ["shop", "isbn"]);
        /// ```
        path: PathTemplate<'static>,
    } with {
        /// Returns what the operation is for: the doc comment of its struct.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the time of the server.
        /// #[endpoint(GET, "/time", response = u64)]
        /// pub struct ServerTime {}
        ///
        /// assert_eq!(ServerTime::OPERATION.docs(), "Returns the time of the server.");
        /// ```
        docs: &'static str = "", with_docs,
        /// Returns the URL of the vendor's page that describes it.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the time of the server.
        /// #[endpoint(GET, "/time", response = u64, docs = "https://clock.example/docs#time")]
        /// pub struct ServerTime {}
        ///
        /// assert_eq!(ServerTime::OPERATION.docs_url(), Some("https://clock.example/docs#time"));
        /// ```
        docs_url: Option<&'static str> = None, with_docs_url,
        /// Returns the base URL if the operation is on another host of the API. That host receives the same
        /// credentials.
        ///
        /// ```
        /// use countersign::value::File;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Uploads a cover.
        /// #[endpoint(POST, "/covers", response = String, body = multipart, base = "https://uploads.books.example")]
        /// pub struct UploadCover {
        ///     /// The picture.
        ///     pub picture: File,
        /// }
        ///
        /// assert_eq!(UploadCover::OPERATION.base(), Some("https://uploads.books.example"));
        /// ```
        base: Option<&'static str> = None, with_base,
        /// Returns whether a redirect within the same scheme, host and port is followed.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the current catalogue, wherever it was moved to.
        /// #[endpoint(GET, "/catalogue", response = Vec<String>, redirects = same_host)]
        /// pub struct Catalogue {}
        ///
        /// assert!(Catalogue::OPERATION.follows_redirects());
        /// ```
        follows_redirects: bool = false, with_follows_redirects,
        /// Returns the name of the scheme that authenticates requests: one of the API's, or `none`. `None` means the
        /// API's default.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the time of the server, to anyone.
        /// #[endpoint(GET, "/time", response = u64, auth = none)]
        /// pub struct ServerTime {}
        ///
        /// assert_eq!(ServerTime::OPERATION.auth(), Some("none"));
        /// ```
        auth: Option<&'static str> = None, with_auth,
        /// Returns how parameters in the body are encoded.
        ///
        /// ```
        /// use countersign::operation::Body;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Orders a book.
        /// #[endpoint(POST, "/orders", response = u64, body = form)]
        /// pub struct OrderBook {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// assert_eq!(OrderBook::OPERATION.body(), Body::Form);
        /// ```
        body: Body = Body::None, with_body,
        /// Returns the parameters in declared order.
        ///
        /// ```
        /// use countersign::operation::Place;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the stock of a book.
        /// #[endpoint(GET, "/books/{isbn}/stock", response = u32)]
        /// pub struct GetStock {
        ///     /// The ISBN.
        ///     pub isbn: String,
        ///     /// The town of the warehouse.
        ///     pub town: Option<String>,
        /// }
        ///
        /// let [isbn, town] = GetStock::OPERATION.parameters() else { panic!("two parameters") };
        /// assert_eq!((isbn.place(), town.place()), (Place::Path, Place::Query));
        /// ```
        parameters: &'static [Parameter] = &[], with_parameters,
        /// Returns the constants that every request carries: signed, and never set by a caller.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns a product.
        /// #[endpoint(GET, "/router", constant("method" = "item.get"))]
        /// pub struct GetItem {}
        ///
        /// let constant = GetItem::OPERATION.constants()[0];
        /// assert_eq!((constant.name(), constant.value()), ("method", "item.get"));
        /// ```
        constants: &'static [Constant] = &[], with_constants,
        /// Returns the schema of the response.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the titles of all books.
        /// #[endpoint(GET, "/titles", response = Vec<String>)]
        /// pub struct Titles {}
        ///
        /// assert_eq!(Titles::OPERATION.response().to_string(), "[string]");
        /// ```
        response: Schema = Schema::Any, with_response,
        /// Returns the statuses of answers without a value, for which the response is absent.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the owner of a book, if it has one.
        /// #[endpoint(GET, "/books/{isbn}/owner", response = Option<String>, empty = [404])]
        /// pub struct GetOwner {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// assert_eq!(GetOwner::OPERATION.empty(), [404]);
        /// ```
        empty: &'static [u16] = &[], with_empty,
        /// Returns the statuses of a success, in addition to all others from 200 to 299.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Creates a shelf.
        /// #[endpoint(POST, "/shelves", response = u64, status = [201])]
        /// pub struct CreateShelf {
        ///     /// Its name.
        ///     pub name: String,
        /// }
        ///
        /// // The status that a stand-in answers with.
        /// assert_eq!(CreateShelf::OPERATION.status(), [201]);
        /// ```
        status: &'static [u16] = &[], with_status,
        /// Returns the schema of the body of a failure, as [`Error::detail`](crate::Error::detail) reads it.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint, model};
        ///
        /// /// What went wrong.
        /// #[model]
        /// pub struct Problem {
        ///     /// In words.
        ///     pub message: String,
        /// }
        ///
        /// /// Returns the titles of all books.
        /// #[endpoint(GET, "/titles", response = Vec<String>, error = Problem)]
        /// pub struct Titles {}
        ///
        /// assert_eq!(Titles::OPERATION.error().to_string(), "Problem");
        /// ```
        error: Schema = Schema::Any, with_error,
        /// Returns the path of the response in the envelope's payload, as names on the wire.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the titles of all books.
        /// #[endpoint(GET, "/titles", response = Vec<String>, data = "result.titles")]
        /// pub struct Titles {}
        ///
        /// assert_eq!(Titles::OPERATION.data().steps(), ["result", "titles"]);
        /// ```
        data: DataPath = DataPath::HERE, with_data,
        /// Returns the members that may stand around the response, in whatever order and number, where its depth is not
        /// sure.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint, model};
        ///
        /// /// A book.
        /// #[model]
        /// pub struct Book {
        ///     /// Its title.
        ///     pub title: String,
        /// }
        ///
        /// /// Returns a book, inside of `data`, of `result`, of both, or of neither.
        /// #[endpoint(GET, "/book", response = Book, wrappers("data", "result"))]
        /// pub struct GetBook {}
        ///
        /// assert_eq!(GetBook::OPERATION.wrappers(), ["data", "result"]);
        /// ```
        wrappers: &'static [&'static str] = &[], with_wrappers,
        /// Returns whether the response is also looked for one level further in and one further out.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint, model};
        ///
        /// /// A book.
        /// #[model]
        /// pub struct Book {
        ///     /// Its title.
        ///     pub title: String,
        /// }
        ///
        /// /// Returns a book. The vendor publishes no example of an answer.
        /// #[endpoint(GET, "/book", response = Book, nearby)]
        /// pub struct GetBook {}
        ///
        /// assert!(GetBook::OPERATION.nearby());
        /// ```
        nearby: bool = false, with_nearby,
        /// Returns whether a call may be repeated when its outcome is unknown.
        ///
        /// ```
        /// use countersign::operation::RetryClass;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the titles of all books.
        /// #[endpoint(GET, "/titles", response = Vec<String>)]
        /// pub struct Titles {}
        ///
        /// /// Orders a book.
        /// #[endpoint(POST, "/orders", response = u64)]
        /// pub struct OrderBook {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// assert_eq!(Titles::OPERATION.retry(), RetryClass::Safe);
        /// assert_eq!(OrderBook::OPERATION.retry(), RetryClass::Never);
        /// ```
        retry: RetryClass = RetryClass::Never, with_retry,
        /// Returns the field by which the server recognises a repetition, so that the call may be repeated with the
        /// same value. If it is optional, the client generates one.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Orders a book.
        /// #[endpoint(POST, "/orders", response = u64, retry = idempotent(request_id))]
        /// pub struct OrderBook {
        ///     /// The ISBN.
        ///     pub isbn: String,
        ///     /// What the server recognises a repeated order by.
        ///     pub request_id: Option<String>,
        /// }
        ///
        /// assert_eq!(OrderBook::OPERATION.idempotency(), Some("request_id"));
        /// ```
        idempotency: Option<&'static str> = None, with_idempotency,
        /// Returns whether tools ask for confirmation before calling it, if it must not be repeated; see
        /// [`needs_confirmation`](Self::needs_confirmation).
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Counts a view of a book.
        /// #[endpoint(POST, "/views", response = (), confirm = false)]
        /// pub struct CountView {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// assert!(!CountView::OPERATION.confirm());
        /// ```
        confirm: bool = true, with_confirm,
        /// Returns how the next page is requested, if the answer is a page.
        ///
        /// ```
        /// use countersign::operation::Turn;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns a page of titles.
        /// #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
        /// pub struct Titles {
        ///     /// The page, from 1.
        ///     #[param(default = 1)]
        ///     pub page: u32,
        /// }
        ///
        /// let pagination = Titles::OPERATION.pagination().expect("the answer is a page");
        /// assert_eq!(pagination.turn(), Turn::Page("page"));
        /// ```
        pagination: Option<Pagination> = None, with_pagination,
        /// Returns groups of optional parameters, by field name, of which exactly one must be set.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Looks for a book, by number or by title.
        /// #[endpoint(GET, "/book", response = String, require_one_of(isbn, title))]
        /// pub struct FindBook {
        ///     /// The ISBN.
        ///     pub isbn: Option<String>,
        ///     /// The title.
        ///     pub title: Option<String>,
        /// }
        ///
        /// assert_eq!(FindBook::OPERATION.require_one_of(), [["isbn", "title"]]);
        /// ```
        require_one_of: &'static [&'static [&'static str]] = &[], with_require_one_of,
        /// Returns pairs of days that must not be too far apart.
        ///
        /// ```
        /// use countersign::value::Date;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the number of books sold in a period of at most three months.
        /// #[endpoint(GET, "/sales", response = u64, span(from = first, until = last, months = 3))]
        /// pub struct CountSales {
        ///     /// The first day.
        ///     pub first: Date,
        ///     /// The last day.
        ///     pub last: Date,
        /// }
        ///
        /// assert_eq!(CountSales::OPERATION.spans()[0].months(), 3);
        /// ```
        spans: &'static [DaySpan] = &[], with_spans,
        /// Returns where the payload of a success can still report a failure. `None` if it cannot, or if its report is
        /// not reliable.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Orders a book.
        /// #[endpoint(POST, "/orders", failure(code = "errorCode", message = "errorMessage"))]
        /// pub struct OrderBook {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// let failure = OrderBook::OPERATION.failure().expect("the payload can report a failure");
        /// assert_eq!((failure.success(), failure.code()), ("success", "errorCode"));
        /// ```
        failure: Option<PayloadFailure> = None, with_failure,
        /// Returns what proves that a call was carried out: paths of field names in the response, any of which
        /// suffices. A proof is a value that is `true`, a number other than zero, or a non-empty string; in a list, one
        /// such entry is enough. Without a proof, the answer's success has to be trusted.
        ///
        /// If an operation must not be repeated, a successful answer without its proof leaves the outcome unknown.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint, model};
        ///
        /// /// An accepted order.
        /// #[model]
        /// pub struct Order {
        ///     /// Its number.
        ///     #[field(default)]
        ///     pub order_id: u64,
        /// }
        ///
        /// /// Orders a book.
        /// #[endpoint(POST, "/orders", response = Order, proof(order_id))]
        /// pub struct OrderBook {
        ///     /// The ISBN.
        ///     pub isbn: String,
        /// }
        ///
        /// assert_eq!(OrderBook::OPERATION.proof()[0].to_string(), "order_id");
        /// ```
        proof: &'static [DataPath] = &[], with_proof,
        /// Returns how reliable the definition is.
        ///
        /// ```
        /// use countersign::operation::Source;
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the titles of all books. The vendor does not document it.
        /// #[endpoint(GET, "/titles", response = Vec<String>, source = inferred)]
        /// pub struct Titles {}
        ///
        /// assert_eq!(Titles::OPERATION.source(), Source::Inferred);
        /// ```
        source: Source = Source::Vendor, with_source,
        /// Returns the deprecation, if it should no longer be called.
        ///
        /// ```
        /// use countersign::{Endpoint, endpoint};
        ///
        /// /// Returns the titles of all books.
        /// #[endpoint(GET, "/titles", response = Vec<String>)]
        /// #[deprecated(since = "2.0.0", note = "use `find_books`")]
        /// pub struct Titles {}
        ///
        /// # #[allow(deprecated)]
        /// let deprecation = Titles::OPERATION.deprecated().expect("it is deprecated");
        /// assert_eq!(deprecation.note(), Some("use `find_books`"));
        /// ```
        deprecated: Option<Deprecation> = None, with_deprecated,
    }
}

impl Operation {
    /// A placeholder without an API, whose answer is any JSON. For answers that no operation declares.
    pub const ANY: Self = Self::new("", Method::Get, PathTemplate::new("/"));

    /// Returns whether a constant distinguishes the two: one that both have in the same place, with different values.
    pub(crate) const fn is_told_from(&self, other: &Self) -> bool {
        let mut ours = self.constants;
        while let [constant, rest @ ..] = ours {
            let mut theirs = other.constants;
            while let [each, rest @ ..] = theirs {
                let same_place = constant.place() as u8 == each.place() as u8;
                if same_place && same(constant.name(), each.name()) && !same(constant.value(), each.value()) {
                    return true;
                }
                theirs = rest;
            }
            ours = rest;
        }
        false
    }

    /// Returns whether the two are on one host, as far as they declare it.
    pub(crate) const fn has_base_of(&self, other: &Self) -> bool {
        match (self.base, other.base) {
            (Some(ours), Some(theirs)) => same(ours, theirs),
            (None, None) => true,
            _ => false,
        }
    }

    /// Returns where an undeclared parameter travels: in the body, or in the query if there is no body or one field is
    /// the whole body.
    pub(crate) fn usual_place(&self) -> Place {
        if matches!(self.body, Body::None | Body::Whole) { Place::Query } else { Place::Body }
    }

    /// Returns the parameter with this field name.
    ///
    /// ```
    /// use countersign::{Endpoint, endpoint};
    ///
    /// /// Looks for books.
    /// #[endpoint(GET, "/books", response = Vec<String>)]
    /// pub struct FindBooks {
    ///     /// Words of the title.
    ///     pub title_words: String,
    /// }
    ///
    /// let parameter = FindBooks::OPERATION.parameter("title_words").expect("it is declared");
    /// assert_eq!(parameter.wire_name(), "titleWords");
    /// ```
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name() == name)
    }

    /// Returns the parameter that is the whole body, if there is one.
    ///
    /// ```
    /// use countersign::{Endpoint, endpoint};
    ///
    /// /// Stores the text of a book.
    /// #[endpoint(PUT, "/books/{isbn}/text", response = ())]
    /// pub struct StoreText {
    ///     /// The ISBN.
    ///     pub isbn: String,
    ///     /// The text.
    ///     #[param(body)]
    ///     pub text: String,
    /// }
    ///
    /// let body = StoreText::OPERATION.whole_body().expect("one parameter is the body");
    /// assert_eq!((body.name(), body.media_type()), ("text", "text/plain; charset=utf-8"));
    /// ```
    pub fn whole_body(&self) -> Option<&'static Parameter> {
        let is_whole = self.body == Body::Whole;
        self.parameters.iter().find(|parameter| is_whole && parameter.place() == Place::Body)
    }

    /// Returns whether a tool must ask for confirmation before it calls the operation: it must not be repeated, and its
    /// definition does not set `confirm = false`.
    ///
    /// ```
    /// use countersign::operation::{Method, Operation, PathTemplate, RetryClass};
    ///
    /// const ORDER: Operation = Operation::new("order_book", Method::Post, PathTemplate::new("/orders"));
    /// assert!(ORDER.needs_confirmation());
    /// assert!(!ORDER.with_retry(RetryClass::Safe).needs_confirmation());
    /// assert!(!ORDER.with_confirm(false).needs_confirmation());
    /// ```
    pub fn needs_confirmation(&self) -> bool {
        self.confirm && (self.retry == RetryClass::Never || self.idempotency.is_some())
    }

    /// Returns the parameter by which the caller can look up the outcome of a call, if the definition marks one.
    ///
    /// ```
    /// use countersign::{Endpoint, endpoint};
    ///
    /// /// Orders a book.
    /// #[endpoint(POST, "/orders", response = u64)]
    /// pub struct OrderBook {
    ///     /// The ISBN.
    ///     pub isbn: String,
    ///     /// The customer's own number of the order.
    ///     #[param(reference)]
    ///     pub own_number: String,
    /// }
    ///
    /// let reference = OrderBook::OPERATION.reference().expect("one parameter is marked");
    /// assert_eq!(reference.name(), "own_number");
    /// ```
    pub fn reference(&self) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.reference())
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({} {} {})", self.name, self.method, self.path)
    }
}

/// Compares two strings at compile time.
#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
pub(crate) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    // Names of one API differ at the end more often than at the start.
    let mut end = one.len();
    while end > 0 {
        end -= 1;
        if one[end] != other[end] {
            return false;
        }
    }
    true
}

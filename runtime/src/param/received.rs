//! A received request, split into its parameters, from which the server side reads the fields.
//!
//! [`Received`] contains every parameter that arrived, declared or not. The declared ones become the fields
//! (`reading.rs`); a scheme verifies all of them.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use super::encoder::is_declared;
use super::error::ParameterError;
use super::members::json_members;
use super::multipart::Part;
use super::together::check_together;
use super::whole::text_of;
use super::{multipart, query};
use crate::operation::{Body, Operation, Parameter, Place, Presence, Schema, Segment, Style};
use crate::value::{File, Timestamp};

/// Headers of HTTP itself that different readers interpret differently if they are repeated.
const SINGLE_HEADERS: [&str; 4] = ["authorization", "content-length", "content-type", "host"];

/// The value of a received parameter. `Debug` prints its size: in a vendor's debugging mode it can be the secret.
#[derive(Clone)]
#[non_exhaustive]
pub enum ReceivedValue<'r> {
    /// Decoded text.
    Text(Cow<'r, str>),
    /// JSON other than a string, exactly as it arrived.
    Json(Cow<'r, str>),
    /// A file of a multipart form.
    File(File),
}

impl fmt::Debug for ReceivedValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Json(json) => write!(f, "Json({} bytes)", json.len()),
            Self::File(file) => f.debug_tuple("File").field(file).finish(),
        }
    }
}

/// A parameter of a received request.
///
/// ```
/// use countersign::operation::Place;
/// use countersign::param::{Received, ReceivedValue};
/// use countersign::{Endpoint, endpoint};
/// use http::Request;
///
/// /// Looks for books.
/// #[endpoint(GET, "/books", response = Vec<String>)]
/// pub struct FindBooks {
///     /// A word of the title.
///     pub title: String,
/// }
///
/// let request = Request::get("/books?title=Faust&sign=a7").body(Default::default())?;
/// let received = Received::new(FindBooks::OPERATION, &request)?;
/// let [title, sign] = received.parameters() else { panic!("two parameters arrived") };
/// assert_eq!((title.place(), title.name(), title.text()), (Place::Query, "title", Some("Faust")));
/// assert!(matches!(title.value(), ReceivedValue::Text(text) if text == "Faust"));
/// assert!(title.is_of(&FindBooks::OPERATION.parameters()[0]) && !sign.is_of(&FindBooks::OPERATION.parameters()[0]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ReceivedParameter<'r> {
    place: Place,
    name: Cow<'r, str>,
    value: ReceivedValue<'r>,
}

impl<'r> ReceivedParameter<'r> {
    /// Returns where it arrived.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Returns its name on the wire.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its value.
    pub fn value(&self) -> &ReceivedValue<'r> {
        &self.value
    }

    /// Returns whether it is a value of this parameter.
    pub fn is_of(&self, parameter: &Parameter) -> bool {
        parameter.travels_as(self.place, &self.name)
    }

    /// Returns its value as text: a string decoded, anything else in a JSON body as it was written; `None` for a file.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            ReceivedValue::Text(text) | ReceivedValue::Json(text) => Some(text),
            ReceivedValue::File(_) => None,
        }
    }
}

/// A received request, split into its parameters for one operation.
///
/// The fields of a declaration by hand are read by `required`, `optional`, `list` and the like; see
/// [`Encoder`](super::Encoder). What arrived can also be looked at as a whole:
///
/// ```
/// use countersign::param::Received;
/// use countersign::{Endpoint, endpoint};
/// use http::Request;
///
/// /// Looks for books.
/// #[endpoint(GET, "/books", response = Vec<String>)]
/// pub struct FindBooks {
///     /// A word of the title.
///     pub title: String,
/// }
///
/// let request = Request::get("/books?title=Faust&sign=a7").header("x-shop", "berlin").body("".into())?;
/// let received = Received::new(FindBooks::OPERATION, &request)?;
/// assert_eq!(received.operation().name(), "find_books");
/// assert_eq!((received.path(), received.body()), ("/books", &b""[..]));
/// assert_eq!(received.parameters().len(), 2);
/// assert_eq!(received.header("x-shop")?, Some("berlin"));
/// assert_eq!(received.text("sign")?, Some("a7"));
/// assert_eq!(FindBooks::parse(&received)?.title, "Faust");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Received<'r> {
    operation: &'static Operation,
    /// The request itself; `None` if it was composed from values.
    request: Option<&'r http::Request<Bytes>>,
    path: &'r str,
    parameters: Vec<ReceivedParameter<'r>>,
    headers: Cow<'r, http::HeaderMap>,
    body: &'r [u8],
    /// Names that the signing rule sent, which are not entries of a map.
    of_rule: Vec<(Place, String)>,
    /// The time of the receiver's clock, unless it is the system's.
    now: Option<Timestamp>,
}

/// Prints names only: in a vendor's debugging mode a value can be the secret.
impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(ReceivedParameter::name).collect();
        f.debug_struct("Received")
            .field("operation", &self.operation.name())
            .field("parameters", &names)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<'r> Received<'r> {
    /// Splits `request` into its parameters. Its path must be the operation's. For an API whose base URL has a path,
    /// use [`under`](Self::under).
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Returns a book.
    /// #[endpoint(GET, "/books/{isbn}", response = String)]
    /// pub struct GetBook {
    ///     /// The ISBN.
    ///     pub isbn: String,
    /// }
    ///
    /// let request = Request::get("/books/9783150000014").body(Default::default())?;
    /// let book = GetBook::parse(&Received::new(GetBook::OPERATION, &request)?)?;
    /// assert_eq!(book.isbn, "9783150000014");
    ///
    /// let other = Request::get("/shelves/7").body(Default::default())?;
    /// assert!(Received::new(GetBook::OPERATION, &other).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The path is not the operation's, a value in it is spelled as no client writes it, the body is not of the kind
    /// that the operation declares, a parameter is in another place than it is declared for, text is not UTF-8, or a
    /// header that can occur only once is repeated.
    pub fn new(operation: &'static Operation, request: &'r http::Request<Bytes>) -> Result<Self, ParameterError> {
        Self::under("", operation, request)
    }

    /// Splits `request` into its parameters. Its path is `base_path` followed by the operation's. [`BaseUrl::path`]
    /// returns the path that precedes the operations of an API.
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::{BaseUrl, Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Returns a book.
    /// #[endpoint(GET, "/books/{isbn}", response = String)]
    /// pub struct GetBook {
    ///     /// The ISBN.
    ///     pub isbn: String,
    /// }
    ///
    /// let base = BaseUrl::new("https://books.example/v1")?;
    /// let request = Request::get("/v1/books/9783150000014").body(Default::default())?;
    /// let book = GetBook::parse(&Received::under(base.path(), GetBook::OPERATION, &request)?)?;
    /// assert_eq!(book.isbn, "9783150000014");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`new`](Self::new).
    ///
    /// [`BaseUrl::path`]: crate::BaseUrl::path
    pub fn under(
        base_path: &str,
        operation: &'static Operation,
        request: &'r http::Request<Bytes>,
    ) -> Result<Self, ParameterError> {
        let mut received = Self::unread(operation, request);
        received.read_path(base_path)?;
        received.read_query(request.uri().query().unwrap_or_default())?;
        received.read_headers()?;
        received.read_body()?;
        received.check_places()?;
        received.check_constants()?;
        Ok(received)
    }

    /// Returns whether `request` carries the constants of `operation`, which distinguish it from others with its method
    /// and path.
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Returns an item.
    /// #[endpoint(GET, "/router", constant("method" = "item.get"))]
    /// pub struct GetItem {}
    ///
    /// let request = Request::get("/router?method=item.list").body(Default::default())?;
    /// assert!(!Received::is_for(GetItem::OPERATION, &request));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_for(operation: &'static Operation, request: &'r http::Request<Bytes>) -> bool {
        let mut received = Self::unread(operation, request);
        let is_read = || {
            received.read_query(request.uri().query().unwrap_or_default())?;
            received.read_headers()?;
            received.read_body()?;
            received.check_constants()
        };
        operation.constants().is_empty() || { is_read }().is_ok()
    }

    /// Composes a request from values of the operation's parameters, for tools that receive them one by one. Text is
    /// read according to the parameter's definition; a nested value is JSON.
    ///
    /// ```
    /// use countersign::param::{Received, ReceivedValue};
    /// use countersign::{Endpoint, endpoint};
    ///
    /// /// Looks for books.
    /// #[endpoint(GET, "/books", response = Vec<String>)]
    /// pub struct FindBooks {
    ///     /// A word of the title.
    ///     pub title: String,
    /// }
    ///
    /// let title = FindBooks::OPERATION.parameter("title").expect("it is declared");
    /// let typed = Received::from_values(FindBooks::OPERATION, [(title, ReceivedValue::Text("Faust".into()))]);
    /// assert_eq!(FindBooks::parse(&typed)?.title, "Faust");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_values(
        operation: &'static Operation,
        values: impl IntoIterator<Item = (&'static Parameter, ReceivedValue<'r>)>,
    ) -> Self {
        let headers = Cow::Owned(http::HeaderMap::new());
        let (parameters, of_rule, now) = (Vec::new(), Vec::new(), None);
        let mut received = Self { operation, request: None, path: "", parameters, headers, body: &[], of_rule, now };
        for (parameter, value) in values {
            let value = match value {
                // Typed by itself it is JSON if it can be, because it may be anything.
                ReceivedValue::Text(text) if matches!(parameter.schema(), Schema::Any) && is_json(&text) => {
                    ReceivedValue::Json(text)
                }
                // Typed text has no quotes that would distinguish a string from `null`.
                ReceivedValue::Text(text) if text == "null" && parameter.presence() == Presence::Nullable => {
                    ReceivedValue::Json(text)
                }
                value => value,
            };
            match (parameter.style(), value) {
                (Style::Entries | Style::Brackets, ReceivedValue::Text(text)) => {
                    // `name=value`
                    let (key, value) = text.split_once('=').unwrap_or((&text, ""));
                    let is_in_brackets = parameter.style() == Style::Brackets;
                    let name =
                        if is_in_brackets { format!("{}[{key}]", parameter.wire_name()) } else { key.to_owned() };
                    let value = ReceivedValue::Text(Cow::Owned(value.to_owned()));
                    received.push(parameter.place(), Cow::Owned(name), value);
                }
                (_, value) => received.push(parameter.place(), Cow::Borrowed(parameter.wire_name()), value),
            }
        }
        received
    }

    /// Declares what the signing rule sent, so that it is not read as an entry of a map whose entries are parameters. A
    /// server takes it from [`Auth::describe`](crate::Auth::describe).
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use countersign::operation::Place;
    /// use countersign::param::Received;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Looks for books by any of their properties.
    /// #[endpoint(GET, "/books", response = Vec<String>)]
    /// pub struct FindBooks {
    ///     /// Names and values of properties.
    ///     pub properties: BTreeMap<String, String>,
    /// }
    ///
    /// let request = Request::get("/books?language=de&sign=a7").body(Default::default())?;
    /// let received = Received::new(FindBooks::OPERATION, &request)?;
    /// let received = received.signed_with([(Place::Query, String::from("sign"))]);
    /// assert_eq!(FindBooks::parse(&received)?.properties.into_keys().collect::<Vec<_>>(), ["language"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn signed_with(mut self, sent: impl IntoIterator<Item = (Place, String)>) -> Self {
        self.of_rule.extend(sent);
        self
    }

    /// Sets the time of the receiver's clock, against which [`Auth::verify`](crate::Auth::verify) checks how old the
    /// request is. Defaults to the system's clock.
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::value::Timestamp;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Lists books.
    /// #[endpoint(GET, "/books", response = Vec<String>)]
    /// pub struct ListBooks {}
    ///
    /// let request = Request::get("/books").body(Default::default())?;
    /// let now = Timestamp::from_millisecond(1_528_942_782_000);
    /// let received = Received::new(ListBooks::OPERATION, &request)?.at(now);
    /// assert_eq!(received.now(), now);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// Returns the time of the receiver's clock: see [`at`](Self::at).
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::value::Timestamp;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Lists books.
    /// #[endpoint(GET, "/books", response = Vec<String>)]
    /// pub struct ListBooks {}
    ///
    /// let request = Request::get("/books").body(Default::default())?;
    /// let before = Timestamp::now();
    /// assert!(Received::new(ListBooks::OPERATION, &request)?.now() >= before);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    /// Returns whether something that arrived is a declared parameter, a constant, or part of the signing rule.
    ///
    /// ```
    /// use countersign::operation::Place;
    /// use countersign::param::Received;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Looks for books.
    /// #[endpoint(GET, "/books", response = Vec<String>)]
    /// pub struct FindBooks {
    ///     /// A word of the title.
    ///     pub title: String,
    /// }
    ///
    /// let request = Request::get("/books?title=Faust").body(Default::default())?;
    /// let received = Received::new(FindBooks::OPERATION, &request)?;
    /// assert!(received.is_known(Place::Query, "title"));
    /// assert!(!received.is_known(Place::Query, "tilte"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_known(&self, place: Place, name: &str) -> bool {
        let is_it = |(at, sent): &(Place, String)| *at == place && sent == name;
        is_declared(self.operation, place, name) || self.of_rule.iter().any(is_it)
    }

    /// A request of which nothing is read yet.
    fn unread(operation: &'static Operation, request: &'r http::Request<Bytes>) -> Self {
        let (path, headers) = (request.uri().path(), Cow::Borrowed(request.headers()));
        let (parameters, of_rule, now) = (Vec::new(), Vec::new(), None);
        Self { operation, request: Some(request), path, parameters, headers, body: request.body(), of_rule, now }
    }

    fn push(&mut self, place: Place, name: Cow<'r, str>, value: ReceivedValue<'r>) {
        self.parameters.push(ReceivedParameter { place, name, value });
    }

    fn read_path(&mut self, base_path: &str) -> Result<(), ParameterError> {
        let (path, template) = (self.path, self.operation.path());
        let arrived = path.strip_prefix(base_path).and_then(|path| template.matches(path));
        let segments = arrived
            .ok_or_else(|| ParameterError::malformed(format_args!("the path {path} is not {base_path}{template}")))?;
        for (segment, arrived) in segments {
            let (name, value) = match segment {
                Segment::Literal(_) => continue,
                Segment::Placeholder(name) => (name, query::read_segment(arrived)),
                Segment::CatchAll(name) => (name, query::read_segments(arrived)),
            };
            let parameter = self.operation.parameter(name).unwrap_or(&Parameter::UNKNOWN);
            let value = value.map_err(|error| ParameterError::value(parameter, error))?;
            self.push(Place::Path, Cow::Borrowed(parameter.wire_name()), ReceivedValue::Text(Cow::Owned(value)));
        }
        Ok(())
    }

    fn read_query(&mut self, encoded: &'r str) -> Result<(), ParameterError> {
        query::check_utf8(encoded.as_bytes())
            .map_err(|error| ParameterError::malformed(format_args!("the query {error}")))?;
        for (name, value) in query::read_pairs(encoded.as_bytes()) {
            self.push(Place::Query, name, ReceivedValue::Text(value));
        }
        Ok(())
    }

    fn read_headers(&mut self) -> Result<(), ParameterError> {
        for name in SINGLE_HEADERS {
            self.check_single(name)?;
        }
        let declared = self.operation.parameters().iter().map(|each| (each.place(), each.wire_name()));
        let constant = self.operation.constants().iter().map(|each| (each.place(), each.name()));
        for (_, name) in declared.chain(constant).filter(|(place, _)| *place == Place::Header) {
            let texts: Result<Vec<String>, _> =
                self.headers.get_all(name).iter().map(|value| value.to_str().map(str::to_owned)).collect();
            let texts =
                texts.map_err(|_| ParameterError::malformed(format_args!("the header `{name}` is not ASCII")))?;
            for text in texts {
                self.push(Place::Header, Cow::Borrowed(name), ReceivedValue::Text(Cow::Owned(text)));
            }
        }
        Ok(())
    }

    fn check_single(&self, name: &str) -> Result<(), ParameterError> {
        match self.headers.get_all(name).iter().nth(1) {
            Some(_) => Err(ParameterError::malformed(format_args!("the header `{name}` is given more than once"))),
            None => Ok(()),
        }
    }

    fn read_body(&mut self) -> Result<(), ParameterError> {
        match self.operation.body() {
            Body::None => {}
            Body::Json => self.read_json_body()?,
            Body::Whole => self.read_whole_body()?,
            Body::Form => {
                query::check_utf8(self.body)
                    .map_err(|error| ParameterError::malformed(format_args!("the body {error}")))?;
                for (name, value) in query::read_pairs(self.body) {
                    self.push(Place::Body, name, ReceivedValue::Text(value));
                }
            }
            Body::Multipart => {
                let content_type = self.header("content-type")?.unwrap_or_default().to_owned();
                for part in multipart::read(&content_type, self.body).map_err(ParameterError::malformed)? {
                    match part {
                        Part::Text(name, text) => self.push(Place::Body, name, ReceivedValue::Text(text)),
                        Part::File(name, file) => self.push(Place::Body, name, ReceivedValue::File(file)),
                    }
                }
            }
        }
        Ok(())
    }

    fn is_nullable(&self, name: &str) -> bool {
        let mut declared = self.operation.parameters().iter();
        declared.any(|each| each.travels_as(Place::Body, name) && each.presence() == Presence::Nullable)
    }

    fn read_json_body(&mut self) -> Result<(), ParameterError> {
        let members = json_members(self.body)
            .map_err(|error| ParameterError::malformed(format_args!("the body is not a JSON object: {error}")))?;
        for (name, raw) in members {
            let value = match raw.get() {
                // A `null` is equivalent to leaving the member out, unless the definition distinguishes them.
                "null" if !self.is_nullable(&name) => continue,
                text if text.starts_with('"') => match serde_json::from_str::<String>(text) {
                    Ok(text) => ReceivedValue::Text(Cow::Owned(text)),
                    Err(error) => return Err(ParameterError::malformed(format_args!("`{name}`: {error}"))),
                },
                json => ReceivedValue::Json(Cow::Borrowed(json)),
            };
            self.push(Place::Body, name, value);
        }
        Ok(())
    }

    /// Reads a body that is one parameter. The members of an object are added as well: some rules sign them.
    fn read_whole_body(&mut self) -> Result<(), ParameterError> {
        let content_type = self.header("content-type")?.map(str::to_owned);
        let Some(request) = self.request.filter(|request| !request.body().is_empty() || content_type.is_some()) else {
            return Ok(());
        };
        // The body comes first, because a member may have an empty name, too.
        let file = File::new("", content_type.unwrap_or_default(), request.body().clone());
        self.push(Place::Body, Cow::Borrowed(""), ReceivedValue::File(file));
        let malformed = |error| ParameterError::malformed(format_args!("the body is not a JSON object: {error}"));
        if is_object(self.operation, self.body) {
            for (name, json) in json_members(self.body).map_err(malformed)? {
                let text = text_of(json).map_err(malformed)?.map(|text| ReceivedValue::Text(Cow::Owned(text)));
                let value = text.unwrap_or(ReceivedValue::Json(Cow::Borrowed(json.get())));
                self.push(Place::Body, name, value);
            }
        }
        Ok(())
    }

    /// Returns whether a name can be that of a member of the parameter that is the whole body.
    fn is_member(&self, name: &str) -> bool {
        match self.operation.whole_body().map(Parameter::schema) {
            Some(Schema::Object(info)) => info().fields().iter().any(|field| field.wire_name() == name),
            Some(_) => true,
            None => false,
        }
    }

    /// Refuses a declared parameter in another place than its own. A rule that signs query and body alike would accept
    /// it there, where nobody reads it: a signed limit could be moved out of the way.
    fn check_places(&self) -> Result<(), ParameterError> {
        for arrived in &self.parameters {
            let declared = self.operation.parameters().iter().filter(|parameter| parameter.wire_name() == arrived.name);
            let places: Vec<Place> = declared.map(Parameter::place).collect();
            let is_here =
                places.contains(&arrived.place) || arrived.place == Place::Body && self.is_member(&arrived.name);
            if let ([place, ..], false) = (places.as_slice(), is_here) {
                let (name, here, there) = (&arrived.name, arrived.place.as_str(), place.as_str());
                return Err(ParameterError::malformed(format_args!(
                    "`{name}` is in the {here}: send it in the {there}"
                )));
            }
        }
        Ok(())
    }

    fn check_constants(&self) -> Result<(), ParameterError> {
        for constant in self.operation.constants() {
            let is_it = |arrived: &&ReceivedParameter<'_>| {
                (arrived.place, &*arrived.name) == (constant.place(), constant.name())
            };
            let mut arrived = self.parameters.iter().filter(is_it).map(|arrived| arrived.text().unwrap_or_default());
            let rule = format_args!("`{}` must be `{}`", constant.name(), constant.value()).to_string();
            match (arrived.next(), arrived.next()) {
                (Some(value), None) if value == constant.value() => {}
                (Some(value), None) => return Err(ParameterError::malformed(format_args!("{rule}, is `{value}`"))),
                (None, _) => return Err(ParameterError::malformed(format_args!("{rule}, and is missing"))),
                (Some(_), Some(_)) => {
                    return Err(ParameterError::malformed(format_args!("{rule}, and is given twice")));
                }
            }
        }
        Ok(())
    }

    /// Returns the operation that the request was split for.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the request as it arrived, or `None` if there was only a list of values.
    pub(crate) fn request(&self) -> Option<&'r http::Request<Bytes>> {
        self.request
    }

    /// Returns the path as it arrived, including the base path. Empty if there was no URL.
    pub fn path(&self) -> &'r str {
        self.path
    }

    /// Returns every parameter that arrived, declared or not, in the order in which it was sent. Headers are only
    /// included if they are declared.
    pub fn parameters(&self) -> &[ReceivedParameter<'r>] {
        &self.parameters
    }

    /// Returns the text of a header, if it arrived.
    ///
    /// # Errors
    /// The header is repeated, so that two readers could take different values, or it is not ASCII.
    pub fn header(&self, name: &str) -> Result<Option<&str>, ParameterError> {
        self.check_single(name)?;
        let text = self.headers.get(name).map(http::HeaderValue::to_str).transpose();
        text.map_err(|_| ParameterError::malformed(format_args!("the header `{name}` is not ASCII")))
    }

    /// Returns the body as it arrived.
    pub fn body(&self) -> &'r [u8] {
        self.body
    }

    /// Returns the value of a name in the query or the body as text, if it arrived. `None` for a file.
    ///
    /// # Errors
    /// The name is repeated, so that two readers could take different values.
    pub fn text(&self, name: &str) -> Result<Option<&str>, ParameterError> {
        let travels = |place| matches!(place, Place::Query | Place::Body);
        let mut arrived = self.parameters.iter().filter(|arrived| travels(arrived.place) && arrived.name == name);
        match (arrived.next(), arrived.next()) {
            (Some(_), Some(_)) => Err(ParameterError::malformed(format_args!("`{name}` is given more than once"))),
            (first, _) => Ok(first.and_then(ReceivedParameter::text)),
        }
    }

    /// Refuses a request that violates a rule over several parameters.
    ///
    /// # Errors
    /// The rule and what arrived.
    pub(crate) fn check_together(&self) -> Result<(), ParameterError> {
        check_together(self.operation, |parameter| {
            let arrived = self.arrived(parameter).next()?;
            Some(Cow::Borrowed(arrived.text().unwrap_or_default()))
        })
    }
}

/// Returns whether a body that is one parameter is a JSON object, so that its members can be signed and a rule can add
/// to them.
pub(crate) fn is_object(operation: &Operation, body: &[u8]) -> bool {
    let whole = operation.whole_body().map(Parameter::schema);
    let is_json = whole.is_some_and(|schema| !matches!(schema, Schema::String | Schema::Text | Schema::Bytes));
    is_json && body.trim_ascii_start().first() == Some(&b'{')
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

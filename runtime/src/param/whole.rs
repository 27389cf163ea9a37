//! A field that is the whole body.
//!
//! Text and bytes are sent unchanged; everything else is JSON. The members of an object are components like the
//! parameters of any other JSON body, so that a scheme can sign them and add to them.

use bytes::Bytes;
use serde_json::value::RawValue;

use super::draft::{Form, Origin};
use super::encoder::{Encoder, check_count};
use super::error::ParameterError;
use super::members::json_members;
use super::received::{Received, ReceivedValue};
use crate::decode::{Decode, Written, utf8};
use crate::operation::{Parameter, Place, Schema};
use crate::value::{File, ParamValue, ValueError, read_json, write_json};

/// A type that can be a whole body: everything that can be decoded from JSON, text, and bytes.
///
/// ```
/// use bytes::Bytes;
/// use countersign::operation::{Body, Method, Operation, Parameter, PathTemplate, Place, Schema};
/// use countersign::param::{Encoder, ParameterError, Received};
/// use countersign::scheme::Scheme;
/// use countersign::{Client, Endpoint, Envelope};
///
/// /// Stores a picture, and perhaps its caption.
/// struct StorePicture(Bytes);
///
/// impl Endpoint for StorePicture {
///     type Response = ();
///
///     const OPERATION: &'static Operation =
///         &Operation::new("store_picture", Method::Put, PathTemplate::new("/picture"))
///             .with_body(Body::Whole)
///             .with_parameters(&[Parameter::new("picture", "", Schema::Bytes)
///                 .with_place(Place::Body)
///                 .with_content_type(Some("image/png"))]);
///
///     fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
///         to.whole(0, &self.0)
///     }
///
///     fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError> {
///         from.whole(0).map(Self)
///     }
/// }
///
/// let client: Client = Client::builder("https://books.example", Scheme::none(), Envelope::none()).build()?;
/// let request = client.prepare(&StorePicture(Bytes::from_static(b"\x89PNG")))?.request;
/// assert_eq!(request.headers()["content-type"], "image/png");
/// let received = Received::new(StorePicture::OPERATION, &request)?;
/// assert_eq!(StorePicture::parse(&received)?.0, &b"\x89PNG"[..]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a whole body",
    label = "does not implement `Decode`",
    note = "possible types: structs with `#[model]` and lists of them, `String`, `Bytes`, and everything else that can be \
            read from an answer"
)]
// Not a supertrait of `Decode`: then a type without it would be reported twice.
pub trait WholeBody: Sized {
    /// The schema of the body.
    const BODY: Schema;

    /// Passes the value to the encoder, as the parameter at `index`.
    ///
    /// # Errors
    /// The value violates a rule of its definition.
    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError>;

    /// Reads a whole body.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use countersign::param::WholeBody;
    ///
    /// let titles = Vec::<String>::read(&Bytes::from(r#"["Faust", "Emma"]"#))?;
    /// assert_eq!(titles, ["Faust", "Emma"]);
    /// # Ok::<(), countersign::param::ValueError>(())
    /// ```
    ///
    /// # Errors
    /// It is not such a value.
    fn read(bytes: &Bytes) -> Result<Self, ValueError>;
}

#[diagnostic::do_not_recommend]
impl<T: Decode> WholeBody for T {
    const BODY: Schema = T::SCHEMA;

    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        let parameter = to.parameter(index)?;
        let refuse = |error| ParameterError::value(parameter, error);
        if let Some(raw) = self.to_raw() {
            check(parameter, &raw).map_err(refuse)?;
            to.bytes(parameter, raw);
            return Ok(());
        }
        let mut json = Vec::new();
        write_json(&mut json, &Written(self)).map_err(refuse)?;
        check(parameter, &json).map_err(refuse)?;
        match json.first() {
            Some(b'{') => to.members(&json).map_err(ParameterError::malformed),
            _ => {
                to.bytes(parameter, json.into());
                Ok(())
            }
        }
    }

    fn read(bytes: &Bytes) -> Result<Self, ValueError> {
        let refuse = |problem| ValueError::new("text", problem);
        match T::from_raw(bytes) {
            Some(raw) => raw.map_err(refuse),
            None => read_json(utf8(bytes).map_err(refuse)?),
        }
    }
}

impl Encoder<'_> {
    /// Encodes the parameter at `index` as the whole body.
    ///
    /// ```
    /// # use countersign::param::{Encoder, ParameterError};
    /// /// The `encode` of a request whose text is the body.
    /// fn encode(text: &String, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
    ///     to.whole(0, text)
    /// }
    /// ```
    ///
    /// # Errors
    /// The value violates a rule of its definition.
    pub fn whole<T: WholeBody>(&mut self, index: usize, value: &T) -> Result<(), ParameterError> {
        self.draft.has_whole_body = true;
        value.encode(index, self)
    }

    /// Encodes the parameter at `index` as the whole body if it is set.
    ///
    /// ```
    /// # use countersign::param::{Encoder, ParameterError};
    /// /// The `encode` of a request whose text, if there is one, is the body.
    /// fn encode(text: &Option<String>, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
    ///     to.optional_whole(0, text)
    /// }
    /// ```
    ///
    /// # Errors
    /// The value violates a rule of its definition.
    pub fn optional_whole<T: WholeBody>(&mut self, index: usize, value: &Option<T>) -> Result<(), ParameterError> {
        value.as_ref().map_or(Ok(()), |value| self.whole(index, value))
    }

    fn bytes(&mut self, parameter: &Parameter, bytes: Bytes) {
        let start = self.draft.open("");
        let form = self.draft.keep_file(File::new("", parameter.media_type(), bytes));
        self.draft.close(start, "", Place::Body, form, Origin::Field);
    }

    fn members(&mut self, object: &[u8]) -> serde_json::Result<()> {
        for (name, json) in json_members(object)? {
            let text = text_of(json)?;
            let start = self.draft.open(&name);
            self.draft.bytes.extend_from_slice(text.as_deref().unwrap_or(json.get()).as_bytes());
            let form = if text.is_some() { Form::Text } else { Form::Json };
            self.draft.close(start, &name, Place::Body, form, Origin::Field);
        }
        Ok(())
    }
}

impl Received<'_> {
    /// Reads the field at `index`, which is the whole body.
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Stores a note.
    /// #[endpoint(PUT, "/note", response = ())]
    /// pub struct StoreNote {
    ///     /// The note.
    ///     #[param(body)]
    ///     pub note: String,
    /// }
    ///
    /// let request = Request::put("/note").header("content-type", "text/plain").body("Ask for Faust.".into())?;
    /// let note: String = Received::new(StoreNote::OPERATION, &request)?.whole(0)?;
    /// assert_eq!(note, "Ask for Faust.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is missing or invalid.
    pub fn whole<T: WholeBody>(&self, index: usize) -> Result<T, ParameterError> {
        let missing = || ParameterError::missing(self.operation().whole_body().unwrap_or(&Parameter::UNKNOWN));
        self.optional_whole(index)?.ok_or_else(missing)
    }

    /// Reads the field at `index`, which is the whole body, if there is one.
    ///
    /// ```
    /// use countersign::param::Received;
    /// use countersign::{Endpoint, endpoint};
    /// use http::Request;
    ///
    /// /// Stores a note, or removes it.
    /// #[endpoint(PUT, "/note", response = ())]
    /// pub struct StoreNote {
    ///     /// The note.
    ///     #[param(body)]
    ///     pub note: Option<String>,
    /// }
    ///
    /// let request = Request::put("/note").body(Default::default())?;
    /// let note: Option<String> = Received::new(StoreNote::OPERATION, &request)?.optional_whole(0)?;
    /// assert_eq!(note, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is invalid.
    pub fn optional_whole<T: WholeBody>(&self, index: usize) -> Result<Option<T>, ParameterError> {
        let parameter = self.declared(index)?;
        let Some(arrived) = self.arrived(parameter).next() else { return Ok(None) };
        let bytes = match arrived.value() {
            ReceivedValue::File(file) => file.bytes().clone(),
            ReceivedValue::Text(text) | ReceivedValue::Json(text) => Bytes::copy_from_slice(text.as_bytes()),
        };
        let read = check(parameter, &bytes).and_then(|()| T::read(&bytes));
        read.map(Some).map_err(|error| ParameterError::value(parameter, error))
    }
}

/// Checks the limits of text, of bytes and of a list.
fn check(parameter: &Parameter, bytes: &[u8]) -> Result<(), ValueError> {
    let limits = parameter.limits();
    match parameter.schema() {
        Schema::String | Schema::Text => String::from_utf8_lossy(bytes).into_owned().check(&limits),
        Schema::Bytes => File::new("", "", bytes.to_vec()).check(&limits),
        Schema::List(_) if limits.min_items().or(limits.max_items()).is_some() => {
            let items: Vec<&RawValue> =
                serde_json::from_slice(bytes).map_err(|error| ValueError::new("a list", error))?;
            check_count(parameter, items.len())
        }
        _ => Ok(()),
    }
}

/// Returns a string member without its quotes and escapes.
pub(super) fn text_of(json: &RawValue) -> serde_json::Result<Option<String>> {
    json.get().starts_with('"').then(|| serde_json::from_str(json.get())).transpose()
}

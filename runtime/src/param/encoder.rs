//! Encodes the fields of a request as components of a draft.
//!
//! `#[endpoint]` generates one call per field. The encoder follows the field's entry in the table (place, style,
//! limits). A value that violates a rule is refused before anything is signed or sent.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::draft::{Draft, Form, Known, Origin};
use super::error::ParameterError;
use super::query;
use crate::decode::{Written, as_numbers};
use crate::operation::{Body, Operation, Parameter, Place, Presence, Segment, Style};
use crate::value::{ParamValue, Unwritten, ValueError, ValueWriter, Wrote, write_json};

/// A field of a request, of any shape: `T`, `Option<T>` or `Vec<T>`.
///
/// A list of these is data, whereas one call per field would be code that the compiler processes for every endpoint.
pub trait EncodeField {
    /// Passes the field to the encoder, as the parameter at `index`.
    ///
    /// # Errors
    /// The value violates a rule of its definition.
    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError>;
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> EncodeField for T {
    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        to.required(index, self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> EncodeField for Option<T> {
    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        to.optional(index, self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> EncodeField for Option<Vec<T>> {
    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        to.optional_list(index, self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> EncodeField for Vec<T> {
    fn encode(&self, index: usize, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        to.list(index, self)
    }
}

/// Encodes the fields of a request, in the order of [`Operation::parameters`].
///
/// The methods for fields of each shape, in a declaration by hand:
///
/// ```
/// use std::collections::BTreeMap;
/// use std::net::IpAddr;
/// use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema, Style};
/// use countersign::param::{Encoder, ParameterError, Received};
/// use countersign::scheme::Scheme;
/// use countersign::{Client, Endpoint, Envelope};
///
/// #[derive(Debug, PartialEq)]
/// struct FindVisits {
///     shop: String,
///     page: Option<u32>,
///     tags: Vec<String>,
///     days: Option<Vec<String>>,
///     filter: BTreeMap<String, String>,
///     from: IpAddr,
///     via: Option<IpAddr>,
///     except: Vec<IpAddr>,
/// }
///
/// const LIST: Schema = Schema::List(&Schema::String);
/// const OPTIONAL: Presence = Presence::Optional;
///
/// impl Endpoint for FindVisits {
///     type Response = Vec<String>;
///
///     const OPERATION: &'static Operation =
///         &Operation::new("find_visits", Method::Get, PathTemplate::new("/visits")).with_parameters(&[
///             Parameter::new("shop", "shop", Schema::String),
///             Parameter::new("page", "page", Schema::INTEGER).with_presence(OPTIONAL),
///             Parameter::new("tags", "tag", LIST).with_presence(Presence::List),
///             Parameter::new("days", "day", LIST).with_presence(OPTIONAL),
///             Parameter::new("filter", "filter", Schema::Map(&Schema::String))
///                 .with_style(Style::Brackets)
///                 .with_presence(OPTIONAL),
///             Parameter::new("from", "from", Schema::String),
///             Parameter::new("via", "via", Schema::String).with_presence(OPTIONAL),
///             Parameter::new("except", "except", LIST).with_presence(Presence::List),
///         ]);
///
///     fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
///         to.required(0, &self.shop)?;
///         to.optional(1, &self.page)?;
///         to.list(2, &self.tags)?;
///         to.optional_list(3, &self.days)?;
///         to.map(4, &self.filter)?;
///         to.display(5, &self.from)?;
///         to.optional_display(6, &self.via)?;
///         to.list_display(7, &self.except)
///     }
///
///     fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError> {
///         Ok(Self {
///             shop: from.required(0)?,
///             page: from.optional(1)?,
///             tags: from.list(2)?,
///             days: from.optional_list(3)?,
///             filter: from.map(4)?,
///             from: from.display(5)?,
///             via: from.optional_display(6)?,
///             except: from.list_display(7)?,
///         })
///     }
/// }
///
/// let client: Client = Client::builder("https://books.example", Scheme::none(), Envelope::none()).build()?;
/// let visits = FindVisits {
///     shop: String::from("berlin"),
///     page: None,
///     tags: vec![String::from("new"), String::from("used")],
///     days: None,
///     filter: BTreeMap::from([(String::from("age"), String::from("7"))]),
///     from: "192.0.2.1".parse()?,
///     via: None,
///     except: Vec::new(),
/// };
/// let request = client.prepare(&visits)?.request;
/// assert_eq!(request.uri().query(), Some("shop=berlin&tag=new&tag=used&filter%5Bage%5D=7&from=192.0.2.1"));
/// assert_eq!(FindVisits::parse(&Received::new(FindVisits::OPERATION, &request)?)?, visits);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Encoder<'d> {
    pub(super) draft: &'d mut Draft,
}

crate::secret::opaque!(Encoder<'_>);

impl<'d> Encoder<'d> {
    pub(crate) fn new(draft: &'d mut Draft) -> Self {
        Self { draft }
    }

    /// Encodes the parameters from `first` on, in the order of their table.
    ///
    /// ```
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema};
    /// # use countersign::param::{Encoder, ParameterError, Received};
    /// # use countersign::Endpoint;
    /// # struct FindBooks { title: String, page: Option<u32> }
    /// # impl Endpoint for FindBooks {
    /// #     type Response = Vec<String>;
    /// #     const OPERATION: &'static Operation = &Operation::ANY;
    /// // In the `encode` of a request with the fields `title` and `page`:
    /// fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
    ///     to.all(0, &[&self.title, &self.page])
    /// }
    /// #     fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError> {
    /// #         let (title, page) = from.all(0)?;
    /// #         Ok(Self { title, page })
    /// #     }
    /// # }
    /// ```
    ///
    /// # Errors
    /// The first value that violates a rule of its definition.
    pub fn all(&mut self, first: usize, fields: &[&dyn EncodeField]) -> Result<(), ParameterError> {
        fields.iter().zip(first..).try_for_each(|(field, index)| field.encode(index, self))
    }

    /// Encodes the parameter at `index`.
    ///
    /// # Errors
    /// The value violates a rule of its definition.
    pub fn required<T: ParamValue>(&mut self, index: usize, value: &T) -> Result<(), ParameterError> {
        self.one(self.parameter(index)?, value)
    }

    /// Encodes the parameter at `index` if it is set.
    ///
    /// # Errors
    /// The value violates a rule of its definition.
    pub fn optional<T: ParamValue>(&mut self, index: usize, value: &Option<T>) -> Result<(), ParameterError> {
        match value {
            Some(value) => self.required(index, value),
            None => Ok(()),
        }
    }

    /// Encodes the list at `index` if it is set. In a JSON body, an empty one is sent as well.
    ///
    /// # Errors
    /// The list or one of its values violates a rule of its definition.
    pub fn optional_list<T: ParamValue>(
        &mut self,
        index: usize,
        values: &Option<Vec<T>>,
    ) -> Result<(), ParameterError> {
        match values.as_deref() {
            None => Ok(()),
            Some([]) => {
                let parameter = self.parameter(index)?;
                check_count(parameter, 0).map_err(|error| ParameterError::value(parameter, error))?;
                self.push_json(parameter, &Written::<[T]>(&[]), Form::Json)
            }
            Some(values) => self.list(index, values),
        }
    }

    /// Encodes the list at `index`. An empty list is not sent.
    ///
    /// # Errors
    /// The list or one of its values violates a rule of its definition.
    pub fn list<T: ParamValue>(&mut self, index: usize, values: &[T]) -> Result<(), ParameterError> {
        let parameter = self.parameter(index)?;
        let refuse = |error| ParameterError::value(parameter, error);
        check_count(parameter, values.len()).map_err(refuse)?;
        for value in values {
            value.check(&parameter.limits()).map_err(refuse)?;
        }
        if values.is_empty() {
            return Ok(());
        }
        match parameter.style() {
            Style::Joined(separator) => self.joined(parameter, separator, values),
            Style::JsonText => self.push_json(parameter, &Written(values), Form::Text),
            Style::Number => {
                let written = as_numbers(&Written(values));
                let numbers =
                    written.map_err(|error| refuse(ValueError::new("a list that can be written as JSON", error)))?;
                match numbers.other() {
                    Some(other) => Err(refuse(ValueError::new("a list of numbers", format_args!("{other:?}")))),
                    None => self.push_json(parameter, &numbers, Form::Json),
                }
            }
            Style::Plain if in_json(self.draft.operation, parameter) => {
                self.push_json(parameter, &Written(values), Form::Json)
            }
            _ => values.iter().try_for_each(|value| self.one(parameter, value)),
        }
    }

    /// Encodes the map at `index`, with each entry as a parameter. An empty map is not sent.
    ///
    /// # Errors
    /// The map, one of its names or one of its values violates a rule of its definition.
    pub fn map<T: ParamValue>(&mut self, index: usize, entries: &BTreeMap<String, T>) -> Result<(), ParameterError> {
        let parameter = self.parameter(index)?;
        check_count(parameter, entries.len()).map_err(|error| ParameterError::value(parameter, error))?;
        entries.iter().try_for_each(|(key, value)| self.entry(parameter, key, value))
    }

    fn entry<T: ParamValue>(
        &mut self,
        parameter: &'static Parameter,
        key: &str,
        value: &T,
    ) -> Result<(), ParameterError> {
        let refuse = |error| ParameterError::value(parameter, error);
        value.check(&parameter.limits()).map_err(refuse)?;
        let operation = self.draft.operation;
        let name = match parameter.style() {
            Style::Brackets => format!("{}[{key}]", parameter.wire_name()),
            _ => key.to_owned(),
        };
        if parameter.style() == Style::Brackets && parameter.key_in(&name).is_none() {
            return Err(refuse(ValueError::new("a map with names without brackets", format_args!("{key:?}"))));
        }
        if parameter.style() == Style::Entries && (key.is_empty() || is_declared(operation, parameter.place(), key)) {
            let rule = "a map of names that the operation does not declare";
            return Err(refuse(ValueError::new(rule, format_args!("{key:?}"))));
        }
        let start = self.draft.open(&name);
        let mut writer = ValueWriter::new(&mut self.draft.bytes);
        value.write(&mut writer);
        let wrote = writer.finish().map_err(|unwritten| refuse(not_text(*unwritten, "a map of values")))?;
        self.draft.close(start, &name, parameter.place(), form_of(wrote), Origin::Field);
        Ok(())
    }

    /// Encodes the parameter at `index`, which is written by its `Display`.
    ///
    /// # Errors
    /// The text violates a rule of its definition.
    pub fn display<T: Display>(&mut self, index: usize, value: &T) -> Result<(), ParameterError> {
        self.required(index, &value.to_string())
    }

    /// Encodes the parameter at `index`, which is written by its `Display`, if it is set.
    ///
    /// # Errors
    /// The text violates a rule of its definition.
    pub fn optional_display<T: Display>(&mut self, index: usize, value: &Option<T>) -> Result<(), ParameterError> {
        self.optional(index, &value.as_ref().map(T::to_string))
    }

    /// Encodes the list at `index`, whose items are written by their `Display`.
    ///
    /// # Errors
    /// The list or one of its items violates a rule of its definition.
    pub fn list_display<T: Display>(&mut self, index: usize, values: &[T]) -> Result<(), ParameterError> {
        self.list(index, &values.iter().map(T::to_string).collect::<Vec<_>>())
    }

    #[inline]
    pub(super) fn parameter(&self, index: usize) -> Result<&'static Parameter, ParameterError> {
        let parameters = self.draft.operation.parameters();
        parameters.get(index).ok_or_else(|| not_declared(index, parameters.len()))
    }

    fn one<T: ParamValue>(&mut self, parameter: &'static Parameter, value: &T) -> Result<(), ParameterError> {
        let refuse = |error| ParameterError::value(parameter, error);
        value.check(&parameter.limits()).map_err(refuse)?;
        if parameter.presence() == Presence::Nullable && value.is_absent() {
            return Ok(());
        }
        if matches!(parameter.style(), Style::JsonText) {
            return self.push_json(parameter, &Written(value), Form::Text);
        }
        let start = self.draft.open(parameter.wire_name());
        let mut writer = ValueWriter::new(&mut self.draft.bytes);
        value.write(&mut writer);
        let wrote = writer.finish();
        self.written(parameter, start, wrote)
    }

    /// Ends a parameter whose value was written from `start`. Not generic, so that it is compiled once.
    fn written(
        &mut self,
        parameter: &'static Parameter,
        start: usize,
        wrote: Result<Wrote, Box<Unwritten>>,
    ) -> Result<(), ParameterError> {
        let is_number = matches!(parameter.style(), Style::Number);
        let (form, is_plain) = match wrote {
            Ok(Wrote { is_json: false, is_plain }) if !is_number => (Form::Text, is_plain),
            Ok(Wrote { is_json: true, is_plain: true }) if !is_number && parameter.place() != Place::Body => {
                (Form::Json, true)
            }
            wrote => {
                let is_plain = wrote.as_ref().is_ok_and(|wrote| wrote.is_plain);
                match self.adapted(parameter, start, wrote) {
                    Ok(Some(form)) => (form, is_plain),
                    Ok(None) => return Ok(()),
                    Err(error) => return Err(ParameterError::value(parameter, error)),
                }
            }
        };
        self.push(parameter, start, form, is_plain)
    }

    /// Adapts a value that is not sent as it was written; `None` if it is left out.
    #[cold]
    fn adapted(
        &mut self,
        parameter: &Parameter,
        start: usize,
        wrote: Result<Wrote, Box<Unwritten>>,
    ) -> Result<Option<Form>, ValueError> {
        let form = match wrote.map_err(|unwritten| *unwritten) {
            Ok(wrote) => form_of(wrote),
            Err(Unwritten::File(file)) if self.draft.operation.body() == Body::Multipart => {
                return Ok(Some(self.draft.keep_file(file)));
            }
            Err(unwritten) => return Err(not_text(unwritten, "in a `body = multipart` operation")),
        };
        let written = self.draft.bytes.get(start..).unwrap_or_default();
        if matches!(form, Form::Json) {
            check_json(written)?;
            if parameter.presence() == Presence::Nullable && written == b"null" {
                return Ok(Some(form));
            }
        }
        let form = if parameter.style() == Style::Number { number_form(written)? } else { form };
        match form {
            Form::Json if in_json(self.draft.operation, parameter) => match self.json_member(start) {
                // Left out here as well: what was written does not belong to any component.
                None if parameter.presence() != Presence::Required => Ok(None),
                None => Err(ValueError::new("a value: the other side reads `null` as absent", "null")),
                member => Ok(member),
            },
            form => Ok(Some(form)),
        }
    }

    /// Turns the JSON written from `start` into a member. A string is stored without its quotes, because that is how it
    /// is signed; `null` is not a member.
    fn json_member(&mut self, start: usize) -> Option<Form> {
        match self.draft.bytes.get(start..) {
            Some(b"null") => None,
            Some(quoted @ [b'"', ..]) => {
                let text = serde_json::from_slice::<String>(quoted).ok();
                Some(text.map_or(Form::Json, |text| {
                    self.draft.bytes.truncate(start);
                    self.draft.bytes.extend_from_slice(text.as_bytes());
                    Form::Text
                }))
            }
            _ => Some(Form::Json),
        }
    }

    fn push_json<T: serde::Serialize + ?Sized>(
        &mut self,
        parameter: &'static Parameter,
        value: &T,
        form: Form,
    ) -> Result<(), ParameterError> {
        let start = self.draft.open(parameter.wire_name());
        write_json(&mut self.draft.bytes, value).map_err(|error| ParameterError::value(parameter, error))?;
        self.push(parameter, start, form, false)
    }

    fn joined<T: ParamValue>(
        &mut self,
        parameter: &'static Parameter,
        separator: &str,
        values: &[T],
    ) -> Result<(), ParameterError> {
        let start = self.draft.open(parameter.wire_name());
        for (position, value) in values.iter().enumerate() {
            if position > 0 {
                self.draft.bytes.extend_from_slice(separator.as_bytes());
            }
            let item = self.draft.bytes.len();
            let mut writer = ValueWriter::new(&mut self.draft.bytes);
            value.write(&mut writer);
            let wrote = writer.finish().map_err(|unwritten| not_text(*unwritten, "a list of values"));
            let written = self.draft.bytes.get(item..).unwrap_or_default();
            let checked = wrote.and_then(|_| check_item(written, separator));
            checked.map_err(|error| ParameterError::value(parameter, error))?;
        }
        self.push(parameter, start, Form::Text, false)
    }

    /// Ends a parameter. Not inlined: the copies in the code of each type would not fit in the processor's cache.
    #[inline(never)]
    fn push(
        &mut self,
        parameter: &'static Parameter,
        start: usize,
        form: Form,
        plain_value: bool,
    ) -> Result<(), ParameterError> {
        if parameter.place() == Place::Path {
            self.check_path(parameter, start)?;
        }
        let known = Known { plain_name: parameter.plain_name(), plain_value, rank: parameter.rank(), json: false };
        let name = Draft::opened(start, parameter.wire_name());
        self.draft.close_with(start, name, parameter.place(), form, Origin::Field, known);
        Ok(())
    }

    /// Checks a value in the path.
    fn check_path(&self, parameter: &'static Parameter, start: usize) -> Result<(), ParameterError> {
        let written = String::from_utf8_lossy(self.draft.bytes.get(start..).unwrap_or_default());
        let is_it = |segment| segment == Segment::CatchAll(parameter.name());
        let check = match self.draft.operation.path().segments().any(is_it) {
            true => query::check_segments,
            false => query::check_segment,
        };
        check(&written).map_err(|error| ParameterError::value(parameter, error))
    }
}

#[cold]
fn not_declared(index: usize, count: usize) -> ParameterError {
    ParameterError::malformed(format_args!("there is no parameter {index}: the operation declares {count}"))
}

fn form_of(wrote: Wrote) -> Form {
    if wrote.is_json { Form::Json } else { Form::Text }
}

/// Returns why a value was not written. `rule` is violated by a file.
fn not_text(unwritten: Unwritten, rule: &'static str) -> ValueError {
    match unwritten {
        Unwritten::Error(error) => error,
        Unwritten::File(_) => ValueError::new(rule, "a file"),
    }
}

/// Returns whether a name belongs to a declared parameter or a constant, so that it cannot be an entry of a map.
pub(super) fn is_declared(operation: &Operation, place: Place, name: &str) -> bool {
    let is_parameter =
        |each: &Parameter| each.travels_as(place, name) || each.style() != Style::Entries && each.wire_name() == name;
    operation.parameters().iter().any(is_parameter) || operation.constants().iter().any(|each| each.name() == name)
}

/// Returns whether a parameter is a member of a JSON body.
pub(super) fn in_json(operation: &Operation, parameter: &Parameter) -> bool {
    parameter.place() == Place::Body && operation.body() == Body::Json
}

pub(super) fn check_count(parameter: &Parameter, count: usize) -> Result<(), ValueError> {
    let limits = &parameter.limits();
    match (limits.min_items(), limits.max_items()) {
        (Some(least), _) if count < least => {
            Err(ValueError::new(format!("a list of at least {least}"), format_args!("a list of {count}")))
        }
        (_, Some(most)) if count > most => {
            Err(ValueError::new(format!("a list of at most {most}"), format_args!("a list of {count}")))
        }
        _ => Ok(()),
    }
}

/// Checks an item: if it were empty or contained the separator, it would be read back as another list.
pub(super) fn check_item(item: &[u8], separator: &str) -> Result<(), ValueError> {
    if item.is_empty() {
        return Err(ValueError::new("a list without empty items: they are joined into one string", "an empty item"));
    }
    let contains = match separator.as_bytes() {
        [byte] => item.contains(byte),
        longer => item.windows(longer.len().max(1)).any(|window| window == longer),
    };
    if contains {
        let rule = format!("a list of items without `{separator}`, which separates them");
        return Err(ValueError::new(rule, String::from_utf8_lossy(item)));
    }
    Ok(())
}

/// Checks JSON that a user's type wrote, which may be a float that is not a number: its text begins unlike any JSON.
fn check_json(written: &[u8]) -> Result<(), ValueError> {
    match written {
        [b'N' | b'i', ..] | [b'-', b'i', ..] => {
            Err(ValueError::new("a finite number", String::from_utf8_lossy(written)))
        }
        _ => Ok(()),
    }
}

/// Checks the style `number`: only a JSON number may be unquoted.
fn number_form(written: &[u8]) -> Result<Form, ValueError> {
    match serde_json::from_slice::<serde_json::Number>(written) {
        Ok(_) => Ok(Form::Json),
        Err(_) => Err(ValueError::new("a number", format_args!("{:?}", String::from_utf8_lossy(written)))),
    }
}

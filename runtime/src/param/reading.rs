//! Reads the fields of a received request, each according to its place in the table.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use super::encoder::{check_count, check_item, in_json};
use super::error::ParameterError;
use super::received::{Received, ReceivedParameter, ReceivedValue};
use crate::operation::{Parameter, Presence, Style};
use crate::value::{ParamValue, ValueError, read_json};

impl<'r> Received<'r> {
    /// Reads the field at `index`.
    ///
    /// ```
    /// use countersign::param::{ParameterError, Received};
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Schema};
    /// # use http::Request;
    ///
    /// const FIND: &Operation = &Operation::new("find", Method::Get, PathTemplate::new("/books"))
    ///     .with_parameters(&[Parameter::new("title", "title", Schema::String)]);
    ///
    /// let request = Request::get("/books?title=Faust").body(Default::default())?;
    /// let title: String = Received::new(FIND, &request)?.required(0)?;
    /// assert_eq!(title, "Faust");
    ///
    /// let request = Request::get("/books").body(Default::default())?;
    /// let missing: Result<String, ParameterError> = Received::new(FIND, &request)?.required(0);
    /// assert!(missing.is_err_and(|error| error.is_missing()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is missing, repeated or invalid.
    pub fn required<T: ParamValue>(&self, index: usize) -> Result<T, ParameterError> {
        let parameter = self.declared(index)?;
        let absent = || if parameter.presence() == Presence::Nullable { T::absent() } else { None };
        self.one(parameter)?.or_else(absent).ok_or_else(|| ParameterError::missing(parameter))
    }

    /// Reads the field at `index`, or returns its default if it did not arrive.
    ///
    /// ```
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema};
    /// # use http::Request;
    ///
    /// const FIND: &Operation = &Operation::new("find", Method::Get, PathTemplate::new("/books"))
    ///     .with_parameters(&[Parameter::new("limit", "limit", Schema::INTEGER).with_presence(Presence::Default)]);
    ///
    /// let request = Request::get("/books").body(Default::default())?;
    /// let limit: u32 = Received::new(FIND, &request)?.defaulted(0, || 10)?;
    /// assert_eq!(limit, 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is repeated or invalid.
    pub fn defaulted<T: ParamValue>(&self, index: usize, default: impl FnOnce() -> T) -> Result<T, ParameterError> {
        Ok(self.one(self.declared(index)?)?.unwrap_or_else(default))
    }

    /// Reads the field at `index`, if it arrived.
    ///
    /// ```
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema};
    /// # use http::Request;
    ///
    /// const FIND: &Operation = &Operation::new("find", Method::Get, PathTemplate::new("/books"))
    ///     .with_parameters(&[Parameter::new("limit", "limit", Schema::INTEGER).with_presence(Presence::Optional)]);
    ///
    /// let request = Request::get("/books").body(Default::default())?;
    /// let limit: Option<u32> = Received::new(FIND, &request)?.optional(0)?;
    /// assert_eq!(limit, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is repeated or invalid.
    pub fn optional<T: ParamValue>(&self, index: usize) -> Result<Option<T>, ParameterError> {
        self.one(self.declared(index)?)
    }

    /// Reads the list at `index`, which is empty if it did not arrive.
    ///
    /// ```
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema, Style};
    /// # use http::Request;
    ///
    /// const TAGS: Parameter = Parameter::new("tags", "tags", Schema::List(&Schema::String));
    /// const FIND: &Operation = &Operation::new("find", Method::Get, PathTemplate::new("/books"))
    ///     .with_parameters(&[TAGS.with_presence(Presence::List).with_style(Style::Joined(","))]);
    ///
    /// let request = Request::get("/books?tags=new,used").body(Default::default())?;
    /// let tags: Vec<String> = Received::new(FIND, &request)?.list(0)?;
    /// assert_eq!(tags, ["new", "used"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// One of its items is invalid.
    pub fn list<T: ParamValue>(&self, index: usize) -> Result<Vec<T>, ParameterError> {
        let parameter = self.declared(index)?;
        let refuse = |error| ParameterError::value(parameter, error);
        let list: Vec<T> = match parameter.style() {
            Style::Joined(separator) => match self.single(parameter)?.and_then(ReceivedParameter::text) {
                None | Some("") => Vec::new(),
                Some(text) => text
                    .split(separator)
                    .map(|item| check_item(item.as_bytes(), separator).and_then(|()| T::parse(item)))
                    .collect::<Result<_, _>>()
                    .map_err(refuse)?,
            },
            Style::JsonText => self.json_list(parameter)?,
            Style::Plain | Style::Number if in_json(self.operation(), parameter) => self.json_list(parameter)?,
            _ => self
                .arrived(parameter)
                .map(|arrived| self.read(parameter, arrived.value()))
                .collect::<Result<_, _>>()
                .map_err(refuse)?,
        };
        if list.is_empty() && parameter.limits().min_items().is_some_and(|least| least > 0) {
            return Err(ParameterError::missing(parameter));
        }
        check_count(parameter, list.len()).map_err(refuse)?;
        list.iter().try_for_each(|item| item.check(&parameter.limits())).map_err(refuse)?;
        Ok(list)
    }

    /// Reads the list at `index`, if it arrived.
    ///
    /// ```
    /// use countersign::param::Received;
    /// # use countersign::operation::{Body, Method, Operation, Parameter, PathTemplate, Place, Presence, Schema};
    /// # use http::Request;
    ///
    /// const TAGS: Parameter = Parameter::new("tags", "tags", Schema::List(&Schema::String));
    /// const CHANGE: &Operation = &Operation::new("change", Method::Patch, PathTemplate::new("/book"))
    ///     .with_body(Body::Json)
    ///     .with_parameters(&[TAGS.with_place(Place::Body).with_presence(Presence::Optional)]);
    ///
    /// // An empty list removes all tags; no list leaves them alone.
    /// let request = Request::patch("/book").header("content-type", "application/json");
    /// let request = request.body(r#"{"tags": []}"#.into())?;
    /// let tags: Option<Vec<String>> = Received::new(CHANGE, &request)?.optional_list(0)?;
    /// assert_eq!(tags, Some(Vec::new()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// One of its items is invalid.
    pub fn optional_list<T: ParamValue>(&self, index: usize) -> Result<Option<Vec<T>>, ParameterError> {
        let has_arrived = self.arrived(self.declared(index)?).next().is_some();
        has_arrived.then(|| self.list(index)).transpose()
    }

    /// Reads the map at `index`, which is empty if no entry arrived.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema, Style};
    /// # use http::Request;
    ///
    /// const FILTER: Parameter = Parameter::new("filter", "filter", Schema::Map(&Schema::String));
    /// const FIND: &Operation = &Operation::new("find", Method::Get, PathTemplate::new("/books"))
    ///     .with_parameters(&[FILTER.with_presence(Presence::List).with_style(Style::Brackets)]);
    ///
    /// let request = Request::get("/books?filter[language]=de").body(Default::default())?;
    /// let filter: BTreeMap<String, String> = Received::new(FIND, &request)?.map(0)?;
    /// assert_eq!(filter["language"], "de");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A name is repeated, or one of the values is invalid.
    pub fn map<T: ParamValue>(&self, index: usize) -> Result<BTreeMap<String, T>, ParameterError> {
        let parameter = self.declared(index)?;
        let mut map = BTreeMap::new();
        for arrived in self.parameters().iter().filter(|arrived| arrived.place() == parameter.place()) {
            let key = match parameter.style() {
                Style::Brackets => parameter.key_in(arrived.name()),
                _ => Some(arrived.name()).filter(|name| !self.is_known(arrived.place(), name)),
            };
            let Some(key) = key else { continue };
            let value =
                self.read(parameter, arrived.value()).map_err(|error| ParameterError::value(parameter, error))?;
            if map.insert(key.to_owned(), value).is_some() {
                return Err(ParameterError::repeated(parameter));
            }
        }
        check_count(parameter, map.len()).map_err(|error| ParameterError::value(parameter, error))?;
        Ok(map)
    }

    /// Reads the field at `index` by its `FromStr`.
    ///
    /// ```
    /// use std::net::IpAddr;
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Schema};
    /// # use http::Request;
    ///
    /// const VISITS: &Operation = &Operation::new("visits", Method::Get, PathTemplate::new("/visits"))
    ///     .with_parameters(&[Parameter::new("from", "from", Schema::String)]);
    ///
    /// let request = Request::get("/visits?from=192.0.2.1").body(Default::default())?;
    /// let from: IpAddr = Received::new(VISITS, &request)?.display(0)?;
    /// assert!(from.is_ipv4());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is missing, repeated or invalid.
    pub fn display<T: FromStr<Err: Display>>(&self, index: usize) -> Result<T, ParameterError> {
        self.parsed(index, &self.required::<String>(index)?)
    }

    /// Reads the field at `index` by its `FromStr`, or returns its default if it did not arrive.
    ///
    /// ```
    /// use std::net::IpAddr;
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema};
    /// # use http::Request;
    ///
    /// const VISITS: &Operation = &Operation::new("visits", Method::Get, PathTemplate::new("/visits"))
    ///     .with_parameters(&[Parameter::new("from", "from", Schema::String).with_presence(Presence::Default)]);
    ///
    /// let request = Request::get("/visits?from=192.0.2.1").body(Default::default())?;
    /// let from: IpAddr = Received::new(VISITS, &request)?.defaulted_display(0, || [127, 0, 0, 1].into())?;
    /// assert_eq!(from.to_string(), "192.0.2.1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is repeated or invalid.
    pub fn defaulted_display<T: FromStr<Err: Display>>(
        &self,
        index: usize,
        default: impl FnOnce() -> T,
    ) -> Result<T, ParameterError> {
        Ok(self.optional_display(index)?.unwrap_or_else(default))
    }

    /// Reads the field at `index` by its `FromStr`, if it arrived.
    ///
    /// ```
    /// use std::net::IpAddr;
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema};
    /// # use http::Request;
    ///
    /// const VISITS: &Operation = &Operation::new("visits", Method::Get, PathTemplate::new("/visits"))
    ///     .with_parameters(&[Parameter::new("from", "from", Schema::String).with_presence(Presence::Optional)]);
    ///
    /// let request = Request::get("/visits").body(Default::default())?;
    /// let from: Option<IpAddr> = Received::new(VISITS, &request)?.optional_display(0)?;
    /// assert_eq!(from, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is repeated or invalid.
    pub fn optional_display<T: FromStr<Err: Display>>(&self, index: usize) -> Result<Option<T>, ParameterError> {
        self.optional::<String>(index)?.map(|text| self.parsed(index, &text)).transpose()
    }

    /// Reads the list at `index`, and its items by their `FromStr`.
    ///
    /// ```
    /// use std::net::IpAddr;
    /// use countersign::param::Received;
    /// # use countersign::operation::{Method, Operation, Parameter, PathTemplate, Presence, Schema};
    /// # use http::Request;
    ///
    /// const FROM: Parameter = Parameter::new("from", "from", Schema::List(&Schema::String));
    /// const VISITS: &Operation = &Operation::new("visits", Method::Get, PathTemplate::new("/visits"))
    ///     .with_parameters(&[FROM.with_presence(Presence::List)]);
    ///
    /// let request = Request::get("/visits?from=192.0.2.1&from=::1").body(Default::default())?;
    /// let from: Vec<IpAddr> = Received::new(VISITS, &request)?.list_display(0)?;
    /// assert!(from[1].is_ipv6());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// One of its items is invalid.
    pub fn list_display<T: FromStr<Err: Display>>(&self, index: usize) -> Result<Vec<T>, ParameterError> {
        self.list::<String>(index)?.iter().map(|text| self.parsed(index, text)).collect()
    }

    fn parsed<T: FromStr<Err: Display>>(&self, index: usize, text: &str) -> Result<T, ParameterError> {
        let refuse = |error: T::Err| ValueError::new(format!("readable ({error})"), format_args!("{text:?}"));
        text.parse().map_err(|error| {
            self.declared(index).map_or_else(|error| error, |parameter| ParameterError::value(parameter, refuse(error)))
        })
    }

    fn json_list<T: ParamValue>(&self, parameter: &'static Parameter) -> Result<Vec<T>, ParameterError> {
        match self.single(parameter)?.and_then(ReceivedParameter::text) {
            None => Ok(Vec::new()),
            Some(text) => read_json(text).map_err(|error| ParameterError::value(parameter, error)),
        }
    }

    pub(super) fn declared(&self, index: usize) -> Result<&'static Parameter, ParameterError> {
        self.operation().parameters().get(index).ok_or_else(ParameterError::not_parsable)
    }

    pub(super) fn arrived(&self, parameter: &Parameter) -> impl Iterator<Item = &ReceivedParameter<'r>> {
        self.parameters().iter().filter(|arrived| arrived.is_of(parameter))
    }

    fn single(&self, parameter: &'static Parameter) -> Result<Option<&ReceivedParameter<'r>>, ParameterError> {
        let mut arrived = self.arrived(parameter);
        let first = arrived.next();
        if arrived.next().is_some() {
            return Err(ParameterError::repeated(parameter));
        }
        Ok(first)
    }

    fn one<T: ParamValue>(&self, parameter: &'static Parameter) -> Result<Option<T>, ParameterError> {
        self.single(parameter)?
            .map(|arrived| self.read(parameter, arrived.value()))
            .transpose()
            .map_err(|error| ParameterError::value(parameter, error))
    }

    fn read<T: ParamValue>(&self, parameter: &'static Parameter, value: &ReceivedValue<'_>) -> Result<T, ValueError> {
        let value: T = match value {
            ReceivedValue::Text(text) if parameter.style() == Style::JsonText => read_json(text)?,
            ReceivedValue::Text(text) if in_json(self.operation(), parameter) => T::from_json_text(text)?,
            ReceivedValue::Text(text) => T::parse(text)?,
            ReceivedValue::Json(text) => read_json(text)?,
            ReceivedValue::File(file) => T::from_file(file)?,
        };
        value.check(&parameter.limits())?;
        Ok(value)
    }
}

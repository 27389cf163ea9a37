//! The differences between a single call and the fields of its request: additional parameters, and parameters left out.
//!
//! `Call` collects them, and `prepare` applies them to the draft before it is signed, so that they are sent and signed
//! as if they were declared.

use std::fmt;

use serde::Serialize;
use serde_json::value::RawValue;

use super::draft::{Component, Draft, Form, Origin};
use super::error::ParameterError;
use super::query::{check_segment, check_utf8, read_pairs};
use crate::operation::{Body, Operation, Parameter, Place, Schema, Style};
use crate::value::{ValueError, range_rule, write_json};

/// Parameters that are added to one request, or left out of it.
///
/// [`Call::parameter`](crate::Call::parameter) and [`Call::without`](crate::Call::without) create them for a call; a
/// [`Preparation`](crate::Preparation) takes them directly.
#[derive(Clone, Default)]
pub struct Changes {
    /// Names, and values as JSON.
    added: Vec<(String, Result<String, ValueError>)>,
    without: Vec<String>,
    turn: Option<Turned>,
    /// A parameter that the client sets if the request does not.
    filled: Option<(&'static Parameter, String)>,
}

/// How another page than the request's own is requested.
#[derive(Clone)]
pub(crate) enum Turned {
    /// Sets this parameter to another value.
    To(&'static Parameter, String),
    /// Requests path and query of a URL on the API's host; without a path, that of the request.
    Target(Option<String>, String),
}

/// Prints names only: a value may be a secret.
impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let added: Vec<_> = self.added.iter().map(|(name, _)| name).collect();
        f.debug_struct("Changes").field("added", &added).field("without", &self.without).finish()
    }
}

impl Changes {
    /// No changes.
    pub const NONE: &'static Self = &Self { added: Vec::new(), without: Vec::new(), turn: None, filled: None };

    /// Adds a parameter that the operation does not declare: to its body, or to the query if it has no body or one
    /// field is the whole body. In a query or a form, a list repeats its name, and an object is written as JSON. If a
    /// name is added twice, the last value wins.
    ///
    /// ```
    /// use countersign::Changes;
    ///
    /// let changes = Changes::default().parameter("lang", "de").without("limit");
    /// # drop(changes);
    /// ```
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        let (name, mut text) = (name.into(), Vec::new());
        let value = write_json(&mut text, &value).map(|()| String::from_utf8_lossy(&text).into_owned());
        self.added.retain(|(other, _)| *other != name);
        self.added.push((name, value));
        self
    }

    /// Leaves out a declared parameter, named by its field or its name on the wire.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::value::Timestamp;
    /// # use countersign::{BaseUrl, Changes, Credentials, Preparation, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     #[param(default = String::from("en"))]
    /// #     pub language: String,
    /// # }
    /// # let (base_url, auth) = (BaseUrl::new("https://books.example")?, Scheme::none());
    /// # let (credentials, clock) = (Credentials::none(), Timestamp::now);
    /// let changes = Changes::default().without("language");
    /// let mut preparation = Preparation::new(&base_url, &auth, &credentials, &clock);
    /// preparation.changes = &changes;
    /// let prepared = preparation.prepare(&Titles::builder().build())?;
    /// assert_eq!(prepared.request.uri(), "https://books.example/titles");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn without(mut self, name: impl Into<String>) -> Self {
        self.without.push(name.into());
        self
    }

    /// Returns the changes that request another page.
    pub(crate) fn turned(turn: Turned) -> Self {
        Self { turn: Some(turn), ..Self::default() }
    }

    /// The changes of a redirect: what they say of the query is in its URL.
    pub(crate) fn redirected(&self, turn: Turned) -> Self {
        Self { turn: Some(turn), ..self.clone() }
    }

    /// Sets a parameter that the request leaves out.
    pub(crate) fn filled(self, parameter: &'static Parameter, text: String) -> Self {
        Self { filled: Some((parameter, text)), ..self }
    }

    /// Returns whether a URL from the other side is requested.
    pub(crate) fn follows(&self) -> bool {
        matches!(self.turn, Some(Turned::Target(..)))
    }

    /// Returns the path of the URL that is requested instead of the operation's own.
    pub(crate) fn target(&self) -> Option<&str> {
        match &self.turn {
            Some(Turned::Target(path, _)) => path.as_deref(),
            _ => None,
        }
    }

    /// Returns the names of the added parameters.
    pub(crate) fn added(&self) -> impl Iterator<Item = &str> {
        self.added.iter().map(|(name, _)| name.as_str())
    }

    /// Changes the parameters of a draft before anything is signed. `of_rule` returns the names that the signing rule
    /// adds.
    #[inline]
    pub(crate) fn apply(&self, draft: &mut Draft, of_rule: impl FnOnce() -> Vec<String>) -> Result<(), ParameterError> {
        if self.is_none() { Ok(()) } else { self.apply_some(draft, of_rule) }
    }

    fn is_none(&self) -> bool {
        self.filled.is_none() && self.turn.is_none() && self.without.is_empty() && self.added.is_empty()
    }

    #[inline(never)]
    fn apply_some(&self, draft: &mut Draft, of_rule: impl FnOnce() -> Vec<String>) -> Result<(), ParameterError> {
        if let Some((parameter, text)) = &self.filled {
            set(draft, parameter, text)?;
        }
        match &self.turn {
            None => {}
            Some(Turned::To(parameter, text)) => set(draft, parameter, text)?,
            Some(Turned::Target(path, query)) => follow(draft, path.is_some(), query, &of_rule())?,
        }
        self.without.iter().try_for_each(|name| leave_out(draft, name))?;
        if self.follows() && draft.operation.usual_place() == Place::Query {
            return Ok(());
        }
        self.added.iter().try_for_each(|(name, value)| add(draft, name, value))
    }
}

fn leave_out(draft: &mut Draft, name: &str) -> Result<(), ParameterError> {
    let operation = draft.operation;
    let refuse = |what: String| Err(ParameterError::malformed(format_args!("`{name}` cannot be left out: {what}")));
    if operation.constants().iter().any(|constant| constant.name() == name) {
        return refuse(format!("it is a constant, which every request of `{}` carries", operation.name()));
    }
    let left_out = named(operation, name);
    if let Some(key) = left_out.iter().find(|parameter| operation.idempotency() == Some(parameter.name())) {
        return refuse(format!("the server recognises a repetition by `{}`", key.wire_name()));
    }
    if left_out.is_empty() {
        let names: Vec<_> = operation.parameters().iter().map(|each| format!("`{}`", each.name())).collect();
        let known = if names.is_empty() { "no parameters".to_owned() } else { names.join(", ") };
        return refuse(format!("it is not a parameter of `{}`, which has {known}", operation.name()));
    }
    if left_out.iter().any(|parameter| parameter.place() == Place::Path) {
        return refuse(format!("it is a part of the path `{}`", operation.path()));
    }
    if draft.operation.body() == Body::Whole && left_out.iter().any(|parameter| parameter.place() == Place::Body) {
        draft.has_whole_body = false;
        draft.components.retain(|component| component.place != Some(Place::Body));
    }
    let is_left_out = |each: &Component| left_out.iter().any(|parameter| draft.is_of(each, parameter));
    let kept = draft.components.iter().filter(|each| !is_left_out(each)).copied().collect();
    draft.components = kept;
    Ok(())
}

/// Returns the parameter with this field name, or else those with this name on the wire, of which each place may have
/// one.
fn named(operation: &Operation, name: &str) -> Vec<&'static Parameter> {
    let is_called = |each: &&'static Parameter| match each.place() {
        Place::Header => each.wire_name().eq_ignore_ascii_case(name),
        _ => each.wire_name() == name,
    };
    match operation.parameter(name) {
        Some(parameter) => vec![parameter],
        None => operation.parameters().iter().filter(is_called).collect(),
    }
}

fn add(draft: &mut Draft, name: &str, value: &Result<String, ValueError>) -> Result<(), ParameterError> {
    let operation = draft.operation;
    let refuse = |what: String| Err(ParameterError::malformed(format_args!("the parameter `{name}` {what}")));
    if name.is_empty() {
        return refuse("has no name: an added parameter needs one".to_owned());
    }
    if let Some(declared) = operation.parameters().iter().find(|each| each.wire_name() == name) {
        return refuse(format!("is the field `{}` of `{}`: set that", declared.name(), operation.name()));
    }
    if operation.constants().iter().any(|constant| constant.name() == name) {
        return refuse(format!("is a constant of `{}`, which cannot be set: remove it", operation.name()));
    }
    match value.as_deref() {
        Err(error) => return refuse(error.to_string()),
        Ok("null") => return refuse("is null: to leave out a parameter, use `.without(name)`".to_owned()),
        Ok(list) if list.starts_with('[') && operation.body() != Body::Json => {
            let items: Vec<&RawValue> = serde_json::from_str(list).unwrap_or_default();
            items.iter().for_each(|item| push(draft, name, item.get()));
        }
        Ok(value) => push(draft, name, value),
    }
    Ok(())
}

/// Adds a parameter. A string is sent without its quotes, anything else as JSON.
fn push(draft: &mut Draft, name: &str, json: &str) {
    let start = draft.open(name);
    let text = json.starts_with('"').then(|| serde_json::from_str::<String>(json).ok()).flatten();
    draft.bytes.extend_from_slice(text.as_deref().unwrap_or(json).as_bytes());
    let form = if text.is_some() { Form::Text } else { Form::Json };
    draft.close(start, name, draft.operation.usual_place(), form, Origin::Field);
}

/// Sets a parameter to another value, in the form of its declared type.
fn set(draft: &mut Draft, parameter: &'static Parameter, text: &str) -> Result<(), ParameterError> {
    let refuse = |rule: String| Err(ParameterError::value(parameter, ValueError::new(rule, format_args!("{text:?}"))));
    let own = draft.components.iter().position(|component| draft.is_of(component, parameter));
    let is_number = match own.and_then(|index| draft.components.get(index)) {
        Some(component) => matches!(component.form, Form::Json),
        None => {
            parameter.style() == Style::Number || matches!(parameter.schema(), Schema::Integer { .. } | Schema::Number)
        }
    };
    let number = text.parse::<i128>().ok();
    if number.is_none() && (is_number || matches!(parameter.schema(), Schema::Integer { .. } | Schema::Id)) {
        return refuse(String::from("a whole number"));
    }
    let limits = parameter.limits();
    let is_above = number.zip(limits.maximum()).is_some_and(|(number, most)| number > i128::from(most));
    if is_above || number.zip(limits.minimum()).is_some_and(|(number, least)| number < i128::from(least)) {
        return refuse(range_rule(&limits));
    }
    if parameter.place() == Place::Path {
        check_segment(text).map_err(|error| ParameterError::value(parameter, error))?;
    }
    let start = draft.open(parameter.wire_name());
    draft.bytes.extend_from_slice(text.as_bytes());
    let form = if is_number { Form::Json } else { Form::Text };
    draft.close(start, parameter.wire_name(), parameter.place(), form, Origin::Field);
    if let Some(own) = own {
        draft.components.swap_remove(own);
    }
    Ok(())
}

/// Requests a URL from the other side: its query replaces the request's own. What the rule adds is left out, because it
/// is added again.
fn follow(draft: &mut Draft, has_path: bool, query: &str, of_rule: &[String]) -> Result<(), ParameterError> {
    check_utf8(query.as_bytes()).map_err(|error| ParameterError::malformed(format_args!("the query {error}")))?;
    let is_kept = |place| place != Some(Place::Query) && !(has_path && place == Some(Place::Path));
    draft.components.retain(|component| is_kept(component.place));
    for (name, value) in read_pairs(query.as_bytes()).filter(|(name, _)| !of_rule.iter().any(|added| added == name)) {
        draft.add(&name, Place::Query, &value, Origin::Field);
    }
    Ok(())
}

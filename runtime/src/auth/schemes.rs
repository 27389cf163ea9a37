//! The schemes of an API, and which of them authenticates an operation.

use std::sync::Arc;

use super::{Auth, AuthError, Credentials, Refusal, Signing};
use crate::error::{Error, ErrorKind};
use crate::operation::{Constant, Operation};
use crate::param::Received;

/// The schemes of an API: a single one, or several by name, of which the first is the default.
///
/// `api!` creates them from its `auth`. An operation picks one with `#[endpoint(auth = name)]`. Every API also has
/// `none`, which sends nothing and accepts every request.
///
/// ```
/// use std::sync::Arc;
/// use countersign::auth::Schemes;
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign::scheme::Scheme;
///
/// const PING: &Operation = &Operation::new("ping", Method::Get, PathTemplate::new("/ping")).with_auth(Some("public"));
///
/// let schemes = Schemes::named("token", Arc::new(Scheme::bearer())).with("public", Arc::new(Scheme::none()));
/// assert_eq!(schemes.name_of(PING), Some("public"));
/// assert!(!schemes.of(PING)?.needs_credentials());
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Schemes {
    name: Option<&'static str>,
    default: Arc<dyn Auth>,
    others: Vec<(&'static str, Arc<dyn Auth>)>,
}

impl Schemes {
    /// Creates an unnamed scheme for all operations.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use countersign::auth::Schemes;
    /// use countersign::scheme::Scheme;
    ///
    /// let schemes = Schemes::new(Arc::new(Scheme::bearer()));
    /// assert_eq!(schemes.iter().count(), 1);
    /// ```
    #[must_use]
    pub fn new(scheme: Arc<dyn Auth>) -> Self {
        Self { name: None, default: scheme, others: Vec::new() }
    }

    /// Creates a named scheme, which is the default.
    #[must_use]
    pub fn named(name: &'static str, scheme: Arc<dyn Auth>) -> Self {
        Self { name: Some(name), ..Self::new(scheme) }
    }

    /// Adds a named scheme, or replaces the one of the same name.
    #[must_use]
    pub fn with(mut self, name: &'static str, scheme: Arc<dyn Auth>) -> Self {
        if self.name == Some(name) {
            return Self { default: scheme, ..self };
        }
        self.others.retain(|(known, _)| *known != name);
        self.others.push((name, scheme));
        self
    }

    /// Replaces the default scheme.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use countersign::auth::Schemes;
    /// use countersign::scheme::Scheme;
    ///
    /// let schemes = Schemes::named("token", Arc::new(Scheme::bearer()));
    /// let in_tests = schemes.with_default(Arc::new(Scheme::none()));
    /// assert!(in_tests.iter().all(|(_, scheme)| !scheme.needs_credentials()));
    /// ```
    #[must_use]
    pub fn with_default(self, scheme: Arc<dyn Auth>) -> Self {
        Self { default: scheme, ..self }
    }

    /// Returns all schemes with their names, the default first.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use countersign::auth::Schemes;
    /// use countersign::scheme::Scheme;
    ///
    /// let schemes = Schemes::named("token", Arc::new(Scheme::bearer())).with("public", Arc::new(Scheme::none()));
    /// let names: Vec<_> = schemes.iter().map(|(name, _)| name).collect();
    /// assert_eq!(names, [Some("token"), Some("public")]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (Option<&'static str>, &dyn Auth)> {
        let others = self.others.iter().map(|(name, scheme)| (Some(*name), &**scheme));
        std::iter::once((self.name, &*self.default)).chain(others)
    }

    /// Returns the name of the scheme that authenticates an operation, or `None` if the API's only scheme has no name.
    pub fn name_of(&self, operation: &Operation) -> Option<&'static str> {
        operation.auth().or(self.name)
    }

    /// Returns the scheme that authenticates an operation.
    ///
    /// [`ErrorKind::Configuration`] if the operation picks a scheme that does not exist here. For operations in `api!`,
    /// the compiler reports it.
    pub fn of(&self, operation: &Operation) -> Result<&dyn Auth, Error> {
        let Some(name) = operation.auth() else { return Ok(&*self.default) };
        if name == "none" {
            return Ok(&Nothing);
        }
        let found = self.iter().find(|(known, _)| *known == Some(name));
        found.map(|(_, scheme)| scheme).ok_or_else(|| self.unknown(name, operation))
    }

    /// Returns the scheme of an operation that was signed, which therefore exists.
    pub(crate) fn signed(&self, operation: &Operation) -> &dyn Auth {
        self.of(operation).unwrap_or(&*self.default)
    }

    /// Refuses an operation that cannot be called: its scheme does not exist, cannot work with it, or sends something
    /// under the name of a parameter.
    pub(crate) fn check(&self, operation: &'static Operation) -> Result<(), Error> {
        let refuse = |what: String| Err(Error::new(ErrorKind::Configuration, what).with_operation(operation));
        let scheme = self.called(operation);
        let description = self.of(operation)?.describe(operation);
        if let Some(problem) = description.problem {
            return refuse(format!("{scheme} cannot authenticate it: {problem}"));
        }
        for sent in &description.sends {
            let (name, place) = (&sent.name, sent.place.as_str());
            let parameter = operation.parameters().iter().find(|each| sent.is_called(each.place(), each.wire_name()));
            // An empty constant reserves a place for what the scheme sends.
            let is_taken = |each: &&Constant| !each.value().is_empty() && sent.is_called(each.place(), each.name());
            let (what, fix) = match (parameter, operation.constants().iter().find(is_taken)) {
                (Some(parameter), _) => (format!("the parameter `{}`", parameter.name()), "field"),
                (None, Some(_)) => (String::from("a constant"), "constant"),
                (None, None) => continue,
            };
            let part = if sent.code.is_empty() { String::new() } else { format!(" as `{}`", sent.code) };
            return refuse(format!(
                "{what} is sent as `{name}` (in the {place}), which {scheme} sends itself{part}: rename or remove the {fix}"
            ));
        }
        Ok(())
    }

    /// Returns what messages call the scheme of an operation.
    fn called(&self, operation: &Operation) -> String {
        self.name_of(operation).map_or_else(|| String::from("the scheme"), |name| format!("the scheme `{name}`"))
    }

    fn unknown(&self, name: &str, operation: &Operation) -> Error {
        let known: Vec<String> = self.iter().filter_map(|(name, _)| Some(format!("`{}`", name?))).collect();
        let known = if known.is_empty() { String::from("none: its only scheme has no name") } else { known.join(", ") };
        let message = format!("picks the scheme `{name}`, which this client does not have; valid: {known}");
        Error::new(ErrorKind::Configuration, format!("`{}` {message}", operation.name()))
    }

    /// Returns the scheme of an operation if it can be used with these credentials.
    pub(crate) fn usable(&self, operation: &'static Operation, credentials: &Credentials) -> Result<&dyn Auth, Error> {
        let scheme = self.of(operation)?;
        if !credentials.is_none() || !scheme.needs_credentials() {
            return Ok(scheme);
        }
        let scheme = self.called(operation);
        let message = format!(
            "{scheme} needs credentials, and there are none: pass them with `.credentials(…)`, to the builder of the \
             client or to the call"
        );
        Err(Error::new(ErrorKind::Credentials, message).with_operation(operation))
    }
}

/// The scheme of `auth = none`.
#[derive(Debug)]
struct Nothing;

impl Auth for Nothing {
    fn name(&self) -> &'static str {
        "none"
    }

    fn sign(&self, _: &mut Signing<'_>, _: &Credentials) -> Result<(), AuthError> {
        Ok(())
    }

    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), Refusal> {
        Ok(())
    }

    fn needs_credentials(&self) -> bool {
        false
    }
}

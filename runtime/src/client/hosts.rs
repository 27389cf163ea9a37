//! The base URLs of a client: the API's own, and those of other hosts that operations declare.
//!
//! `assemble.rs` makes it, and every prepared request asks it. Where the API's own base URL was replaced, the declared
//! ones of other hosts are not called unless the builder repeats them: a client of a stand-in must not reach the
//! vendor.

use std::borrow::Cow;

use http::uri::Scheme;

use super::assemble::conflict;
use super::builder::ClientBuilder;
use crate::address::{AddressError, BaseUrl};
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::printable::url_without_secrets;
use crate::transport::Transport;

/// The base URLs of a client.
pub(super) struct Hosts {
    main: BaseUrl,
    /// Whether `main` differs from what the API declares.
    is_replaced: bool,
    /// The base URLs that operations declare, and their replacements.
    others: Vec<(BaseUrl, BaseUrl)>,
}

impl Hosts {
    pub(super) fn main(&self) -> &BaseUrl {
        &self.main
    }

    /// Returns the base URL of an operation.
    pub(super) fn of(&self, operation: &'static Operation) -> Result<Cow<'_, BaseUrl>, Error> {
        let Some(declared) = operation.base() else { return Ok(Cow::Borrowed(&self.main)) };
        let declared = BaseUrl::new(declared).map_err(|error| Error::from(error).with_operation(operation))?;
        match self.others.iter().find(|(other, _)| *other == declared) {
            Some((_, url)) => Ok(Cow::Borrowed(url)),
            None if self.is_replaced => Err(Error::new(
                ErrorKind::Configuration,
                format!(
                    "`{}` is called at `{declared}`, another host than that of the API, whose base URL this client replaces: \
                     pass `.base_url_of({:?}, …)` to the builder",
                    operation.name(),
                    declared.as_str()
                ),
            )),
            None => Ok(Cow::Owned(declared)),
        }
    }

    /// Lets a transport check every base URL that may be called.
    pub(super) fn check(&self, transport: &dyn Transport, operations: &[&'static Operation]) -> Result<(), Error> {
        transport.check(&self.main)?;
        let mut others = operations.iter().filter(|operation| operation.base().is_some());
        others.try_for_each(|operation| self.of(operation).map_or(Ok(()), |url| transport.check(&url)))
    }
}

impl<C> ClientBuilder<C> {
    pub(super) fn hosts(&self) -> Result<Hosts, Error> {
        let main = self.checked(self.replaced.as_ref().unwrap_or(&self.base_url))?;
        let is_declared = |declared: &BaseUrl| {
            let mut bases = self.operations.iter().filter_map(|operation| operation.base());
            self.operations.is_empty() || bases.any(|base| BaseUrl::new(base).as_ref() == Ok(declared))
        };
        let mut others = Vec::new();
        for (declared, url) in &self.others {
            let declared = BaseUrl::new(declared)?;
            if !is_declared(&declared) {
                return Err(conflict(format_args!(
                    "a base URL for `{declared}`, which no operation of this API declares"
                )));
            }
            others.push((declared, self.checked(url)?));
        }
        let urls: Vec<&BaseUrl> = std::iter::once(&main).chain(others.iter().map(|(_, url)| url)).collect();
        self.check_unencrypted(&urls)?;
        let is_replaced = self.replaced.is_some() && BaseUrl::new(&self.base_url).as_ref() != Ok(&main);
        Ok(Hosts { main, is_replaced, others })
    }

    fn checked(&self, url: &str) -> Result<BaseUrl, Error> {
        let is_allowed = |host: &str| self.unencrypted.iter().any(|allowed| allowed.eq_ignore_ascii_case(host));
        BaseUrl::allowing(url, is_allowed).map_err(|error: AddressError| {
            let would_be_allowed = BaseUrl::allowing(url, |_| true).is_ok();
            let hint = "to call a host without TLS, allow it with `.allow_unencrypted(host)`";
            Error::from(error).with_hint(would_be_allowed.then_some(hint))
        })
    }

    /// A permission that nothing needs outlived its reason.
    fn check_unencrypted(&self, urls: &[&BaseUrl]) -> Result<(), Error> {
        let is_called = |host: &&String| {
            let mut plain = urls.iter().filter(|url| *url.scheme() == Scheme::HTTP);
            plain.any(|url| url.authority().host().eq_ignore_ascii_case(host))
        };
        let Some(host) = self.unencrypted.iter().find(|host| !is_called(host)) else { return Ok(()) };
        let urls: Vec<String> = urls.iter().map(|url| format!("`{url}`")).collect();
        let are = if urls.len() == 1 { "the base URL is" } else { "the base URLs are" };
        Err(conflict(format!(
            "`.allow_unencrypted({:?})`, but no request goes to that host unencrypted: {are} {}; name the host alone, or \
             remove it",
            url_without_secrets(host).to_string(),
            urls.join(", ")
        )))
    }
}

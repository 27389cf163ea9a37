//! Whom a command asks: the vendor with the credentials of the environment, or a gateway of its own.

use std::sync::Arc;

use clap::ArgMatches;

use super::failure::Failure;
use super::{Program, Terminal};
use crate::auth::{Auth, Credentials};
use crate::client::{Api, Client, ClientBuilder};
use crate::error::Error;
use crate::gateway::{Gateway, Service};
use crate::operation::Operation;

/// What stands in for the vendor.
pub(super) struct StandIn {
    pub(super) service: fn() -> Service,
    pub(super) credentials: fn() -> Result<Credentials, Error>,
}

/// How a client comes to be; made where the type of the API is known.
pub(super) struct Connect {
    build: fn(Settings) -> Result<Client, Error>,
    environment: String,
    base_url: Option<String>,
    changes: Changes,
}

/// What a call does differently from the API.
struct Changes {
    /// Name of the operation and the path to call it at.
    path: Option<(&'static str, String)>,
    /// Another reading of the signing rule.
    auth: Option<Arc<dyn Auth>>,
}

/// What a client is built with.
struct Settings {
    credentials: Credentials,
    base_url: Option<String>,
    changes: Changes,
}

/// A client, and the gateway it talks to where there is one.
pub(super) struct Connection {
    pub(super) client: Client,
    /// Kept alive for the length of the call.
    _gateway: Option<Gateway>,
}

impl Connect {
    pub(super) fn new<C: Api + AsRef<Client>>(
        program: &Program,
        operation: Option<&Operation>,
        matches: &ArgMatches,
    ) -> Self {
        let environment = program.environment.clone();
        let from_environment = || std::env::var(format!("{environment}_BASE_URL")).ok();
        let base_url = matches.get_one::<String>("--base-url").cloned().or_else(from_environment);
        let path_of = |operation: &Operation| Some((operation.name, matches.get_one::<String>("--path")?.clone()));
        let is_other = matches.try_get_one::<bool>("--other-reading").is_ok_and(|other| other == Some(&true));
        let auth = operation.filter(|_| is_other).and_then(|operation| program.other_reading(operation));
        let changes = Changes { path: operation.and_then(path_of), auth };
        Self { build: build::<C>, environment, base_url, changes }
    }

    /// A client that can be called.
    pub(super) async fn open(self, program: &Program, terminal: &mut Terminal<'_>) -> Result<Connection, Failure> {
        let Self { build, environment, base_url, changes } = self;
        if let Some(credentials) = Credentials::from_env(&environment)? {
            let client = build(Settings { credentials, base_url, changes })?;
            return Ok(Connection { client, _gateway: None });
        }
        let stand_in = stand_in(program, &environment, base_url.as_deref())?;
        let gateway = Gateway::start((stand_in.service)()).await?;
        let url = gateway.base_url();
        writeln!(terminal.err, "No credentials are set: asking the embedded gateway at {url}.")?;
        let client = build(Settings { credentials: (stand_in.credentials)()?, base_url: Some(url), changes })?;
        Ok(Connection { client, _gateway: Some(gateway) })
    }

    /// A client that only prepares requests: nothing is started for it.
    pub(super) fn prepare(self, program: &Program, terminal: &mut Terminal<'_>) -> Result<Client, Failure> {
        let Self { build, environment, base_url, changes } = self;
        let credentials = match Credentials::from_env(&environment)? {
            Some(credentials) => credentials,
            None => {
                let stand_in = stand_in(program, &environment, None)?;
                writeln!(terminal.err, "No credentials are set: signing with those of the embedded gateway.")?;
                (stand_in.credentials)()?
            }
        };
        Ok(build(Settings { credentials, base_url, changes })?)
    }
}

/// The stand-in, unless somebody else was to be asked or there is none.
fn stand_in<'p>(program: &'p Program, environment: &str, base_url: Option<&str>) -> Result<&'p StandIn, Failure> {
    let fix = format!("set {environment}_APP_KEY and {environment}_APP_SECRET");
    match (&program.stand_in, base_url) {
        (Some(stand_in), None) => Ok(stand_in),
        (Some(_), Some(base_url)) => {
            Err(Failure::usage(format!("there are no credentials to ask {base_url} with: {fix}")))
        }
        (None, _) => Err(Failure::usage(format!("there are no credentials: {fix}"))),
    }
}

fn build<C: Api + AsRef<Client>>(settings: Settings) -> Result<Client, Error> {
    let Settings { credentials, base_url, changes: Changes { path, auth } } = settings;
    let mut builder = ClientBuilder::<C>::new().credentials(credentials);
    if let Some(base_url) = base_url {
        builder = builder.base_url(base_url);
    }
    if let Some((operation, path)) = path {
        builder = builder.path(operation, path);
    }
    if let Some(auth) = auth {
        builder = builder.auth(auth);
    }
    Ok(builder.build()?.as_ref().clone())
}

//! The server that a command calls: the vendor with the credentials of the environment, or a stand-in.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use clap::ArgMatches;
use countersign::auth::{Auth, Credentials};
use countersign::operation::Operation;
use countersign::printable::url_without_secrets;
use countersign::{Api, Client, ClientBuilder, Error};

use super::failure::Failure;
use super::stand_in::{RunningStandIn, StandIn};
use super::{Program, Terminal, text};

/// Creates a client; known where the type of the API is known.
pub(super) struct Connect {
    build: fn(Settings) -> Result<Client, Error>,
    environment: String,
    base_url: Option<String>,
    /// The bases of other hosts that operations declare, and the URLs to use instead.
    others: Vec<(String, String)>,
    /// Whether the operation, or one of them, needs credentials.
    needs_credentials: bool,
    changes: Changes,
}

/// The bodies of answers as they arrived, in order.
pub(super) type Bodies = Arc<Mutex<Vec<Bytes>>>;

/// The settings that differ from the API's.
struct Changes {
    /// Where the bodies of answers are kept, if they are needed.
    bodies: Option<Bodies>,
    /// The operation, and the path at which to call it.
    path: Option<(&'static Operation, String)>,
    /// A host to which `http` is allowed.
    unencrypted: Option<String>,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    /// Another reading of the signing rule.
    auth: Option<Arc<dyn Auth>>,
}

/// The settings of a client.
struct Settings {
    credentials: Option<Credentials>,
    base_url: Option<String>,
    others: Vec<(String, String)>,
    changes: Changes,
}

/// A client, and the stand-in that it calls, if any.
pub(super) struct Connection {
    pub(super) client: Client,
    /// The embedded stand-in, if it is used; kept alive during the call.
    stand_in: Option<Box<dyn RunningStandIn>>,
    bodies: Option<Bodies>,
}

impl Connection {
    /// Whether the embedded stand-in answers, so that nothing leaves this process.
    pub(super) fn is_stand_in(&self) -> bool {
        self.stand_in.is_some()
    }

    /// The bodies of the answers so far; `None` if they were not requested.
    pub(super) fn bodies(&self) -> Option<Vec<Bytes>> {
        let bodies = self.bodies.as_ref()?.lock();
        Some(bodies.unwrap_or_else(PoisonError::into_inner).clone())
    }
}

impl Connect {
    pub(super) fn new<C: Api + AsRef<Client>>(
        program: &Program,
        operation: Option<&'static Operation>,
        matches: &ArgMatches,
    ) -> Result<Self, Failure> {
        let environment = program.environment.clone();
        let base_url = match matches.get_one::<String>("--base-url") {
            Some(base_url) => Some(base_url.clone()),
            None => text::variable(&format!("{environment}_BASE_URL"))?,
        };
        let path_of = |operation: &'static Operation| Some((operation, matches.get_one::<String>("--path")?.clone()));
        let is_other = is_set(matches, "--other-reading");
        let auth = operation.filter(|_| is_other).and_then(|operation| program.other_reading(operation));
        let bodies = is_set(matches, "--body").then(Bodies::default);
        let text = |option| matches.get_one::<String>(option).cloned();
        let changes = Changes {
            bodies,
            path: operation.and_then(path_of),
            unencrypted: text("--allow-unencrypted"),
            headers: matches.get_many("--header").unwrap_or_default().cloned().collect(),
            user_agent: text("--user-agent"),
            auth,
        };
        let needs = |operation| program.schemes.of(operation).is_ok_and(Auth::needs_credentials);
        let needs_credentials = operation.is_none_or(needs);
        let others = matches.get_many("--base-url-of").unwrap_or_default().cloned().collect();
        Ok(Self { build: build::<C>, environment, base_url, others, needs_credentials, changes })
    }

    /// A client that can be called.
    pub(super) async fn open(self, program: &Program, terminal: &mut Terminal<'_>) -> Result<Connection, Failure> {
        let asks_vendor = !self.needs_credentials && (program.stand_in.is_none() || self.base_url.is_some());
        let Self { build, environment, base_url, mut others, changes, .. } = self;
        let bodies = changes.bodies.clone();
        let credentials = Credentials::from_env(&environment)?;
        if credentials.is_some() || asks_vendor {
            let client = build(Settings { credentials, base_url, others, changes })?;
            return Ok(Connection { client, stand_in: None, bodies });
        }
        let stand_in = stand_in(program, &environment, base_url.as_deref())?;
        let running = stand_in.start(0).await?;
        let url = running.base_url();
        writeln!(terminal.err, "No credentials are set: asking the embedded stand-in at {url}.")?;
        others.extend(running.other_base_urls());
        let client =
            build(Settings { credentials: Some(stand_in.credentials()?), base_url: Some(url), others, changes })?;
        Ok(Connection { client, stand_in: Some(running), bodies })
    }

    /// A client that only prepares requests; no stand-in is started for it.
    pub(super) fn prepare(self, program: &Program, terminal: &mut Terminal<'_>) -> Result<Client, Failure> {
        let Self { build, environment, base_url, others, needs_credentials, changes } = self;
        let credentials = match Credentials::from_env(&environment)? {
            None if needs_credentials => {
                let stand_in = stand_in(program, &environment, None)?;
                writeln!(terminal.err, "No credentials are set: signing with those of the embedded stand-in.")?;
                Some(stand_in.credentials()?)
            }
            credentials => credentials,
        };
        Ok(build(Settings { credentials, base_url, others, changes })?)
    }
}

/// The stand-in, unless another server was named or there is none.
fn stand_in<'p>(program: &'p Program, environment: &str, base_url: Option<&str>) -> Result<&'p dyn StandIn, Failure> {
    let fix = format!("set {environment}_APP_KEY and {environment}_APP_SECRET");
    match (&program.stand_in, base_url) {
        (Some(stand_in), None) => Ok(&**stand_in),
        (Some(_), Some(base_url)) => {
            let shown = url_without_secrets(base_url);
            Err(Failure::usage(format!("no credentials are set for {shown}: {fix}")))
        }
        (None, _) => Err(Failure::usage(format!("no credentials are set: {fix}"))),
    }
}

/// Whether a flag was given; `false` if the command has no such flag.
pub(super) fn is_set(matches: &ArgMatches, flag: &str) -> bool {
    matches.try_get_one::<bool>(flag).is_ok_and(|flag| flag == Some(&true))
}

fn build<C: Api + AsRef<Client>>(settings: Settings) -> Result<Client, Error> {
    let Settings { credentials, base_url, others, changes } = settings;
    let Changes { bodies, path, unencrypted, headers, user_agent, auth } = changes;
    let mut builder = ClientBuilder::<C>::new();
    if let Some(credentials) = credentials {
        builder = builder.credentials(credentials);
    }
    if let Some(base_url) = base_url {
        builder = builder.base_url(base_url);
    }
    for (declared, url) in others {
        builder = builder.base_url_of(declared, url);
    }
    if let Some((operation, path)) = path {
        builder = builder.path(operation, path);
    }
    if let Some(host) = unencrypted {
        builder = builder.allow_unencrypted(host);
    }
    if let Some(user_agent) = user_agent {
        builder = builder.user_agent(user_agent);
    }
    for (name, value) in headers {
        builder = builder.header(name, value);
    }
    if let Some(auth) = auth {
        builder = builder.auth(auth);
    }
    if let Some(bodies) = bodies {
        builder = builder.middleware(move |request, next| {
            let bodies = Arc::clone(&bodies);
            async move {
                let answer = next.send(request).await?;
                bodies.lock().unwrap_or_else(PoisonError::into_inner).extend(answer.body().as_bytes().cloned());
                Ok(answer)
            }
        });
    }
    Ok(builder.build()?.as_ref().clone())
}

//! The command line of an API: a sub-command for every operation, and tools for debugging.
//!
//! An API's program creates a [`CommandLine`] and runs it. Names, help, checks and the decoding of answers come from
//! the metadata; this module adds clap, tables and files. Nothing here knows a vendor, and no secret is printed.
//!
//! ```no_run
//! # use countersign::scheme::Scheme;
//! # use countersign::{Envelope, endpoint};
//! # /// Returns the time.
//! # #[endpoint(GET, "/time")]
//! # pub struct Time {}
//! # countersign::api! {
//! #     /// The client of a clock.
//! #     pub struct Client { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope }
//! #     operations { clock: Time; }
//! # }
//! fn main() -> std::process::ExitCode {
//!     countersign_tools::cli::CommandLine::<Client>::new("clock", "Asks a clock.", Client::GROUPS).run()
//! }
//! ```
//!
//! Exit status: 0 for success, 1 if the call failed, 2 if the command was not understood or not confirmed. Results go
//! to standard output, anything else to standard error, one cause per line. Text from the vendor is printed with
//! control characters escaped.
//!
//! Before an operation that must not be repeated is sent to anything but the embedded stand-in, the program asks at the
//! terminal. Without a terminal, it needs `--yes`. Operations declared with `confirm = false` are sent at once.

mod arguments;
mod call;
mod chart;
mod command;
mod confirm;
mod connection;
mod curl;
mod dashes;
mod endpoints;
mod failure;
mod html;
mod open_values;
mod pages;
mod render;
mod signing;
mod stand_in;
mod text;
mod tools;
mod view;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::marker::PhantomData;
use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;
use countersign::auth::{Auth, Schemes, Secret};
use countersign::decode::Decode;
use countersign::operation::Operation;
use countersign::scheme::SchemeError;
use countersign::webhook::Pushes;
use countersign::{Api, Client, DynEndpoint, Entry, Envelope};
use serde_json::Value;

use self::connection::Connect;
pub use self::curl::curl;
use self::failure::{Failure, Outcome};
pub use self::stand_in::{RunningStandIn, StandIn, Starting};
use self::tools::PushReader;
pub use self::view::View;

/// A function that computes a signature over pairs, to check vectors of a signing rule.
pub type PairSigner = fn(&[(&str, &str)], &Secret) -> String;

/// A function that returns whether the verifying half of a rule accepts a signature of these pairs.
pub type PairVerifier = fn(&[(&str, &str)], &Secret, &str) -> bool;

/// A function that returns requests which change nothing at the vendor.
pub type HarmlessRequests = fn() -> Vec<Box<dyn DynEndpoint>>;

/// The program of an API.
///
/// ```
/// # use countersign::scheme::Scheme;
/// # use countersign::{Envelope, endpoint};
/// # /// Returns the time.
/// # #[endpoint(GET, "/time", response = String)]
/// # pub struct TellTime {}
/// # countersign::api! {
/// #     /// The client of a clock.
/// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
/// #     operations { time: TellTime; }
/// # }
/// use countersign_tools::cli::CommandLine;
///
/// let program = CommandLine::<Clock>::new("clock", "Asks a clock.", Clock::GROUPS)
///     .version("1.0")
///     .example("tell-time")
///     .environment("MY_CLOCK");
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let status = program.run_on(["clock", "endpoints"].map(Into::into), &mut out, &mut err);
/// assert!(String::from_utf8_lossy(&out).contains("tell_time"));
/// # drop(status);
/// ```
///
/// With all tools, and a table of columns:
///
/// ```
/// # use countersign::scheme::Scheme;
/// # use countersign::{Envelope, endpoint};
/// # /// Returns the time.
/// # #[endpoint(GET, "/time", response = String)]
/// # pub struct TellTime {}
/// # countersign::api! {
/// #     /// The client of a clock.
/// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
/// #     operations { time: TellTime; }
/// # }
/// use std::process::ExitCode;
/// use countersign::auth::{Secret, hmac_sha256_hex, signatures_match};
/// use countersign::scheme::{body, secret, signature};
/// use countersign::webhook::Pushes;
/// use countersign::{DynEndpoint, Endpoint};
/// use countersign_tools::cli::{CommandLine, View};
/// use countersign_tools::openapi::OpenApi;
///
/// const VIEWS: &[View] = &[View::columns(TellTime::OPERATION, &[("Time", "time")])];
///
/// /// The rule over pairs, which `sign` checks.
/// fn sign(pairs: &[(&str, &str)], secret: &Secret) -> String {
///     let text: String = pairs.iter().map(|(name, value)| format!("{name}={value};")).collect();
///     hmac_sha256_hex(secret, text.as_bytes())
/// }
///
/// /// What `doctor` calls.
/// fn harmless() -> Vec<Box<dyn DynEndpoint>> {
///     vec![Box::new(TellTime::builder().build())]
/// }
///
/// fn program() -> CommandLine<Clock> {
///     let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build();
///     CommandLine::new("clock", "Asks a clock.", Clock::GROUPS)
///         .views(VIEWS)
///         .openapi(|| OpenApi::new("Clock", "1.0", Clock::GROUPS).to_json())
///         .signer(sign)
///         .verifier(|pairs, secret, signature| signatures_match(&sign(pairs, secret), signature))
///         .harmless(harmless)
///         .pushes::<serde_json::Value>([("body", scheme.and_then(Pushes::in_body))])
/// }
///
/// /// The `main` of the program.
/// fn run() -> ExitCode {
///     program().run()
/// }
///
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let status = program().run_on(["clock", "openapi"].map(Into::into), &mut out, &mut err);
/// assert!(String::from_utf8_lossy(&out).contains("\"/time\""));
/// # drop(status);
/// ```
#[must_use = "call `run` to run it"]
pub struct CommandLine<C> {
    program: Program,
    client: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for CommandLine<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CommandLine").field("name", &self.program.name).finish_non_exhaustive()
    }
}

/// The context of the sub-commands.
struct Program {
    name: &'static str,
    about: &'static str,
    groups: &'static [(&'static str, &'static [&'static Operation])],
    entries: &'static [Entry],
    envelope: Envelope,
    schemes: Schemes,
    base_url: &'static str,
    /// The prefix of environment variables.
    environment: String,
    stand_in: Option<Box<dyn StandIn>>,
    views: &'static [View],
    openapi: Option<fn() -> Value>,
    signer: Option<PairSigner>,
    verifier: Option<PairVerifier>,
    harmless: Option<HarmlessRequests>,
    push: Option<PushReader>,
    version: Option<&'static str>,
    example: Option<&'static str>,
}

impl Program {
    fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        self.groups.iter().flat_map(|(_, operations)| operations.iter().copied())
    }

    /// Returns the operation of this name: its sub-command, or its name in the metadata.
    fn entry(&self, name: &str) -> Result<Entry, Failure> {
        let is_named = |entry: &&Entry| {
            let known = entry.operation().name();
            known == name || arguments::kebab(known) == name
        };
        let entry = self.entries.iter().find(is_named);
        entry.copied().ok_or_else(|| Failure::usage(format!("unknown operation `{name}`")))
    }

    /// Returns another reading of the signing rule, if the vendor does not publish all of it.
    fn other_reading(&self, operation: &Operation) -> Option<Arc<dyn Auth>> {
        self.schemes.of(operation).ok()?.other_readings(operation).into_iter().next().map(|(_, auth)| auth)
    }

    fn view(&self, operation: &Operation) -> Option<&View> {
        self.views.iter().find(|view| view.operation().name() == operation.name())
    }
}

/// The outputs of a program.
struct Terminal<'t> {
    out: &'t mut dyn Write,
    err: &'t mut dyn Write,
    /// The input for a person's answers, if a person reads `err` and can answer.
    person: Option<&'t mut dyn BufRead>,
}

impl<C: Api + AsRef<Client>> CommandLine<C> {
    /// Creates a program with one sub-command per operation. Credentials are read from `{NAME}_APP_KEY` and
    /// `{NAME}_APP_SECRET`, the base URL from `{NAME}_BASE_URL`; [`environment`](Self::environment) changes the prefix.
    pub fn new(
        name: &'static str,
        about: &'static str,
        groups: &'static [(&'static str, &'static [&'static Operation])],
    ) -> Self {
        let program = Program {
            name,
            about,
            groups,
            entries: C::ENTRIES,
            envelope: C::envelope(),
            schemes: C::auth(),
            base_url: C::BASE_URL,
            environment: name.to_uppercase().replace('-', "_"),
            stand_in: None,
            views: &[],
            openapi: None,
            signer: None,
            verifier: None,
            harmless: None,
            push: None,
            version: None,
            example: None,
        };
        Self { program, client: PhantomData }
    }

    /// Sets the version that is printed.
    pub fn version(mut self, version: &'static str) -> Self {
        self.program.version = Some(version);
        self
    }

    /// Sets the arguments of a call that works without credentials, which is shown if the program is run without
    /// arguments.
    pub fn example(mut self, arguments: &'static str) -> Self {
        self.program.example = Some(arguments);
        self
    }

    /// Sets the prefix of the environment variables.
    pub fn environment(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.program.environment);
        self
    }

    /// Sets the stand-in that is used if no credentials are set. Adds the sub-command `stand-in`.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// use countersign::{Credentials, Error};
    /// use countersign_tools::cli::{CommandLine, RunningStandIn, StandIn, Starting};
    ///
    /// /// A clock that an operator has started already.
    /// struct Local;
    ///
    /// impl StandIn for Local {
    ///     fn credentials(&self) -> Result<Credentials, Error> {
    ///         Credentials::of_secret("token")
    ///     }
    ///
    ///     fn start(&self, _: u16) -> Starting<'_> {
    ///         Box::pin(async { Ok(Box::new(Running) as Box<dyn RunningStandIn>) })
    ///     }
    /// }
    ///
    /// struct Running;
    ///
    /// impl RunningStandIn for Running {
    ///     fn base_url(&self) -> String {
    ///         String::from("http://127.0.0.1:8000")
    ///     }
    /// }
    ///
    /// let program = CommandLine::<Clock>::new("clock", "Asks a clock.", Clock::GROUPS).stand_in(Local);
    /// let (mut out, mut err) = (Vec::new(), Vec::new());
    /// let status = program.run_on(["clock", "--help"].map(Into::into), &mut out, &mut err);
    /// assert!(String::from_utf8_lossy(&out).contains("stand-in"));
    /// # drop(status);
    /// ```
    pub fn stand_in(mut self, stand_in: impl StandIn + 'static) -> Self {
        self.program.stand_in = Some(Box::new(stand_in));
        self
    }

    /// Sets how the answers of some operations are shown to people. The default is a generic table.
    pub fn views(mut self, views: &'static [View]) -> Self {
        self.program.views = views;
        self
    }

    /// Sets the OpenAPI document. Adds the sub-command `openapi`.
    pub fn openapi(mut self, document: fn() -> Value) -> Self {
        self.program.openapi = Some(document);
        self
    }

    /// Sets the signing rule over pairs. Adds the sub-command `sign`, which checks vectors, compares with other
    /// programs and finds rules.
    pub fn signer(mut self, signer: PairSigner) -> Self {
        self.program.signer = Some(signer);
        self
    }

    /// Sets the verifying half of the rule over pairs, which `sign compare` compares as well.
    pub fn verifier(mut self, verifier: PairVerifier) -> Self {
        self.program.verifier = Some(verifier);
        self
    }

    /// Sets requests that change nothing at the vendor. Adds the sub-command `doctor`, which makes them and prints a
    /// checklist.
    pub fn harmless(mut self, requests: HarmlessRequests) -> Self {
        self.program.harmless = Some(requests);
        self
    }

    /// Sets how the vendor pushes messages: the possible rules by name, the most likely first. Adds the sub-command
    /// `verify-message`. A rule that cannot be built is reported when it is used.
    pub fn pushes<M: Decode>(
        mut self,
        rules: impl IntoIterator<Item = (&'static str, Result<Pushes, SchemeError>)>,
    ) -> Self {
        self.program.push = Some(PushReader::new::<M>(rules.into_iter().collect()));
        self
    }

    /// Runs the program on the arguments of the process.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let (mut out, mut err) = (io::stdout(), io::stderr());
        let is_person = io::stdin().is_terminal() && err.is_terminal();
        let mut input = io::BufReader::new(io::stdin());
        let person = is_person.then_some(&mut input as &mut dyn BufRead);
        self.run_at(std::env::args_os(), Terminal { out: &mut out, err: &mut err, person })
    }

    /// Runs the program with these arguments, the first of which is its name, without asking for confirmation.
    #[must_use]
    pub fn run_on(
        self,
        arguments: impl IntoIterator<Item = OsString>,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> ExitCode {
        self.run_at(arguments, Terminal { out, err, person: None })
    }

    fn run_at(self, arguments: impl IntoIterator<Item = OsString>, mut terminal: Terminal<'_>) -> ExitCode {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        if arguments.len() < 2 {
            return Failure::Start(command::start(&self.program)).report(&mut terminal);
        }
        let mut command = command::whole(&self.program);
        let outcome = command
            .try_get_matches_from_mut(&arguments)
            .map_err(|error| Failure::from(dashes::advised(error, &command, &arguments)))
            .and_then(|matches| self.dispatch(&matches, &mut terminal))
            .and_then(|()| terminal.out.flush().map_err(Failure::from));
        match outcome {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.report(&mut terminal),
        }
    }

    fn dispatch(&self, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
        let program = &self.program;
        let Some((name, matches)) = matches.subcommand() else { return Ok(()) };
        match name {
            "endpoints" => endpoints::list(program, matches, terminal),
            "decode" => tools::decode(program, matches, terminal),
            "openapi" => tools::openapi(program, terminal),
            "sign" => signing::sign(program, matches, terminal),
            "doctor" => {
                let connect = Connect::new::<C>(program, None, matches)?;
                block_on(signing::doctor(program, matches, connect, terminal))?
            }
            "verify-message" => tools::verify_message(program, matches, terminal),
            "completions" => tools::completions(program, matches, terminal),
            "stand-in" => block_on(tools::stand_in(program, matches, terminal))?,
            _ => {
                let entry = program.entry(name)?;
                let connect = Connect::new::<C>(program, Some(entry.operation()), matches)?;
                block_on(call::operation(program, entry, matches, connect, terminal))?
            }
        }
    }
}

/// Runs a future to completion on this thread.
fn block_on<F: Future>(future: F) -> io::Result<F::Output> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future))
}

//! The parts that the command lines of all APIs share.

use std::marker::PhantomData;

use countersign::operation::Operation;
use countersign::{Client, Credentials, Error};
use countersign_tools::cli::{self, CommandLine, RunningStandIn, Starting};

use crate::md5_sorted::Md5Sorted;
use crate::stand_in::{self, StandIn, StoodIn};

/// Returns the program of an API with its stand-in and the signing rule. Credentials come from `{NAME}_APP_KEY` and
/// `{NAME}_APP_SECRET`; without them, it calls the embedded stand-in.
///
/// ```
/// use countersign::operation::Operation;
/// use countersign::{Envelope, endpoint};
/// use countersign_server::stand_in::ServiceBuilder;
/// use dajisaas::stand_in::{StoodIn, builder};
/// use dajisaas::Md5Sorted;
///
/// /// Returns the time.
/// #[endpoint(GET, "/time", response = String)]
/// pub struct TellTime {}
///
/// countersign::api! {
///     /// The client of a clock.
///     pub struct Clock { base_url: "https://clock.example", auth: Md5Sorted, envelope: Envelope::none() }
///     operations { time: TellTime; }
/// }
///
/// impl StoodIn for Clock {
///     const CREATE_ORDER: &'static Operation = Clock::OPERATIONS[0];
///
///     fn service() -> ServiceBuilder {
///         builder::<Self>(countersign::value::Timestamp::now)
///     }
/// }
///
/// let program = dajisaas::cli::command_line::<Clock>("clock", "Asks a clock.", Clock::GROUPS);
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let status = program.run_on(["clock", "endpoints"].map(Into::into), &mut out, &mut err);
/// assert!(String::from_utf8_lossy(&out).contains("tell_time"));
/// # drop(status);
/// ```
pub fn command_line<C: StoodIn + AsRef<Client> + 'static>(
    name: &'static str,
    about: &'static str,
    groups: &'static [(&'static str, &'static [&'static Operation])],
) -> CommandLine<C> {
    CommandLine::new(name, about, groups)
        .stand_in(Market::<C>(PhantomData))
        .signer(|pairs, secret| Md5Sorted::signature(pairs.iter().copied(), secret))
        .verifier(|pairs, secret, sign| Md5Sorted::accepts(pairs.iter().copied(), secret, sign))
}

/// The vendor's stand-in, as started by the command line.
struct Market<C>(PhantomData<fn() -> C>);

impl<C: StoodIn + 'static> cli::StandIn for Market<C> {
    fn credentials(&self) -> Result<Credentials, Error> {
        stand_in::credentials()
    }

    fn start(&self, port: u16) -> Starting<'_> {
        Box::pin(async move {
            let service = C::service().build().map_err(std::io::Error::other)?;
            let running = StandIn::<C>::start_with(service, port).await?;
            Ok(Box::new(running) as Box<dyn RunningStandIn>)
        })
    }
}

impl<C: StoodIn> RunningStandIn for StandIn<C> {
    fn base_url(&self) -> String {
        self.base_url()
    }
}

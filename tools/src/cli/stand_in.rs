//! What a program starts in place of the vendor if no credentials are set.

use std::io;
use std::pin::Pin;

use countersign::{Credentials, Error};

/// A stand-in for the vendor. The crate of an API provides one and passes it to
/// [`CommandLine::stand_in`](super::CommandLine::stand_in); this crate knows no server.
pub trait StandIn: Send + Sync {
    /// Returns the credentials that the stand-in accepts. They are valid only there, so the program prints them.
    ///
    /// # Errors
    /// They cannot be created.
    fn credentials(&self) -> Result<Credentials, Error>;

    /// Starts the stand-in on a loopback port. 0 lets the system choose.
    fn start(&self, port: u16) -> Starting<'_>;
}

/// The result of [`StandIn::start`]: an error if the port is in use.
pub type Starting<'s> = Pin<Box<dyn Future<Output = io::Result<Box<dyn RunningStandIn>>> + Send + 's>>;

/// A stand-in that answers until it is dropped.
pub trait RunningStandIn: Send {
    /// Returns its address, to be used as a client's base URL.
    fn base_url(&self) -> String;

    /// Returns the bases that operations declare for other hosts of the API, each with the URL to call instead.
    /// Defaults to none.
    fn other_base_urls(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

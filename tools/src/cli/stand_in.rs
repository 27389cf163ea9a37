//! What a program starts in place of the vendor where there are no credentials.

use std::io;
use std::pin::Pin;

use countersign::{Credentials, Error};

/// A stand-in for the vendor. The crate of an API has one and hands it to
/// [`CommandLine::stand_in`](super::CommandLine::stand_in); this crate knows no server.
pub trait StandIn: Send + Sync {
    /// Returns the credentials that the stand-in accepts. They open nothing else: the program prints them.
    ///
    /// # Errors
    /// They cannot be made.
    fn credentials(&self) -> Result<Credentials, Error>;

    /// Starts the stand-in on a loopback port; 0 lets the system choose.
    fn start(&self, port: u16) -> Starting<'_>;
}

/// What [`StandIn::start`] returns: an error where the port is taken.
pub type Starting<'s> = Pin<Box<dyn Future<Output = io::Result<Box<dyn RunningStandIn>>> + Send + 's>>;

/// A stand-in that answers until it is dropped.
pub trait RunningStandIn: Send {
    /// Returns its address, to be used as a client's base URL.
    fn base_url(&self) -> String;

    /// Returns what operations declare as another host of the API, each with the address to call instead. Defaults to none.
    fn other_base_urls(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

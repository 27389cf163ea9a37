//! What a program starts in place of the vendor if no credentials are set.

use std::io;
use std::pin::Pin;

use countersign::{Credentials, Error};

/// A stand-in for the vendor. The crate of an API provides one and passes it to
/// [`CommandLine::stand_in`](super::CommandLine::stand_in); this crate knows no server.
///
/// ```
/// use countersign::{Credentials, Error};
/// use countersign_tools::cli::{RunningStandIn, StandIn, Starting};
///
/// /// A stand-in that an operator has started already.
/// struct Started;
///
/// impl StandIn for Started {
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
/// assert_eq!(Started.credentials()?.secret().expose(), "token");
/// # Ok::<(), countersign::Error>(())
/// ```
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
///
/// ```
/// use countersign_tools::cli::RunningStandIn;
///
/// /// A stand-in for a bookshop, whose covers are on a host of their own.
/// struct Bookshop;
///
/// impl RunningStandIn for Bookshop {
///     fn base_url(&self) -> String {
///         String::from("http://127.0.0.1:8000")
///     }
///
///     fn other_base_urls(&self) -> Vec<(String, String)> {
///         vec![(String::from("https://covers.books.example"), String::from("http://127.0.0.1:8000/host/covers"))]
///     }
/// }
///
/// assert!(Bookshop.other_base_urls()[0].1.starts_with(&Bookshop.base_url()));
/// ```
pub trait RunningStandIn: Send {
    /// Returns its address, to be used as a client's base URL.
    fn base_url(&self) -> String;

    /// Returns the bases that operations declare for other hosts of the API, each with the URL to call instead.
    /// Defaults to none.
    fn other_base_urls(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

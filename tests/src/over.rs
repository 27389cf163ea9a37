//! The transports over HTTP clients, for tests that must hold over each of them.

use std::sync::Arc;
use std::time::Duration;

use countersign::Error;
use countersign::transport::{HyperTransport, ReqwestTransport, Transport};

/// An HTTP client under a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// reqwest.
    Reqwest,
    /// hyper.
    Hyper,
}

/// What a test sets on the builder of a transport. What is not set has its default.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How long connecting may take.
    pub connect_timeout: Option<Duration>,
    /// How long an attempt may take.
    pub timeout: Option<Duration>,
    /// How long an answer may be.
    pub max_bytes: Option<usize>,
    /// How many idle connections are kept for calls that must not be repeated.
    pub max_idle_never: Option<usize>,
    /// Certificates that are trusted, too.
    pub root: Option<String>,
    /// The proxy of all requests.
    pub proxy: Option<String>,
}

/// Applies to a builder what is set, by setters of the same name.
macro_rules! build {
    ($builder:expr, $settings:expr, $($setting:ident)*) => {{
        let mut builder = $builder;
        $(if let Some(value) = $settings.$setting { builder = builder.$setting(value); })*
        if let Some(root) = $settings.root.clone() { builder = builder.root_certificates(root); }
        builder
    }};
}

impl Over {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Reqwest, Self::Hyper];

    /// The transport with its defaults.
    #[must_use]
    pub fn transport(self) -> Arc<dyn Transport> {
        self.with(&Settings::default())
    }

    /// The transport with these settings.
    #[must_use]
    pub fn with(self, settings: &Settings) -> Arc<dyn Transport> {
        self.try_with(settings).unwrap()
    }

    /// The transport with these settings, which it may refuse.
    ///
    /// # Errors
    /// As `build` of its builder.
    pub fn try_with(self, settings: &Settings) -> Result<Arc<dyn Transport>, Error> {
        match self {
            Self::Reqwest => {
                let mut builder =
                    build!(ReqwestTransport::builder(), settings, connect_timeout timeout max_bytes max_idle_never);
                if let Some(url) = settings.proxy.clone() {
                    let proxy = reqwest::Proxy::all(url).unwrap();
                    builder = builder.configure(move |reqwest| reqwest.proxy(proxy.clone()));
                }
                Ok(Arc::new(builder.build()?))
            }
            Self::Hyper => {
                let mut builder =
                    build!(HyperTransport::builder(), settings, connect_timeout timeout max_bytes max_idle_never);
                if let Some(url) = settings.proxy.clone() {
                    builder = builder.proxy(url);
                }
                Ok(Arc::new(builder.build()?))
            }
        }
    }
}

/// Makes a test of each function for each transport: `over_each!(one, other)`. A function takes an [`Over`](crate::over::Over).
#[macro_export]
macro_rules! over_each {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            use $crate::over::Over;

            #[tokio::test]
            async fn over_reqwest() {
                super::$name(Over::Reqwest).await;
            }

            #[tokio::test]
            async fn over_hyper() {
                super::$name(Over::Hyper).await;
            }
        }
    )*};
}

//! TLS for the HTTP clients: a rustls configuration of its own, with the provider that a feature selects.
//!
//! Nothing is installed process-wide: a program may have chosen another provider for its other parts.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::error::{Error, ErrorKind};

/// How connections are encrypted. Clones share it.
#[derive(Clone)]
pub(super) struct Tls {
    config: ClientConfig,
}

impl Tls {
    /// Trusts what the system trusts, and the certificates in `roots`, which are PEM.
    pub(super) fn new(roots: &[Vec<u8>]) -> Result<Self, Error> {
        let provider = Arc::new(provider());
        let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
        let verifier = verifier(certificates(roots)?, provider).map_err(failed)?;
        let builder = builder.map_err(failed)?.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = builder.with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { config })
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn put_on(&self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        builder.tls_backend_preconfigured(self.config.clone())
    }

    /// Returns the configuration for a server.
    #[cfg(feature = "hyper")]
    pub(super) fn to_server(&self) -> Arc<ClientConfig> {
        Arc::new(self.config.clone())
    }

    /// Returns the configuration for a proxy, which is spoken to in HTTP/1.1.
    #[cfg(feature = "hyper")]
    pub(super) fn to_proxy(&self) -> Arc<ClientConfig> {
        let mut config = self.config.clone();
        config.alpn_protocols.clear();
        Arc::new(config)
    }
}

#[cfg(feature = "tls-aws-lc")]
fn provider() -> CryptoProvider {
    rustls::crypto::aws_lc_rs::default_provider()
}

#[cfg(all(feature = "tls-ring", not(feature = "tls-aws-lc")))]
fn provider() -> CryptoProvider {
    rustls::crypto::ring::default_provider()
}

fn certificates(roots: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let mut all = Vec::new();
    for pem in roots {
        let before = all.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            all.push(certificate.map_err(failed)?);
        }
        if all.len() == before {
            return Err(refused("a root certificate must be PEM, beginning with `-----BEGIN CERTIFICATE-----`"));
        }
    }
    Ok(all)
}

/// Returns a verifier. Without additional roots, it is created in the same way on every system.
fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, rustls::Error> {
    #[cfg(not(target_os = "android"))]
    if !roots.is_empty() {
        return rustls_platform_verifier::Verifier::new_with_extra_roots(roots, provider);
    }
    let _ = roots;
    rustls_platform_verifier::Verifier::new(provider)
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    refused("TLS cannot be set up").with_source(error)
}

fn refused(message: &str) -> Error {
    Error::new(ErrorKind::Configuration, message)
}

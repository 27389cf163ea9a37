//! The body of a request or an answer on its way through a transport.

use std::fmt;

use bytes::Bytes;

use super::{TransportError, TransportFailure};

/// The body of a request or of an answer, as transports, middleware and layers see it.
///
/// Today it is always bytes in memory. It is a type of its own so that it can become a stream without another change to
/// these interfaces: for a stream, [`as_bytes`](Self::as_bytes) will return `None`, and
/// [`into_bytes`](Self::into_bytes), which is asynchronous and takes a limit, will read it to its end. For the same
/// reason it cannot be cloned or compared.
///
/// ```
/// use countersign::Body;
///
/// let body = Body::from("noon");
/// assert_eq!(body.as_bytes().map(|bytes| &bytes[..]), Some(&b"noon"[..]));
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// assert_eq!(body.into_bytes(1024).await?, "noon");
/// assert!(Body::from("too much").into_bytes(4).await.is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Body(Bytes);

impl Body {
    /// Returns an empty body.
    ///
    /// ```
    /// use countersign::transport::Body;
    ///
    /// assert_eq!(Body::empty().as_bytes().map(|bytes| bytes.len()), Some(0));
    /// ```
    pub const fn empty() -> Self {
        Self(Bytes::new())
    }

    /// Returns the bytes, if the whole body is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        Some(&self.0)
    }

    /// Returns a copy of the body, if the whole of it is in memory. For layers that send a request again.
    ///
    /// ```
    /// use countersign::Body;
    ///
    /// let body = Body::from("noon");
    /// let copy = body.try_clone().expect("it is in memory");
    /// assert_eq!(copy.as_bytes(), body.as_bytes());
    /// ```
    pub fn try_clone(&self) -> Option<Self> {
        self.as_bytes().cloned().map(Self::from)
    }

    /// Reads the body to its end.
    ///
    /// # Errors
    /// [`TransportFailure::TooLarge`] if the body has more than `max_bytes`. Reading may fail in other ways once bodies
    /// can be streams.
    pub async fn into_bytes(self, max_bytes: usize) -> Result<Bytes, TransportError> {
        if self.0.len() > max_bytes {
            let message = format!("the body is longer than the {max_bytes} bytes allowed");
            return Err(TransportError::new(TransportFailure::TooLarge, message));
        }
        Ok(self.0)
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self(Bytes::from_static(text.as_bytes()))
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Bytes::from_static(bytes))
    }
}

/// Leaves out the bytes: they may contain a secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

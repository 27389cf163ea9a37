//! The credentials of an application.

use std::cmp::Reverse;
use std::env::{self, VarError};
use std::fmt;

use super::Auth;
use crate::error::{Error, ErrorKind};
use crate::param::json_members;
use crate::secret::{Fingerprint, Secret};

/// How a key in PEM begins.
const PEM: &str = "-----BEGIN ";

/// The credentials of an application: a key id, which is sent, a secret, which is not, and named parts.
///
/// A secret is text: a password, a token, a key in PEM. Bytes are passed as Base64 or hexadecimal digits, which a
/// scheme decodes with [`from_base64`](crate::scheme::Text::from_base64) or
/// [`from_hex`](crate::scheme::Text::from_hex):
///
/// ```
/// use countersign::Credentials;
/// use countersign::scheme::{Fresh, Request, Scheme, body, secret, signature};
///
/// let scheme = Scheme::new(body().hmac_sha256(secret().from_base64()).hex()).header("x-signature", signature());
/// // The bytes 0xFF, 0x00 and 0x7F.
/// let credentials = Credentials::of_secret("/wB/")?;
/// let request = Request::new("POST", "https://books.example/books")?.bytes("{}");
/// scheme.build()?.sign(request, &credentials, &Fresh::now())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Credentials {
    key_id: String,
    secret: Secret,
    named: Vec<(String, Secret)>,
    /// Stored, so that a trace need not compute it.
    fingerprint: Fingerprint,
}

impl Credentials {
    /// Creates credentials from a key id and a secret, exactly as the vendor issued them.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::new("reader", "sesame")?;
    /// assert_eq!(credentials.key_id(), "reader");
    /// assert!(Credentials::new("reader", "sesame\n").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] if one of them is empty, or begins or ends with a blank, a line break or a byte order
    /// mark. Such a character comes from copying, and the vendor would only answer that the signature is wrong; nothing
    /// is trimmed silently. PEM, which may end with a line break, must be whole, and cannot be the key id. The two must
    /// also differ: the key is sent, so the secret would be as well.
    pub fn new(key_id: impl Into<String>, secret: impl Into<String>) -> Result<Self, Error> {
        let key_id = key_id.into();
        let secret = Secret::new(secret);
        check("key id", &key_id)?;
        check_secret("secret", secret.expose())?;
        if key_id == secret.expose() {
            return Err(refused(String::from("key and secret are the same: the key is sent, the secret must not be")));
        }
        let fingerprint = Fingerprint::of(&secret);
        Ok(Self { key_id, secret, named: Vec::new(), fingerprint })
    }

    /// Creates credentials from a secret without a key id, such as a token or the secret of a webhook. A key in PEM and
    /// a JSON Web Key may contain line breaks and end with one.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::of_secret("token")?;
    /// assert_eq!(credentials.key_id(), "");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`Credentials::new`].
    pub fn of_secret(secret: impl Into<String>) -> Result<Self, Error> {
        let secret = Secret::new(secret);
        check_secret("secret", secret.expose())?;
        let fingerprint = Fingerprint::of(&secret);
        Ok(Self { key_id: String::new(), secret, named: Vec::new(), fingerprint })
    }

    /// Returns credentials without a key id or a secret: for schemes that need neither, for named parts alone, or for a
    /// client whose calls each bring their [own](crate::Call::credentials).
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::none().with("token", "t-1")?;
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn none() -> Self {
        let secret = Secret::new("");
        let fingerprint = Fingerprint::of(&secret);
        Self { key_id: String::new(), secret, named: Vec::new(), fingerprint }
    }

    /// Adds a named part, such as a passphrase, a token or the serial number of a certificate. It replaces an earlier
    /// part of the same name.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::new("reader", "sesame")?.with("passphrase", "open")?;
    /// assert!(credentials.named("passphrase").is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`Credentials::new`], for this part.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Result<Self, Error> {
        let (name, value) = (name.into(), Secret::new(value));
        check_secret(&format!("`{name}`"), value.expose())?;
        self.named.retain(|(known, _)| *known != name);
        self.named.push((name, value));
        Ok(self)
    }

    /// Returns whether the parts of two credentials are the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let same = |one: &Secret, other: &Secret| one.expose() == other.expose();
        let is_named = |(name, value): &(String, Secret)| other.named(name).is_some_and(|other| same(value, other));
        self.key_id == other.key_id
            && same(&self.secret, &other.secret)
            && self.named.len() == other.named.len()
            && self.named.iter().all(is_named)
    }

    /// Returns what must not be printed: the secret, and each named part that is not an
    /// [identifier](crate::auth::Auth::shows) for the signing rule. The longest one is first.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Scheme, credential, identifier};
    ///
    /// let scheme = Scheme::unsigned().header("x-shop", identifier("shop")).header("x-token", credential("token"));
    /// let credentials = Credentials::new("reader", "sesame")?.with("shop", "shop-17")?.with("token", "open")?;
    /// let secrets = credentials.secrets(&scheme.build()?);
    /// assert_eq!(secrets.iter().map(|part| part.expose()).collect::<Vec<_>>(), ["sesame", "open"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn secrets(&self, auth: &dyn Auth) -> Vec<&Secret> {
        let named = self.named.iter().filter(|(name, _)| !auth.shows(name)).map(|(_, value)| value);
        let mut secrets: Vec<_> = std::iter::once(&self.secret).chain(named).collect();
        // A shorter one may be part of a longer one.
        secrets.sort_by_key(|secret| Reverse(secret.expose().len()));
        secrets
    }

    /// Returns whether there are named parts.
    pub(crate) fn has_named(&self) -> bool {
        !self.named.is_empty()
    }

    /// Returns whether the credentials are empty.
    pub(crate) fn is_none(&self) -> bool {
        self.key_id.is_empty() && self.secret.expose().is_empty() && self.named.is_empty()
    }

    /// Returns a named part.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::none().with("session", "t-1")?;
    /// assert_eq!(credentials.named("session").map(|part| part.expose()), Some("t-1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Secret> {
        self.named.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Reads the environment variables `{prefix}_APP_KEY` and `{prefix}_APP_SECRET`. Returns `None` if neither is set.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// // Reads `BOOKS_APP_KEY` and `BOOKS_APP_SECRET`.
    /// let credentials = Credentials::from_env("BOOKS")?;
    /// # assert!(credentials.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] if only one of them is set, or one is not UTF-8 or is refused by
    /// [`Credentials::new`].
    pub fn from_env(prefix: &str) -> Result<Option<Self>, Error> {
        let names = [format!("{prefix}_APP_KEY"), format!("{prefix}_APP_SECRET")];
        let [key, secret] = names.each_ref().map(|name| variable(name));
        match [key?, secret?] {
            [None, None] => Ok(None),
            [Some(key_id), Some(secret)] => Self::new(key_id, secret).map(Some),
            [key, _] => {
                let [set, unset] = if key.is_some() { [&names[0], &names[1]] } else { [&names[1], &names[0]] };
                Err(refused(format!("{set} is set, but {unset} is not: set both")))
            }
        }
    }

    /// Returns the key id, which is sent with every request.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// assert_eq!(Credentials::new("reader", "sesame")?.key_id(), "reader");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Returns the secret.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::new("reader", "sesame")?;
    /// assert_eq!(credentials.secret().expose(), "sesame");
    /// // Nothing prints it by mistake.
    /// assert_eq!(format!("{:?}", credentials.secret()), "Secret");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Returns the fingerprint of the secret, which may be shown.
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::new("reader", "open sesame")?;
    /// assert_eq!(credentials.fingerprint().to_string(), "41ef4bb0, 11 bytes, has blanks");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

/// Returns the value of an environment variable, or `None` if it is not set.
fn variable(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        // The error of the standard library contains the value.
        Err(VarError::NotUnicode(_)) => Err(refused(format!("the value of {name} is not UTF-8: set it again"))),
    }
}

/// Checks a secret, which may be a key: PEM and JSON Web Keys have line breaks.
fn check_secret(what: &str, text: &str) -> Result<(), Error> {
    if text.starts_with('{') && json_members(text.as_bytes()).is_ok() {
        return Ok(());
    }
    if !text.lines().any(|line| line.starts_with(PEM)) {
        return check(what, text);
    }
    let problem = if !text.contains("-----END ") {
        "is PEM without its last line, `-----END …-----`: pass the whole file"
    } else if text.contains("-----\\n") {
        "is PEM with `\\n` as two characters: replace them by line breaks"
    } else {
        return Ok(());
    };
    Err(refused(format!("the {what} {problem}")))
}

fn check(what: &str, text: &str) -> Result<(), Error> {
    if text.starts_with(PEM) {
        return Err(refused(format!("the {what} is a key in PEM: pass it as the secret")));
    }
    let problem = if text.is_empty() {
        "is empty"
    } else if text.trim_matches(['\n', '\r']).len() < text.len() {
        "begins or ends with a line break"
    } else if text.trim().len() < text.len() {
        "begins or ends with a blank"
    } else if text.trim_matches('\u{feff}').len() < text.len() {
        "begins or ends with a byte order mark (U+FEFF)"
    } else if text.chars().any(char::is_control) {
        "contains a control character"
    } else {
        return Ok(());
    };
    Err(refused(format!("the {what} {problem}: pass it exactly as the vendor issued it")))
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::Credentials, message)
}

//! Key and secret of an application.

use std::env::{self, VarError};
use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::secret::{Fingerprint, Secret};

/// What an application identifies itself with: its key, which travels, and its secret, which does not.
#[derive(Clone)]
pub struct Credentials {
    app_key: String,
    app_secret: Secret,
    named: Vec<(String, Secret)>,
    /// Kept, so that a trace need not compute it.
    fingerprint: Fingerprint,
}

impl Credentials {
    /// Takes key and secret as the vendor gave them.
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] when one is empty, or begins or ends with a blank, a line break or a byte order mark:
    /// such a character comes from copying, and the vendor would only answer that the signature is wrong. Nothing is
    /// trimmed in silence.
    /// Also when both are the same text: the key travels, so the secret would.
    pub fn new(app_key: impl Into<String>, app_secret: impl Into<String>) -> Result<Self, Error> {
        let app_key = app_key.into();
        let app_secret = Secret::new(app_secret);
        check("app key", &app_key)?;
        check("app secret", app_secret.expose())?;
        if app_key == app_secret.expose() {
            return Err(refused(String::from(
                "key and secret are the same text: the key travels, the secret must not",
            )));
        }
        let fingerprint = Fingerprint::of(&app_secret);
        Ok(Self { app_key, app_secret, named: Vec::new(), fingerprint })
    }

    /// Takes a secret that has no key id, such as a token or the secret of a webhook. A key in PEM may end with a line
    /// break.
    ///
    /// # Errors
    /// As [`Credentials::new`].
    pub fn of_secret(secret: impl Into<String>) -> Result<Self, Error> {
        let app_secret = Secret::new(secret);
        check("secret", app_secret.expose())?;
        let fingerprint = Fingerprint::of(&app_secret);
        Ok(Self { app_key: String::new(), app_secret, named: Vec::new(), fingerprint })
    }

    /// Returns credentials without key id and secret: for schemes that need neither, for named parts alone, or for a client
    /// whose calls each bring their [own](crate::Call::credentials).
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let credentials = Credentials::none().with("token", "t-1")?;
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn none() -> Self {
        let app_secret = Secret::new("");
        let fingerprint = Fingerprint::of(&app_secret);
        Self { app_key: String::new(), app_secret, named: Vec::new(), fingerprint }
    }

    /// The same credentials with a named part besides: a passphrase, a token, the serial number of a certificate. One of
    /// the same name is replaced.
    ///
    /// # Errors
    /// As [`Credentials::new`], for this part.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Result<Self, Error> {
        let (name, value) = (name.into(), Secret::new(value));
        check(&format!("`{name}`"), value.expose())?;
        self.named.retain(|(known, _)| *known != name);
        self.named.push((name, value));
        Ok(self)
    }

    /// Whether there is nothing in them.
    pub(crate) fn is_none(&self) -> bool {
        self.app_key.is_empty() && self.app_secret.expose().is_empty() && self.named.is_empty()
    }

    /// A named part.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Secret> {
        self.named.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Reads `{prefix}_APP_KEY` and `{prefix}_APP_SECRET`; `None` when neither is set.
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] when only one is set, one is not UTF-8, or one is refused by [`Credentials::new`].
    pub fn from_env(prefix: &str) -> Result<Option<Self>, Error> {
        let names = [format!("{prefix}_APP_KEY"), format!("{prefix}_APP_SECRET")];
        let [key, secret] = names.each_ref().map(|name| variable(name));
        match [key?, secret?] {
            [None, None] => Ok(None),
            [Some(app_key), Some(app_secret)] => Self::new(app_key, app_secret).map(Some),
            [key, _] => {
                let [set, unset] = if key.is_some() { [&names[0], &names[1]] } else { [&names[1], &names[0]] };
                Err(refused(format!("{set} is set, but {unset} is not: set both")))
            }
        }
    }

    /// The key, which travels with every request.
    #[must_use]
    pub fn app_key(&self) -> &str {
        &self.app_key
    }

    /// The secret.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.app_secret
    }

    /// What may be shown of the secret.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("app_key", &self.app_key).finish_non_exhaustive()
    }
}

/// The value of a variable; `None` where it is not set.
fn variable(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        // The error of the standard library holds the value.
        Err(VarError::NotUnicode(_)) => Err(refused(format!("the value of {name} is not UTF-8: set it anew"))),
    }
}

fn check(what: &str, text: &str) -> Result<(), Error> {
    if text.starts_with("-----BEGIN ") {
        return Ok(());
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
    Err(refused(format!("the {what} {problem}: pass it exactly as the vendor gave it")))
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::Credentials, message)
}

//! Tokens of OAuth applications, which authenticate by client id and secret.

use countersign::value::Timestamp;
use countersign::{endpoint, model};

use super::users::User;

/// Returns the permissions of a token; 404 if it is not valid.
#[endpoint(
    POST, "/applications/{client_id}/token",
    response = Authorization, auth = application, retry = safe, rename_all = "snake_case",
)]
pub struct CheckToken {
    /// Id of the application.
    pub client_id: String,
    /// The token.
    pub access_token: String,
}

/// Revokes a token.
#[endpoint(
    DELETE, "/applications/{client_id}/token",
    response = (), status = [204], auth = application, body = json, retry = safe, rename_all = "snake_case",
)]
pub struct DeleteToken {
    /// Id of the application.
    pub client_id: String,
    /// The token.
    pub access_token: String,
}

/// The permissions that a user granted to an application.
#[model(rename_all = "snake_case")]
pub struct Authorization {
    /// The number of the authorization.
    pub id: u64,
    /// The scopes.
    pub scopes: Option<Vec<String>>,
    /// The token.
    pub token: String,
    /// The last eight characters of the token.
    pub token_last_eight: Option<String>,
    /// Its digest.
    pub hashed_token: Option<String>,
    /// The application.
    pub app: Application,
    /// The user's note.
    pub note: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// The fingerprint that distinguishes it from others.
    pub fingerprint: Option<String>,
    /// The user who granted it.
    pub user: Option<User>,
}

/// An OAuth application.
#[model(rename_all = "snake_case")]
pub struct Application {
    /// Its id.
    pub client_id: String,
    /// Its name.
    pub name: String,
    /// The URL of its page.
    pub url: String,
}

//! Tokens of OAuth applications, which name themselves by client id and secret.

use countersign::value::Timestamp;
use countersign::{endpoint, model};

use super::users::User;

/// Returns what a token may do; 404 where it is not valid.
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

/// What a user allows an application to do.
#[model(rename_all = "snake_case")]
pub struct Authorization {
    /// Number of the authorization.
    pub id: u64,
    /// What is allowed.
    pub scopes: Option<Vec<String>>,
    /// The token.
    pub token: String,
    /// Its end.
    pub token_last_eight: Option<String>,
    /// Its digest.
    pub hashed_token: Option<String>,
    /// The application.
    pub app: Application,
    /// What the user wrote about it.
    pub note: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// What distinguishes it from others.
    pub fingerprint: Option<String>,
    /// Who allows it.
    pub user: Option<User>,
}

/// An OAuth application.
#[model(rename_all = "snake_case")]
pub struct Application {
    /// Its id.
    pub client_id: String,
    /// Its name.
    pub name: String,
    /// Address of its page.
    pub url: String,
}

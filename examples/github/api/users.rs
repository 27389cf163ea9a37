//! The short form of a user, as contained in most answers.

use countersign::{model, open_enum};

/// A user, an organization or a bot.
#[model(rename_all = "snake_case")]
pub struct User {
    /// Name of the account.
    pub login: String,
    /// The number of the account.
    pub id: u64,
    /// The URL of the picture.
    pub avatar_url: String,
    /// The URL of the page.
    pub html_url: String,
    /// Kind of account.
    #[field(name = "type")]
    pub kind: AccountKind,
    /// Whether the user works for GitHub.
    pub site_admin: bool,
}

/// The kind of an account.
#[open_enum(rename_all = "PascalCase")]
pub enum AccountKind {
    /// A person.
    User,
    /// An organization.
    Organization,
    /// A bot.
    Bot,
}

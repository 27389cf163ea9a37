//! The short form of a user, which most answers contain.

use countersign::{model, open_enum};

/// A user, an organization or a bot.
#[model(rename_all = "snake_case")]
pub struct User {
    /// Name of the account.
    pub login: String,
    /// Number of the account.
    pub id: u64,
    /// Address of the picture.
    pub avatar_url: String,
    /// Address of the page.
    pub html_url: String,
    /// Kind of account.
    #[field(name = "type")]
    pub kind: AccountKind,
    /// Works for GitHub.
    pub site_admin: bool,
}

/// What an account belongs to.
#[open_enum(rename_all = "PascalCase")]
pub enum AccountKind {
    /// A person.
    User,
    /// An organization.
    Organization,
    /// A program.
    Bot,
}

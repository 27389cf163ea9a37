//! Notifications of the user.

use countersign::value::Timestamp;
use countersign::{endpoint, model, open_enum};

use super::repositories::RepositorySummary;

/// Returns the notifications of the user, unless they are the same as in an earlier answer.
#[endpoint(GET, "/notifications", response = Option<Vec<Notification>>, empty = [304], rename_all = "snake_case")]
pub struct ListNotifications {
    /// Whether to include those that were read.
    pub all: Option<bool>,
    /// Whether to return only those in which the user participates.
    pub participating: Option<bool>,
    /// Changed at this time or later.
    pub since: Option<Timestamp>,
    /// Changed before this time.
    pub before: Option<Timestamp>,
    /// The number of the page. Defaults to 1.
    #[param(range = 1..)]
    pub page: Option<u64>,
    /// Items on a page. Defaults to 50.
    #[param(range = 1..=50)]
    pub per_page: Option<u64>,
    /// The header `Last-Modified` of an earlier answer.
    #[param(in = header, name = "if-modified-since")]
    pub if_modified_since: Option<String>,
}

/// Marks notifications as read.
#[endpoint(PUT, "/notifications", response = Option<Accepted>, status = [205], retry = safe, rename_all = "snake_case")]
pub struct MarkNotificationsAsRead {
    /// Later changes stay unread. Defaults to now.
    pub last_read_at: Option<Timestamp>,
    /// Whether they are read.
    pub read: Option<bool>,
}

/// The message about a background task.
#[model]
pub struct Accepted {
    /// The message.
    pub message: Option<String>,
}

/// A notification.
#[model(rename_all = "snake_case")]
pub struct Notification {
    /// Id of the notification.
    pub id: String,
    /// The repository.
    pub repository: RepositorySummary,
    /// The subject.
    pub subject: Subject,
    /// The reason why the user gets it.
    pub reason: Reason,
    /// Whether it is unread.
    pub unread: bool,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// When it was read.
    pub last_read_at: Option<Timestamp>,
    /// Address in the API.
    pub url: String,
}

/// The subject of a notification.
#[model(rename_all = "snake_case")]
pub struct Subject {
    /// Its title.
    pub title: String,
    /// Its URL in the API.
    pub url: Option<String>,
    /// The URL of the last comment in the API.
    pub latest_comment_url: Option<String>,
    /// Its kind, such as `Issue`.
    #[field(name = "type")]
    pub kind: String,
}

/// The reason why a user gets a notification.
#[open_enum(rename_all = "snake_case")]
pub enum Reason {
    /// It is the user's turn.
    Assign,
    /// The user opened it.
    Author,
    /// The user commented.
    Comment,
    /// A workflow of the user ended.
    CiActivity,
    /// The user accepted an invitation.
    Invitation,
    /// The user subscribed to it.
    Manual,
    /// The user was mentioned.
    Mention,
    /// The user is asked for a review.
    ReviewRequested,
    /// A dependency is vulnerable.
    SecurityAlert,
    /// The user changed its state.
    StateChange,
    /// The user watches the repository.
    Subscribed,
    /// A team of the user was mentioned.
    TeamMention,
}

//! Contributions by week.

use countersign::model;
use countersign::value::{Timestamp, UnixSeconds};

use super::users::User;

/// The commits of one contributor.
#[model]
pub struct ContributorActivity {
    /// The contributor; absent if the account was deleted.
    pub author: Option<User>,
    /// All commits.
    pub total: u64,
    /// Week by week.
    pub weeks: Vec<Week>,
}

/// The commits of a week.
#[model]
pub struct Week {
    /// The beginning of the week.
    #[field(name = "w")]
    pub start: Timestamp<UnixSeconds>,
    /// Lines added; 0 in large repositories.
    #[field(name = "a")]
    pub additions: u64,
    /// Lines deleted; 0 in large repositories.
    #[field(name = "d")]
    pub deletions: u64,
    /// Commits.
    #[field(name = "c")]
    pub commits: u64,
}

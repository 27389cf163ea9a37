//! Stars and limits of the token's user.

use std::collections::BTreeMap;

use countersign::value::{Timestamp, UnixSeconds};
use countersign::{endpoint, model};

/// Returns whether the user has starred a repository: `None` if not.
#[endpoint(GET, "/user/starred/{owner}/{repo}", response = Option<()>, empty = [404])]
pub struct CheckStar {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
}

/// Stars a repository.
#[endpoint(PUT, "/user/starred/{owner}/{repo}", response = (), status = [204], retry = safe)]
pub struct Star {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
}

/// Removes a star.
#[endpoint(DELETE, "/user/starred/{owner}/{repo}", response = (), status = [204], retry = safe)]
pub struct Unstar {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
}

/// Returns the number of remaining calls. Does not count as a call.
#[endpoint(GET, "/rate_limit", response = RateLimits)]
pub struct GetRateLimit {}

/// The numbers of remaining calls.
#[model]
pub struct RateLimits {
    /// By the name of the limit, such as `core` or `search`.
    pub resources: BTreeMap<String, RateLimit>,
    /// That of `core`, in the version 2022-11-28.
    pub rate: Option<RateLimit>,
}

/// The number of remaining calls of one kind.
#[model]
pub struct RateLimit {
    /// Calls per hour.
    pub limit: u64,
    /// Remaining calls.
    pub remaining: u64,
    /// Calls made so far.
    pub used: u64,
    /// When the hour ends.
    pub reset: Timestamp<UnixSeconds>,
}

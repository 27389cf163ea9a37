//! What belongs to the user of the token: stars and limits.

use std::collections::BTreeMap;

use countersign::value::{Timestamp, UnixSeconds};
use countersign::{endpoint, model};

/// Returns whether the user has starred a repository: `None` where not.
#[endpoint(GET, "/user/starred/{owner}/{repo}", response = Option<()>, empty = [404])]
pub struct CheckStar {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
}

/// Stars a repository.
#[endpoint(PUT, "/user/starred/{owner}/{repo}", response = (), status = [204], retry = safe)]
pub struct Star {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
}

/// Takes a star back.
#[endpoint(DELETE, "/user/starred/{owner}/{repo}", response = (), status = [204], retry = safe)]
pub struct Unstar {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
}

/// Returns how many calls are left. Costs none.
#[endpoint(GET, "/rate_limit", response = RateLimits)]
pub struct GetRateLimit {}

/// How many calls are left of every kind.
#[model]
pub struct RateLimits {
    /// By the name of the limit, such as `core` or `search`.
    pub resources: BTreeMap<String, RateLimit>,
    /// That of `core`, in the version 2022-11-28.
    pub rate: Option<RateLimit>,
}

/// How many calls are left of one kind.
#[model]
pub struct RateLimit {
    /// Calls in an hour.
    pub limit: u64,
    /// Calls that are left.
    pub remaining: u64,
    /// Calls that were made.
    pub used: u64,
    /// When the hour is over.
    pub reset: Timestamp<UnixSeconds>,
}

//! All operations, in the order of the vendor's menu, and what failures mean.
//!
//! The methods of [`Client`], [`Client::OPERATIONS`] and [`Client::GROUPS`] are generated from one list. To add an
//! operation, declare it in the module of its group and add its name here.

use countersign::{Envelope, ErrorKind, KnownFailure, Outcome};
use dajisaas::Md5Sorted;

use crate::balance::Balance;
use crate::order::{CreateOrder, OrderList};
use crate::product::{KeywordSearch, ProductDetail};

countersign::api! {
    /// The client of the Poizon API.
    pub struct Client {
        base_url: "https://openapi.dajisaas.com",
        auth: Md5Sorted,
        envelope: envelope(),
    }
    operations {
        product: KeywordSearch, ProductDetail;
        order: CreateOrder, OrderList;
        balance: Balance;
    }
}

/// The vendor's envelope, with `msg` instead of `message`, and with `status` (200 in the only complete sample) instead
/// of a time and a trace id.
fn envelope() -> Envelope {
    dajisaas::envelope()
        .with_message("msg")
        .with_success_message("success")
        .without_metadata()
        .with_constants(&[("status", 200)])
        .with_known_failures(KNOWN_FAILURES)
}

const OF_GATEWAY: [KnownFailure; 3] = dajisaas::KNOWN_FAILURES;

/// The gateway's own failures, and upstream codes that it may pass on. Whether it does so is not published.
const KNOWN_FAILURES: &[KnownFailure] = &[
    OF_GATEWAY[0],
    OF_GATEWAY[1],
    OF_GATEWAY[2],
    KnownFailure::of_code("30300012").with_kind(ErrorKind::Business).with_hint("Poizon does not accept a parameter"),
    KnownFailure::of_code("30300013")
        .with_kind(ErrorKind::Credentials)
        .with_hint("the account has no permission for this operation: ask the vendor"),
    KnownFailure::of_code("30300014")
        .with_kind(ErrorKind::RateLimited)
        .with_hint("Poizon accepts 3 requests per second and operation: limit the rate with `ClientBuilder::limiter`"),
    KnownFailure::of_code("30400001").with_kind(ErrorKind::Business).with_hint(VENDORS_TOKEN),
    KnownFailure::of_code("30400002").with_kind(ErrorKind::Business).with_retryable(true).with_hint(VENDORS_TOKEN),
    KnownFailure::of_code("40900006")
        .with_kind(ErrorKind::Business)
        .with_retryable(true)
        .with_outcome(Outcome::Unknown)
        .with_hint("Poizon reports an internal error: the outcome of the call is unknown"),
];

const VENDORS_TOKEN: &str = "Poizon rejects the vendor's access token, not your key: contact the vendor";

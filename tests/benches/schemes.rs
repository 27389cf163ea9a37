//! `cargo bench --bench schemes`: signing by a scheme of parts, compared with a hand-written rule for the same string
//! with the same cached keys; and verifying.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot run should say so at once")]

use countersign_tests::measure::{Comparison, compare};
use countersign_tests::signing::{SigV4, SortedMd5};

const LIMIT: f64 = 1.2;

fn main() {
    let (md5, v4) = (SortedMd5::new().unwrap(), SigV4::new().unwrap());
    let (by_hand, by_scheme) = (|| md5.by_hand().unwrap(), || md5.by_scheme().unwrap());
    assert_eq!(by_scheme().request.target(), by_hand().0.target());
    let allocations = allocation_counter::measure(|| drop(by_scheme())).count_total;
    print("sorted MD5", compare(301, 500, by_hand, by_scheme), allocations);
    let (arrived, (scheme, credentials, now)) = (by_scheme().request, md5.receiver());
    let verify = || scheme.verify(&arrived, |_| [credentials.clone()], now).unwrap();
    let of = compare(301, 500, by_hand, verify);
    println!("             verified {:>5} ns, {:.2} ×", of.work.as_nanos(), of.ratio);

    let (by_hand, by_scheme) = (|| v4.by_hand().unwrap(), || v4.by_scheme().unwrap());
    assert_eq!(by_scheme().request.headers(), by_hand().0.headers());
    let allocations = allocation_counter::measure(|| drop(by_scheme())).count_total;
    print("SigV4", compare(301, 500, by_hand, by_scheme), allocations);
}

fn print(what: &str, of: Comparison, allocations: u64) {
    let (hand, scheme) = (of.floor.as_nanos(), of.work.as_nanos());
    println!(
        "{what:12} by hand {hand:>5} ns, scheme {scheme:>5} ns, {:.2} × (limit {LIMIT}), {allocations} allocations",
        of.ratio
    );
}

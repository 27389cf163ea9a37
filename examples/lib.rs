//! Runnable examples, such as `cargo run --example keyword_search`. The README lists them.

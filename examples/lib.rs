//! Runnable examples: `cargo run --example keyword_search`, `cargo run --example declare_your_own`.

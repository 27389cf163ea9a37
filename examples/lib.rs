//! Runnable examples: `cargo run --example keyword_search`, and `declare_your_own`, `receive_messages` likewise.

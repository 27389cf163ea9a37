//! A crate that depends on `countersign` and on nothing else; its declarations are in `tests/declarations.rs`.

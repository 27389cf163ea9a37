//! Feeds [`countersign_fuzz::parse_request`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::parse_request::run(data));

//! Feeds [`countersign_fuzz::verify_push`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::verify_push::run(data));

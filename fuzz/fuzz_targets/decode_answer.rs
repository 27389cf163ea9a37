//! Feeds [`countersign_fuzz::decode_answer`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::decode_answer::run(data));

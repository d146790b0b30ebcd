//! libFuzzer's way into `fuzz::number`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::number::run(data));

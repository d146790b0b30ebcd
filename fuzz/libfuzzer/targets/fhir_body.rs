//! libFuzzer's way into `fuzz::fhir_body`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::fhir_body::run(data));

//! What strangers can send, thrown at the parsers that read it first: each target panics where a claim does not hold.

pub mod cookie;
pub mod fhir_body;
pub mod number;
pub mod query;
pub mod token;

/// A target by its name, which is also the name of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 5] = [
    ("cookie", cookie::run),
    ("fhir_body", fhir_body::run),
    ("number", number::run),
    ("query", query::run),
    ("token", token::run),
];

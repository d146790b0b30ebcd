//! The face: layout, texts, extractors, errors and security headers.

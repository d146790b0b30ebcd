//! Texts, pages in every language, headers, errors and assets, through the router.

mod acting;
mod assets;
mod components;
mod errors;
mod family;
mod headers;
mod language;
mod portal;
mod service;
mod styles;
mod texts;

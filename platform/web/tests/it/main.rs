//! Texts, pages in every language, headers, errors and assets, through the router.

mod assets;
mod errors;
mod headers;
mod language;
mod portal;
mod texts;

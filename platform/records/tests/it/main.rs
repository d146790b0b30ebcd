//! The store and the import, on both engines.

mod house;
mod import;
mod real_files;
mod store;

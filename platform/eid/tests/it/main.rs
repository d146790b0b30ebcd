//! The log-in proved against providers that lie, and against a certified one; sessions and forms on both databases.

mod admission;
mod certified_provider;
mod kept_forms;
mod log_in;
mod lying_provider;
mod refusals;
mod sessions;
mod stage;

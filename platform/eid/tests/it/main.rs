//! The log-in proved against providers that lie, and against a certified one.

mod certified_provider;
mod lying_provider;
mod refusals;

//! OpenID Connect log-in and sessions.

mod admission;
pub mod kept_forms;
mod log_in;
pub mod oidc;
mod random_text;
pub mod sessions;

pub use admission::{Admission, NotAdmitted, admit};
pub use log_in::{Answer, Begun, Done, LogIn, LogInError, SCHEMA, local_path, purge_log_ins};

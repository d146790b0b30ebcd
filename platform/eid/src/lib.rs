//! OpenID Connect log-in and sessions.

pub mod oidc;

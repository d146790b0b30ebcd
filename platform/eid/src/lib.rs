//! OpenID Connect log-in and sessions.

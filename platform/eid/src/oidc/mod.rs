//! The relying party: sends people to the electronic ID and checks what comes back (L1).
//!
//! `authorization` and `id_token` are pure; `provider` does the HTTP.

mod authorization;
mod client_auth;
mod error;
mod http;
mod id_token;
mod key_set;
mod metadata;
mod provider;
mod settings;
mod signing_key;

pub use authorization::{Language, Secrets, challenge};
pub use client_auth::ClientAuth;
pub use error::{OidcError, TokenFault};
pub use id_token::{Expected, Identity, verify};
pub use key_set::KeySet;
pub use metadata::Metadata;
pub use provider::Provider;
pub use settings::{Settings, SettingsError};
pub use signing_key::{KeyError, SigningKey};

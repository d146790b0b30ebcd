//! Why a log-in did not succeed, fine enough to choose the page that helps.

/// A log-in that was refused, by us or by the electronic ID.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// No such log-in under way: never begun here, too old, or already used (a replayed answer).
    #[error("the log-in is unknown, too old or already used")]
    UnknownLogIn,
    /// The answer came to another browser than the one that began.
    #[error("the answer came to another browser than the one that began the log-in")]
    OtherBrowser,
    /// The answer says it is from another issuer (RFC 9207).
    #[error("the answer is from another issuer")]
    OtherIssuer,
    /// The person gave up, or the electronic ID said no. The code is one of OAuth 2.0 and OpenID Connect.
    #[error("the electronic ID answered {0}")]
    Declined(String),
    /// The token end point refused the code.
    #[error("the code was refused: {0}")]
    CodeRefused(String),
    /// The ID token does not hold.
    #[error("the ID token does not hold: {0}")]
    Token(#[from] TokenFault),
    /// Too many log-ins wait for the electronic ID already.
    #[error("too many log-ins at once")]
    Busy,
    /// No answer in time, or an answer that is not what the standard says.
    #[error("the electronic ID could not be used: {0}")]
    Unreachable(String),
}

impl OidcError {
    /// The error code of an answer, made safe for logs.
    pub(crate) fn declined(code: &str) -> Self {
        Self::Declined(error_code(code))
    }
}

/// What is wrong with an ID token (OpenID Connect Core §3.1.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    #[error("not a signed token")]
    Malformed,
    #[error("signed with an algorithm that is not accepted")]
    Algorithm,
    #[error("signed with a key the issuer does not publish")]
    UnknownKey,
    #[error("the signature is wrong")]
    Signature,
    #[error("from another issuer")]
    Issuer,
    #[error("made for somebody else")]
    Audience,
    #[error("expired")]
    Expired,
    #[error("issued in the future")]
    NotYet,
    #[error("the nonce is not ours")]
    Nonce,
    /// Logged in at a lower level than asked for (L1).
    #[error("the assurance level is too low")]
    Assurance,
    /// The electronic ID carries no Norwegian number (`pid` may be missing for foreign ones).
    #[error("no national number")]
    NoNumber,
}

/// An error code from outside, made safe for a log: letters, digits and `_`, at most 40.
pub(super) fn error_code(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect()
}

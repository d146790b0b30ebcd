//! What an operator decides about the look and the safety of the portal's pages.

use incidents::Board;

use crate::Language;

/// Settings of the pages. Read from configuration by the executable; by default a portal without HTTPS.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Synthetic people only: every page says so.
    pub demo: bool,
    /// Served over HTTPS: cookies are `Secure`, and HSTS is sent.
    pub https: bool,
    /// Where the portal is reached, as `https://helsevei.example`: for addresses that leave it (search engines, citations).
    pub origin: String,
    /// Guidance staff's telephone number as people write it (P9). Pages are silent about guidance without one.
    pub guidance_phone: Option<String>,
    /// Origins that a form may lead to besides ours: the eID provider's, for log-out. Goes into `form-action`.
    pub form_origins: Vec<String>,
    /// Where people and researchers reach whoever runs the portal.
    pub contact: Contact,
    /// What the operator tells just now of faults and maintenance: every page says it.
    pub board: Board,
}

/// Where whoever runs the portal is reached (P11). What is not set is not told.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// `mailto:`, `https:` or `tel:` for reports of holes (RFC 9116).
    pub security: Option<String>,
    /// Where it is told how such reports are met: `https:`.
    pub security_policy: Option<String>,
    /// An e-mail address for what is hard to use.
    pub accessibility: Option<String>,
}

impl Site {
    /// The whole address of an open page in a language.
    pub fn address(&self, language: Language, path: &str) -> String {
        format!("{}/{language}{path}", self.origin)
    }
}

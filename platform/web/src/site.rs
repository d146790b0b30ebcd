//! What an operator decides about the look and the safety of the portal's pages.

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
}

impl Site {
    /// The whole address of an open page in a language.
    pub fn address(&self, language: Language, path: &str) -> String {
        format!("{}/{language}{path}", self.origin)
    }
}

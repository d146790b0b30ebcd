//! What an operator decides about the look and the safety of the portal's pages.

/// Settings of the pages. Read from configuration by the executable; by default a portal without HTTPS.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Synthetic people only: every page says so.
    pub demo: bool,
    /// Served over HTTPS: cookies are `Secure`, and HSTS is sent.
    pub https: bool,
    /// Guidance staff's telephone number as people write it (P9). Pages are silent about guidance without one.
    pub guidance_phone: Option<String>,
    /// Origins that a form may lead to besides ours: the eID provider's, for log-out. Goes into `form-action`.
    pub form_origins: Vec<String>,
}

//! Where people and researchers reach whoever runs the portal (P11).

use serde::Deserialize;

/// `[contact]`: what is left out is not told.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Where holes are reported: `mailto:`, `https:` or `tel:`. Absent: there is no security.txt.
    pub security: Option<String>,
    /// Where it is told how such reports are met: `https:`.
    pub security_policy: Option<String>,
    /// An e-mail address for what is hard to use; it is told of new messages from readers where `[smtp]` is set.
    pub accessibility: Option<String>,
}

impl Contact {
    /// As pages know it.
    pub fn to_site(&self) -> web::Contact {
        let Self { security, security_policy, accessibility } = self.clone();
        web::Contact { security, security_policy, accessibility }
    }

    /// What production refuses of it.
    pub(super) fn faults(&self) -> Vec<String> {
        let is_line = |text: &str| text.bytes().all(|sign| sign.is_ascii_graphic());
        let begins = |text: &str, starts: &[&str]| starts.iter().any(|it| text.starts_with(it)) && is_line(text);
        let wrong = [
            (
                self.security.as_ref().is_some_and(|it| !begins(it, &["mailto:", "https://", "tel:"])),
                "contact.security must be an address as mailto:security@helse.example.no, https://… or tel:…",
            ),
            (
                self.security_policy.as_ref().is_some_and(|it| !begins(it, &["https://"])),
                "contact.security_policy must start with https://",
            ),
            (
                self.accessibility.as_ref().is_some_and(|it| !feedback::is_email(it)),
                "contact.accessibility must be an e-mail address",
            ),
        ];
        wrong.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, mend)| mend.to_owned()).collect()
    }
}

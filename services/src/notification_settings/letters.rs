//! The words of a letter that says that something has come (N3).

use notify::ChannelKind;
use web::{
    Words,
    texts::{Language, Texts},
};

/// Words letters from the portal's texts.
pub struct Letters {
    texts: Texts,
    /// Where the portal is, as people type it: never an address that logs in.
    address: String,
}

impl Letters {
    /// `address`: of the portal's front page.
    pub fn new(texts: Texts, address: &str) -> Self {
        Self { texts, address: address.trim_end_matches('/').to_owned() }
    }
}

impl notify::Wording for Letters {
    fn letter(&self, channel: ChannelKind, language: Option<&str>, said: notify::Said<'_>) -> notify::Text {
        let language = language.and_then(Language::parse).unwrap_or_default();
        let words = Words::new(self.texts.clone(), language);
        let what = said.event.map(|(service, kind)| words.notice(service, kind));
        let news = match (said.sender, what) {
            (Some(sender), Some(what)) => {
                let named = words.say("notification-settings-letter-from-named");
                named.with("sender", sender).with("what", what).to_string()
            }
            (Some(sender), None) => words.say("notification-settings-letter-from").with("sender", sender).to_string(),
            (None, Some(what)) => words.say("notification-settings-letter-named").with("what", what).to_string(),
            (None, None) => words.t("notification-settings-letter-new").to_owned(),
        };
        let text = match channel {
            ChannelKind::Push => news,
            ChannelKind::Sms => words.say("notification-settings-sms-text").with("news", news).to_string(),
            ChannelKind::Email => {
                let text = words.say("notification-settings-letter-text").with("news", news);
                text.with("address", self.address.as_str()).to_string()
            }
        };
        let subject = words.t("notification-settings-letter-subject").to_owned();
        notify::Text { language: words.shown_language(), subject, text }
    }
}

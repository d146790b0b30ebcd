//! Who opens a page, when it does not matter who: the reader's language.

use std::{convert::Infallible, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};

use eid::sessions::SESSION_COOKIE;

use crate::{Chrome, Language, Page, Portal, Words, cookie, layers::language};

/// The language that an address begins with, as `/nn/tema`: it goes before what the reader has chosen.
#[derive(Clone, Copy, Debug)]
pub struct Prefix(pub Language);

/// A reader of an open page.
pub struct Visitor {
    chrome: Arc<Chrome>,
}

impl Visitor {
    /// A page with the title of a key.
    pub fn page(&self, title: &str) -> Page {
        Page::new(self.chrome.clone(), self.chrome.words.t(title))
    }

    /// The same for one who is logged in at work, for no office yet: they are offered to log out, not in.
    pub fn at_work(self) -> Self {
        Self { chrome: Arc::new(Chrome { without_office: true, ..Chrome::clone(&self.chrome) }) }
    }

    /// A page with a title that is no key: an article's.
    pub fn page_named(&self, title: impl Into<String>) -> Page {
        Page::new(self.chrome.clone(), title)
    }

    pub fn words(&self) -> &Words {
        &self.chrome.words
    }
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let prefix = parts.extensions.get::<Prefix>().map(|prefix| prefix.0);
        let words = Words::new(portal.texts().clone(), prefix.unwrap_or_else(|| language::of(&parts.headers)));
        let returning = cookie::read(&parts.headers, SESSION_COOKIE).is_some();
        Ok(Self { chrome: Arc::new(Chrome { returning, ..Chrome::open(portal.site().clone(), words) }) })
    }
}

//! Who opens a page, when it does not matter who: the reader's language.

use std::{convert::Infallible, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{Chrome, Page, Portal, Words, layers::language};

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

    pub fn words(&self) -> &Words {
        &self.chrome.words
    }
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let words = Words::new(portal.texts().clone(), language::of(&parts.headers));
        Ok(Self { chrome: Arc::new(Chrome::open(portal.site().clone(), words)) })
    }
}

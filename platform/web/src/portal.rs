//! The portal as the pages know it: what every handler may ask for.

use std::sync::Arc;

use db::{Clock, Random};

use crate::{
    Site, Texts,
    texts::{PLATFORM, Source, TextsError},
};

/// State of every page's handler. Cheap to clone.
#[derive(Clone)]
pub struct Portal(Arc<Inner>);

/// What a portal is put together from.
pub struct Parts {
    pub site: Site,
    pub clock: Clock,
    pub random: Random,
}

struct Inner {
    site: Arc<Site>,
    clock: Clock,
    random: Random,
    texts: Texts,
}

impl Portal {
    /// Puts the portal together; fails when a text is missing in a language.
    pub fn new(parts: Parts) -> Result<Self, TextsError> {
        let Parts { site, clock, random } = parts;
        let texts = Texts::load(&[PLATFORM, access_texts()])?;
        Ok(Self(Arc::new(Inner { site: Arc::new(site), clock, random, texts })))
    }

    pub fn site(&self) -> &Arc<Site> {
        &self.0.site
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn random(&self) -> &Random {
        &self.0.random
    }

    pub fn texts(&self) -> &Texts {
        &self.0.texts
    }
}

/// Reasons of the gate, in the words of the crate that has the rules.
fn access_texts() -> Source {
    let [nb, nn, en] = access::rules::TEXTS.map(|(_, file)| file);
    Source { name: "access", nb, nn, en, se: None }
}

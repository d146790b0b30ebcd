//! What stands around every page for one reader: language, person, menu, bell, session.

use std::sync::Arc;

use eid::sessions::{Kind, Session};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Site, Words};

/// The surroundings of a page. Made once in a request.
#[derive(Clone)]
pub struct Chrome {
    pub site: Arc<Site>,
    pub words: Words,
    /// `None` when not logged in as a citizen.
    pub who: Option<Who>,
    /// For which office one is at work; `None` on all pages but the desk's.
    pub at_work: Option<Workplace>,
    /// What the menu lists besides home and log-out.
    pub menu: Vec<MenuItem>,
    pub bell: Option<Bell>,
    pub idle: Option<Idle>,
    /// An open page for one who has a session, it seems: the way to their own page instead of log-in.
    pub returning: bool,
    /// Logged in at work, and it is not chosen for which office.
    pub without_office: bool,
}

impl Chrome {
    /// The surroundings of an open page.
    pub fn open(site: Arc<Site>, words: Words) -> Self {
        Self {
            site,
            words,
            who: None,
            at_work: None,
            menu: Vec::new(),
            bell: None,
            idle: None,
            returning: false,
            without_office: false,
        }
    }
}

/// Whom the page is about, and whom else one may represent (R1).
#[derive(Clone, Debug)]
pub struct Who {
    pub name: String,
    pub relationship: Relationship,
    /// Address of this person's home page, `/p/{handle}`.
    pub home: String,
    /// Everyone one may act for, oneself first; empty when there is only oneself.
    pub choices: Vec<Person>,
}

/// The office one is at work for, as what, and as whom.
#[derive(Clone, Debug)]
pub struct Workplace {
    /// The office's id: forms that begin something carry it.
    pub id: Uuid,
    pub office: String,
    /// Key of the role's name.
    pub role: &'static str,
    pub name: String,
    /// Has other offices or roles to choose among.
    pub may_choose: bool,
}

/// A person in the selector.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub relationship: Relationship,
    pub href: String,
    pub current: bool,
}

/// Why one may act for somebody, as the person selector says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    Oneself,
    Child,
    Power,
}

impl Relationship {
    /// `self` or `another`: chooses the colour of the bar.
    pub fn for_whom(&self) -> &'static str {
        if *self == Self::Oneself { "self" } else { "another" }
    }

    pub fn icon(&self) -> &'static str {
        if *self == Self::Oneself { "person" } else { "people" }
    }

    /// Key of the title of the person's home page.
    pub fn home_key(&self) -> &'static str {
        if *self == Self::Oneself { "page-home" } else { "page-home-of-another" }
    }

    /// Key of the words before the name in the bar.
    pub fn acting_key(&self) -> &'static str {
        match self {
            Self::Oneself => "person-as-oneself",
            Self::Child => "person-as-child",
            Self::Power => "person-as-power",
        }
    }

    /// Key of the words under the name in the list.
    pub fn basis_key(&self) -> &'static str {
        match self {
            Self::Oneself => "person-oneself",
            Self::Child => "person-child",
            Self::Power => "person-power",
        }
    }
}

/// A line of the menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    pub href: String,
    pub text: String,
    /// One line about it, where the menu is a page of its own; empty for none.
    pub about: String,
    pub icon: &'static str,
}

/// The bell with what is unread (N5).
#[derive(Clone, Debug)]
pub struct Bell {
    pub href: String,
    pub unread: i64,
}

/// When the session ends by itself (L10).
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    /// From this page's answer until the session ends.
    pub seconds: u32,
    /// How long before the end the warning comes.
    pub warn_seconds: u32,
    /// Where the end is put off, and where scripts lead when the time is out.
    pub extend: &'static str,
    pub ended: &'static str,
}

/// How long before the session's end the warning comes.
const WARN_SECONDS: u32 = 120;

impl Idle {
    /// Of a session that is live now.
    pub fn of(session: &Session, now: Timestamp) -> Self {
        let seconds = u32::try_from(session.next_end().duration_since(now).as_secs()).unwrap_or(0);
        let (extend, ended) = match session.kind {
            Kind::Citizen => ("/okt/forleng", "/okt/slutt"),
            Kind::AtWork => ("/skranke/okt/forleng", "/skranke/okt/slutt"),
        };
        Self { seconds, warn_seconds: WARN_SECONDS, extend, ended }
    }
}

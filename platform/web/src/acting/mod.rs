//! Who is logged in and for whom they act: the extractor of every page under `/p/{handle}/`.

mod bell;
mod people;

use std::{collections::HashMap, sync::Arc};

use access::{
    Act, Actor, Allowed, Deed, GateError, See, Standing,
    rules::{Action, Refusal},
};
use axum::{
    extract::{FromRequestParts, OriginalUri, Path},
    http::{Method, request::Parts},
};
use db::PersonId;
use eid::sessions::{Kind, Reading, Session};

use crate::{
    Chrome, Idle, MenuItem, Page, PageError, Portal, Relationship, Words,
    layers::{Surroundings, language},
    service::Service,
};

/// A logged-in person, and the one the address is about: themself or somebody they may represent.
///
/// It opens nothing: every look and change asks the gate, through [`Acting::see`] and [`Acting::act`].
pub struct Acting {
    session: Session,
    actor: Actor,
    standing: Standing,
    handle: String,
    chrome: Arc<Chrome>,
}

impl Acting {
    /// Who is logged in, as the gate knows them.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Who is logged in.
    pub fn person(&self) -> PersonId {
        self.session.person
    }

    /// Whom the page is about.
    pub fn subject(&self) -> PersonId {
        self.standing.subject.person
    }

    /// How the one stands to the other, read in this request.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    pub fn is_for_oneself(&self) -> bool {
        self.subject() == self.session.person
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn words(&self) -> &Words {
        &self.chrome.words
    }

    /// An address of the subject's pages: `acting.path("timer")` is `/p/{handle}/timer`.
    pub fn path(&self, rest: &str) -> String {
        if rest.is_empty() { format!("/p/{}", self.handle) } else { format!("/p/{}/{rest}", self.handle) }
    }

    /// A page with the title of a key, one step under the person's home page.
    pub fn page(&self, title: &str) -> Page {
        self.page_titled(self.words().t(title))
    }

    /// As [`Acting::page`], with a title that is put together.
    pub fn page_titled(&self, title: impl Into<String>) -> Page {
        Page::new(self.chrome.clone(), title).under(self.path(""), self.home_title())
    }

    /// The first page of a service, with its title and its help.
    pub fn service_page(&self, service: &Service) -> Page {
        self.page(&service.key("title")).with_help(service.help())
    }

    /// The person's home page itself.
    pub(crate) fn home_page(&self) -> Page {
        Page::new(self.chrome.clone(), self.home_title())
    }

    fn home_title(&self) -> &str {
        let relationship = self.chrome.who.as_ref().map_or(Relationship::Oneself, |who| who.relationship);
        self.words().t(relationship.home_key())
    }

    /// Asks the gate to look: the line in the usage log is on disk when this returns.
    pub async fn see(&self, portal: &Portal, service: &Service, deed: Deed) -> Result<Allowed<See>, PageError> {
        Ok(portal.gate().see_as(&self.standing, &service.policy, deed).await?)
    }

    /// Asks the gate to change: the line is written with the change.
    pub async fn act(&self, portal: &Portal, service: &Service, deed: Deed) -> Result<Allowed<Act>, PageError> {
        Ok(portal.gate().act_as(&self.standing, &service.policy, deed).await?)
    }

    /// Why the reader could not change anything in a service, if that is so: nothing is offered that would be refused.
    pub async fn refused(&self, portal: &Portal, service: &Service) -> Result<Option<Refusal>, PageError> {
        match portal.gate().decide(&self.standing, &service.policy, Action::Act).await {
            Ok(_) => Ok(None),
            Err(GateError::Refused(refusal)) => Ok(Some(refusal)),
            Err(fault) => Err(fault.into()),
        }
    }

    async fn find(portal: &Portal, session: Session, handle: String, words: Words) -> Result<Self, PageError> {
        let mut everyone = people::represented(portal, session.person).await?;
        let of_handle = |it: &Standing| portal.handles().of(session.person, it.subject.person) == handle;
        let subject = everyone.iter().position(of_handle).ok_or(PageError::NotFound)?;
        let who = people::who(portal, session.person, &everyone[subject], &everyone);
        let bell = bell::bell(portal, &everyone).await?;
        let standing = everyone.swap_remove(subject);
        // Not the services one by one: which of them are open is known to the overview, that asks the gate.
        let menu = vec![MenuItem {
            href: format!("{}/tjenester", who.home),
            text: words.t("overview-title").to_owned(),
            about: String::new(),
            icon: "grid",
        }];
        let chrome = Chrome {
            menu,
            idle: Some(Idle::of(&session, portal.clock().now())),
            who: Some(who),
            at_work: None,
            bell,
            returning: false,
            without_office: false,
            site: portal.site().clone(),
            words,
        };
        let actor = Actor::Citizen(session.person);
        Ok(Self { session, actor, standing, handle, chrome: Arc::new(chrome) })
    }
}

impl FromRequestParts<Portal> for Acting {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, PageError> {
        let session = match parts.extensions.get::<Reading>() {
            Some(Reading::Live(session)) if !session.kind.is_at_work() => session.clone(),
            Some(Reading::TimedOut(_)) => return Err(PageError::SessionEnded { to: way_back(parts) }),
            _ => return Err(PageError::LogInFirst { to: way_back(parts) }),
        };
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, portal).await;
        let handle = path.ok().and_then(|Path(mut names)| names.remove("handle")).ok_or(PageError::NotFound)?;
        let words = Words::new(portal.texts().clone(), language::of(&parts.headers));
        let acting = Self::find(portal, session, handle, words).await?;
        if let Some(surroundings) = parts.extensions.get::<Surroundings>() {
            let _already = surroundings.0.set(acting.chrome.clone());
        }
        Ok(acting)
    }
}

/// The page to come back to after log-in; a form is not a page.
pub(crate) fn way_back(parts: &Parts) -> String {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    let page = (parts.method == Method::GET).then(|| uri.path_and_query()).flatten();
    page.map_or_else(|| Kind::of_path(uri.path()).front().to_owned(), ToString::to_string)
}

impl From<GateError> for PageError {
    /// A refusal says why; a fault says nothing to the reader and everything to the log.
    fn from(error: GateError) -> Self {
        match error {
            GateError::Refused(reason) => reason.into(),
            fault => Self::unavailable(fault),
        }
    }
}

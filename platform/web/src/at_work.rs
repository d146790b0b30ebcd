//! Who is at work and for which office: the extractor of every page under `/skranke/`.

use std::sync::Arc;

use access::{
    Act, Allowed, Deed, Policy, Reason, See, Staff,
    rules::{Refusal, Role},
};
use axum::{extract::FromRequestParts, http::request::Parts};
use db::PersonId;
use eid::sessions::{DESK, Kind, Reading, Session};
use offices::{Office, OfficeKind};
use uuid::Uuid;

use crate::{
    Chrome, Form, Idle, Language, MenuItem, Page, PageError, Portal, Words, Workplace,
    acting::way_back,
    layers::{Surroundings, language},
};

/// A member of staff at work, in a role that stands in this request.
///
/// It opens nothing: every look and change asks the gate, through [`AtWork::see`] and its like.
pub struct AtWork {
    session: Session,
    staff: Staff,
    office: Office,
    name: String,
    chrome: Arc<Chrome>,
}

/// The hidden field that says which office a form is for (`components/office.html`).
const FOR_OFFICE: &str = "for-kontor";

/// A line of the desk's menu.
#[derive(Clone, Copy, Debug)]
pub struct DeskItem {
    /// Under the desk: `ko` for `/skranke/ko`.
    pub path: &'static str,
    /// Key of its name.
    pub key: &'static str,
    /// Key of one line about it, on the desk's front page.
    pub about: &'static str,
    pub icon: &'static str,
    /// Who has it in their menu.
    pub is_for: fn(Role) -> bool,
    /// In which offices.
    pub at: fn(OfficeKind) -> bool,
}

impl DeskItem {
    /// In every office.
    pub const EVERYWHERE: fn(OfficeKind) -> bool = |_| true;
}

impl AtWork {
    /// Who is at work, as the gate knows them.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// The office they are at work for.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Their own name, full: what they write is signed with it.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn words(&self) -> &Words {
        &self.chrome.words
    }

    /// An address of the desk: `at_work.path("ko")` is `/skranke/ko`.
    pub fn path(&self, rest: &str) -> String {
        if rest.is_empty() { DESK.to_owned() } else { format!("{DESK}/{rest}") }
    }

    /// A page with the title of a key, one step under the desk's front page.
    pub fn page(&self, title: &str) -> Page {
        self.page_titled(self.words().t(title))
    }

    /// As [`AtWork::page`], with a title that is put together.
    pub fn page_titled(&self, title: impl Into<String>) -> Page {
        Page::new(self.chrome.clone(), title).under(DESK, self.words().t("desk-front"))
    }

    /// The desk's front page itself.
    pub fn front_page(&self) -> Page {
        Page::new(self.chrome.clone(), self.words().t("desk-front"))
    }

    /// What the menu offers in this role.
    pub fn menu(&self) -> &[MenuItem] {
        &self.chrome.menu
    }

    /// Goes on only for one in a role that `is_for` allows: for pages that are about nobody.
    pub fn must(&self, is_for: fn(Role) -> bool) -> Result<(), PageError> {
        if is_for(self.staff.role()) { Ok(()) } else { Err(Refusal::NotYourRole.into()) }
    }

    /// Goes on only where a form that begins something was filled in for the office one is at work for: another may have
    /// been chosen meanwhile, in another tab or at the next log-in.
    pub fn must_be_for(&self, form: &Form) -> Result<(), PageError> {
        if form.value(FOR_OFFICE) == self.office.id.to_string() { Ok(()) } else { Err(PageError::OtherOffice) }
    }

    /// Asks the gate to look at a person: the line in their usage log is on disk when this returns.
    pub async fn see(
        &self,
        portal: &Portal,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
        reason: Reason,
    ) -> Result<Allowed<See>, PageError> {
        Ok(portal.gate().see_at_work(&self.staff, subject, policy, deed, reason).await?)
    }

    /// Asks the gate to change: the line is written with the change.
    pub async fn act(
        &self,
        portal: &Portal,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
        reason: Reason,
    ) -> Result<Allowed<Act>, PageError> {
        Ok(portal.gate().act_at_work(&self.staff, subject, policy, deed, reason).await?)
    }

    /// Asks the gate to look at everyone on a page of a list. Who may not be seen is not among the answers.
    pub async fn see_many(
        &self,
        portal: &Portal,
        subjects: &[PersonId],
        policy: &Policy,
        deed: Deed,
        reason: Reason,
    ) -> Result<Vec<Allowed<See>>, PageError> {
        Ok(portal.gate().see_many_at_work(&self.staff, subjects, policy, deed, reason).await?)
    }

    /// As [`AtWork::see_many`], each look about one item, so that its line is hidden where the item is (R4).
    pub async fn see_items(
        &self,
        portal: &Portal,
        items: &[(PersonId, Uuid)],
        policy: &Policy,
        verb: &'static str,
        reason: Reason,
    ) -> Result<Vec<Allowed<See>>, PageError> {
        Ok(portal.gate().see_items_at_work(&self.staff, items, policy, verb, reason).await?)
    }

    /// The desk's surroundings for one at work by this token: for an error page that no handler has made. `None` for one
    /// who is not, or no longer, at work.
    pub(crate) async fn chrome(portal: &Portal, token: &str, language: Language) -> Option<Arc<Chrome>> {
        let reading = portal.sessions().read(token, Kind::AtWork).await.ok()?;
        let Reading::Live(session) = reading else { return None };
        let words = Words::new(portal.texts().clone(), language);
        Some(Self::find(portal, session, words).await.ok()?.chrome)
    }

    async fn find(portal: &Portal, session: Session, words: Words) -> Result<Self, PageError> {
        let membership = session.membership.ok_or(PageError::ChooseOffice)?;
        let staff = portal.gate().staff(session.person, membership).await?.ok_or(Refusal::NotYourRole)?;
        let office = portal.offices().find(staff.office()).await.map_err(PageError::unavailable)?;
        let office = office.filter(|office| office.ended_at.is_none()).ok_or(Refusal::NotYourRole)?;
        let person = portal.gate().register().person(session.person).await.map_err(PageError::unavailable)?;
        let name = person.filter(|person| !person.is_dead()).ok_or(PageError::NotFound)?.name.full();
        let roles = portal.gate().roles(session.person).await?;
        let item = |item: &DeskItem| MenuItem {
            href: format!("{DESK}/{}", item.path),
            text: words.t(item.key).to_owned(),
            about: words.t(item.about).to_owned(),
            icon: item.icon,
        };
        let menu = portal
            .desk()
            .iter()
            .filter(|item| (item.is_for)(staff.role()) && (item.at)(office.kind))
            .map(item)
            .collect();
        let workplace = Workplace {
            id: office.id,
            office: office.name.clone(),
            role: staff.role().key(),
            name: name.clone(),
            may_choose: roles.len() > 1,
        };
        let idle = Some(Idle::of(&session, portal.clock().now()));
        let open = Chrome::open(portal.site().clone(), words);
        let chrome = Arc::new(Chrome { menu, idle, at_work: Some(workplace), ..open });
        Ok(Self { session, staff, office, name, chrome })
    }
}

impl FromRequestParts<Portal> for AtWork {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, PageError> {
        let session = match parts.extensions.get::<Reading>() {
            Some(Reading::Live(session)) if session.kind.is_at_work() => session.clone(),
            Some(Reading::TimedOut(_)) => return Err(PageError::SessionEnded { to: way_back(parts) }),
            _ => return Err(PageError::LogInFirst { to: way_back(parts) }),
        };
        let words = Words::new(portal.texts().clone(), language::of(&parts.headers));
        let at_work = Self::find(portal, session, words).await?;
        if let Some(surroundings) = parts.extensions.get::<Surroundings>() {
            let _already = surroundings.0.set(at_work.chrome.clone());
        }
        Ok(at_work)
    }
}

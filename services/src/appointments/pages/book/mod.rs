//! Booking a free time, step by step: where, which day, which time, why, check, booked. Moving one takes the same way.

mod days;
mod lost;
mod order;
mod places;
mod reason;
mod times;

use access::{Allowed, Deed, GateError, See, rules::Action};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use booking::Slot;
use offices::Office;
use serde::Deserialize;
use uuid::Uuid;
use web::{Acting, Page, PageError, Portal};

use super::{failed::to_appointment, wording};
use crate::appointments::{SERVICE, bookable, model::Appointment, rules, store};

/// Where the errand begins, under the service's own address.
pub const START: &str = "timer/ledige";

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/timer/ledige", get(places::get))
        .route("/p/{handle}/timer/ledige/{office}", get(days::get))
        .route("/p/{handle}/timer/ledige/{office}/dag/{day}", get(times::get))
        .route("/p/{handle}/timer/ledige/{office}/tid/{slot}", get(reason::get))
        .route("/p/{handle}/timer/ledige/{office}/sjekk", post(reason::post))
        .route("/p/{handle}/timer/ledige/{office}/bestill", post(order::post))
}

/// The office in an address; whatever cannot be one leads nowhere.
#[derive(Deserialize)]
struct At {
    office: String,
}

/// The appointment that is to be moved, where one came from there.
#[derive(Deserialize)]
struct Moving {
    flytter: Option<String>,
}

/// Who books, for whom, and what they would move: read afresh at every step.
struct Errand {
    allowed: Allowed<See>,
    /// The appointment to be moved; `None` for a new one.
    moving: Option<Appointment>,
}

/// Where an errand cannot go on: the page that says why.
enum Halt {
    Page(PageError),
    /// What was to be moved cannot be any more: its own page says how it stands.
    Elsewhere(Response),
}

impl From<PageError> for Halt {
    fn from(fault: PageError) -> Self {
        Self::Page(fault)
    }
}

impl From<GateError> for Halt {
    fn from(fault: GateError) -> Self {
        Self::Page(fault.into())
    }
}

impl Halt {
    fn answer(self) -> Result<Response, PageError> {
        match self {
            Self::Page(fault) => Err(fault),
            Self::Elsewhere(page) => Ok(page),
        }
    }
}

impl Errand {
    /// Asks whether one may look and act at all, so that nobody fills in what would be refused at the end.
    async fn begin(portal: &Portal, acting: &Acting, moving: &str) -> Result<Self, Halt> {
        let allowed = acting.see(portal, &SERVICE, Deed::new("free_times")).await?;
        portal.gate().decide(acting.standing(), &SERVICE.policy, Action::Act).await?;
        let moving = match moving {
            "" => None,
            id => Some(movable(acting, &allowed, id).await?),
        };
        Ok(Self { allowed, moving })
    }

    async fn office(&self, portal: &Portal, acting: &Acting, id: &str) -> Result<Office, Halt> {
        let id = Uuid::parse_str(id).map_err(|_| PageError::NotFound)?;
        let open = bookable::offices(portal, acting, &self.allowed).await?;
        Ok(open.into_iter().find(|office| office.id == id).ok_or(PageError::NotFound)?)
    }

    /// A time of the office, free or not any more.
    async fn slot(&self, portal: &Portal, office: &Office, id: &str) -> Result<Slot, Halt> {
        let id = Uuid::parse_str(id).map_err(|_| PageError::NotFound)?;
        let slot = portal.times().find(office, id).await.map_err(PageError::unavailable)?;
        Ok(slot.filter(|slot| bookable::is_offered(&self.allowed, slot)).ok_or(PageError::NotFound)?)
    }

    /// Id of what is moved, as forms carry it; empty for a new booking.
    fn moving_id(&self) -> String {
        self.moving.as_ref().map_or_else(String::new, |it| it.id().to_string())
    }

    /// An address of the errand, which keeps what is moved.
    fn path(&self, acting: &Acting, rest: &str) -> String {
        let moving = self.moving.as_ref().map_or_else(String::new, |it| format!("?flytter={}", it.id()));
        acting.path(&format!("{START}{rest}{moving}"))
    }

    /// A page of the errand, under the list and the step where the place is chosen.
    fn page(&self, acting: &Acting, title: &str) -> Page {
        let words = acting.words();
        let key = if self.moving.is_some() { "appointments-move" } else { "appointments-book" };
        let page = acting.page_titled(title).under(acting.path("timer"), words.t("appointments-title"));
        page.under(self.path(acting, ""), words.t(key))
    }

    /// What is moved, in words.
    fn moves(&self, acting: &Acting) -> Option<String> {
        let from = self.moving.as_ref()?;
        let text = acting.words().say("appointments-moves-from");
        Some(text.with("when", wording::when(acting.words(), from)).to_string())
    }
}

/// The appointment that is to be moved: one that was booked in an offered time, and may be cancelled now.
async fn movable(acting: &Acting, allowed: &Allowed<See>, id: &str) -> Result<Appointment, Halt> {
    let id = Uuid::parse_str(id).map_err(|_| PageError::NotFound)?;
    let appointment = store::find(allowed, id).await?.ok_or(PageError::NotFound)?;
    let booked = booking::booked(allowed, id).await?;
    if booked.is_none() || rules::may_cancel(&appointment, allowed.now()).is_err() {
        return Err(Halt::Elsewhere(to_appointment(acting, id)));
    }
    Ok(appointment)
}

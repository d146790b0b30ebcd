//! How often pages may be asked for: by session, and by address where nobody is logged in.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use db::{ClientAddress, DbError, Limit, Limiter, PersonId, Place, Verdict};
use eid::sessions::Reading;
use jiff::SignedDuration;

use crate::{PageError, Portal};

/// People one may name wrongly, by number and name, in a day.
const GUESSES: Limit = Limit { hits: 10, window: SignedDuration::from_hours(24) };

/// How often; `None` is no limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rates {
    /// Pages of one session.
    pub session: Option<Limit>,
    /// Pages for one address, of those who are not logged in.
    pub address: Option<Limit>,
    /// Log-ins begun from one address.
    pub log_ins: Option<Limit>,
    /// Answers to "Was this useful?" from one address.
    pub opinions: Option<Limit>,
    /// Messages to the operator from one address.
    pub messages: Option<Limit>,
}

/// Counts who asks for pages. Cheap to clone.
#[derive(Clone)]
pub struct Guard {
    limiter: Limiter,
    rates: Rates,
}

impl Guard {
    pub fn new(limiter: Limiter, rates: Rates) -> Self {
        Self { limiter, rates }
    }

    /// Takes one of the wrong names that the person may give in a day, before the one they name is looked up (R5). `None`
    /// when all are used: then nobody is looked up.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn guess(&self, person: PersonId) -> Result<Option<Place>, DbError> {
        self.limiter.take("guess", &person.to_string(), GUESSES).await
    }

    /// Gives it back: the one they named is who they said.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn guessed_right(&self, guess: Place) -> Result<(), DbError> {
        self.limiter.give_back(guess).await
    }

    /// Counts an answer to "Was this useful?" (P2).
    ///
    /// # Errors
    /// [`PageError::TooMany`]: then it is not taken.
    pub async fn opinion(&self, from: Option<ClientAddress>) -> Result<(), PageError> {
        self.within("opinion", from, self.rates.opinions).await
    }

    /// Counts a message to the operator (P11).
    ///
    /// # Errors
    /// [`PageError::TooMany`]: then it is not taken.
    pub async fn message(&self, from: Option<ClientAddress>) -> Result<(), PageError> {
        self.within("message", from, self.rates.messages).await
    }

    async fn within(
        &self,
        kind: &'static str,
        from: Option<ClientAddress>,
        limit: Option<Limit>,
    ) -> Result<(), PageError> {
        let Some(address) = from else { return Ok(()) };
        match self.limiter.hit_some(kind, &address.key(), limit).await {
            Verdict::Within => Ok(()),
            Verdict::Over(wait) => Err(PageError::TooMany { seconds: wait.as_secs() }),
        }
    }

    async fn check(&self, request: &Asked) -> Verdict {
        if let Some(session) = &request.session {
            return self.limiter.hit_some("session", session, self.rates.session).await;
        }
        let Some(address) = &request.address else { return Verdict::Within };
        if request.log_in
            && let over @ Verdict::Over(_) = self.limiter.hit_some("log_in", address, self.rates.log_ins).await
        {
            return over;
        }
        self.limiter.hit_some("address", address, self.rates.address).await
    }
}

/// What is counted by.
struct Asked {
    session: Option<String>,
    address: Option<String>,
    log_in: bool,
}

/// Refuses before anything is done or logged. Stands inside of the session's reading. Style sheets are not counted.
pub async fn pages(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let session = match request.extensions().get::<Reading>() {
        Some(Reading::Live(session)) => Some(session.id.to_string()),
        _ => None,
    };
    let address = request.extensions().get::<ClientAddress>().map(|address| address.key());
    let asked = Asked { session, address, log_in: ["/logg-inn", "/skranke/logg-inn"].contains(&request.uri().path()) };
    match portal.guard().check(&asked).await {
        Verdict::Within => next.run(request).await,
        Verdict::Over(wait) => PageError::TooMany { seconds: wait.as_secs() }.into_response(),
    }
}

//! Who is logged in (L10): own sessions, a row each, found by the hash of the token in the cookie.

mod cookie;
mod device;
mod forget;
mod kind;
mod limits;
mod purge;
mod store;

use access::{Act, Allowed, GateError, See};
use db::{Clock, Db, DbError, Keyring, PersonId, Random};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

pub use cookie::{LOG_IN_COOKIE, SESSION_COOKIE, STAFF_COOKIE, find_cookie, forget_cookie, set_cookie};
pub use device::{device, network};
pub use forget::forget;
pub use kind::{DESK, Kind};
pub use limits::Limits;

use crate::{oidc::Identity, random_text};

/// Label under which an ID token is sealed.
const ID_TOKEN: &str = "sessions.id_token";

/// All sessions of the portal. Cheap to clone.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
    keyring: Keyring,
    clock: Clock,
    random: Random,
    limits: Limits,
}

/// A live session: who is asking. Only [`Sessions`] makes one, so to hold it is to be logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id in lists; says nothing of the token.
    pub id: Uuid,
    pub person: PersonId,
    pub kind: Kind,
    /// At work: under which of their roles, once it is chosen. Whether the role stands, the gate is asked.
    pub membership: Option<Uuid>,
    pub begun_at: Timestamp,
    /// The log-in before this one (L5).
    pub previous_at: Option<Timestamp>,
    /// When it ends unless it is used or extended before.
    pub idle_ends_at: Timestamp,
    /// When it ends however much it is used.
    pub ends_at: Timestamp,
    token_hash: String,
}

impl Session {
    /// When it ends if nothing more happens.
    pub fn next_end(&self) -> Timestamp {
        self.idle_ends_at.min(self.ends_at)
    }
}

/// What a cookie leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Live(Session),
    /// Timed out a short while ago: whose it was, so that a form sent too late can be kept for the same person.
    TimedOut(PersonId),
    /// Nobody: no session, ended by its person, or long gone.
    Nobody,
}

/// A log-in that becomes a session.
pub struct NewSession<'a> {
    pub person: PersonId,
    pub kind: Kind,
    /// At work: the only role they have; `None` for one who has to choose.
    pub membership: Option<Uuid>,
    pub identity: &'a Identity,
    /// The issuer that vouched: with its session id it finds ours at a front-channel log-out.
    pub issuer: &'a str,
    /// Header `user-agent`.
    pub user_agent: &'a str,
    /// The client's address, as far as it is known.
    pub address: Option<std::net::IpAddr>,
    /// The token of the browser's session of this kind until now: it ends.
    pub replaces: Option<&'a str>,
}

/// A session as its person sees it in the list (S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActiveLogIn {
    pub id: Uuid,
    /// At work, not as a citizen.
    pub at_work: bool,
    /// For instance `Firefox, Linux`; empty when unknown.
    pub device: String,
    /// The network, coarse: for instance `192.0.2.*`.
    pub place: Option<String>,
    pub begun_at: Timestamp,
    pub seen_at: Timestamp,
}

/// A session that was just opened.
pub struct Opened {
    /// The value of the cookie; never stored.
    pub token: String,
    pub session: Session,
}

impl Sessions {
    pub fn new(db: Db, keyring: Keyring, clock: Clock, random: Random, limits: Limits) -> Self {
        Self { db, keyring, clock, random, limits }
    }

    /// Opens a session with a token nobody has seen, and ends the one the browser had (rotation).
    pub async fn open(&self, new: NewSession<'_>) -> Result<Opened, DbError> {
        let now = self.clock.now();
        let token = random_text::secret(&self.random);
        let key = self.keyring.person(new.person).await?;
        let row = store::NewRow {
            token_hash: random_text::fingerprint(&token),
            id: self.random.uuid(now),
            person: new.person,
            at_work: new.kind.is_at_work(),
            membership: new.membership,
            now,
            ends_at: now + self.limits.absolute,
            device: device(new.user_agent),
            place: new.address.map(network),
            acr: new.identity.acr.clone(),
            provider_session: new.identity.sid.as_deref().map(|sid| provider_session(new.issuer, sid)),
            id_token: key.seal(ID_TOKEN, new.identity.id_token.as_bytes()),
            replaces: new.replaces.map(random_text::fingerprint),
        };
        let previous_at = store::insert(&self.db, row.clone()).await?;
        let session = Session {
            id: row.id,
            person: row.person,
            kind: new.kind,
            membership: row.membership,
            begun_at: now,
            previous_at,
            idle_ends_at: now + self.limits.idle,
            ends_at: row.ends_at,
            token_hash: row.token_hash,
        };
        Ok(Opened { token, session })
    }

    /// Whom the token in the cookie of a kind stands for: a token of the other kind is nobody's. One query; a live session is marked as seen once a minute at most.
    pub async fn read(&self, token: &str, kind: Kind) -> Result<Reading, DbError> {
        if token.len() != random_text::LENGTH {
            return Ok(Reading::Nobody);
        }
        let token_hash = random_text::fingerprint(token);
        let Some(row) = store::find(&self.db, &token_hash).await? else { return Ok(Reading::Nobody) };
        let now = self.clock.now();
        let (idle_ends_at, ends_at) = (row.seen_at + self.limits.idle, row.ends_at);
        if row.ended || row.at_work != kind.is_at_work() {
            return Ok(Reading::Nobody);
        }
        if now >= idle_ends_at.min(ends_at) {
            let keeps = now < idle_ends_at.min(ends_at) + self.limits.remembered;
            return Ok(if keeps { Reading::TimedOut(row.person) } else { Reading::Nobody });
        }
        let mut session = Session {
            id: row.id,
            person: row.person,
            kind,
            membership: row.membership,
            begun_at: row.begun_at,
            previous_at: row.previous_at,
            idle_ends_at,
            ends_at,
            token_hash,
        };
        if now.duration_since(row.seen_at) >= limits::SEEN_EVERY {
            self.extend(&mut session).await?;
        }
        Ok(Reading::Live(session))
    }

    /// Moves the idle end: what every use does now and then, and the warning's button at once.
    pub async fn extend(&self, session: &mut Session) -> Result<(), DbError> {
        let now = self.clock.now();
        store::seen(&self.db, &session.token_hash, now).await?;
        session.idle_ends_at = now + self.limits.idle;
        Ok(())
    }

    /// Chooses under which of their roles one is at work in this session, from now on.
    pub async fn choose(&self, session: &Session, membership: Uuid) -> Result<(), DbError> {
        store::choose(&self.db, &session.token_hash, membership).await
    }

    /// Ends this session; gives the ID token that the electronic ID wants as a hint to log out too.
    pub async fn end(&self, session: &Session) -> Result<Option<String>, DbError> {
        let sealed = store::end(&self.db, &session.token_hash, self.clock.now()).await?;
        let Some(sealed) = sealed else { return Ok(None) };
        let token = self.keyring.person(session.person).await?.open(ID_TOKEN, &sealed)?;
        Ok(String::from_utf8(token).ok())
    }

    /// Ends all sessions of the person whose session this is; says how many were live.
    pub async fn end_all(&self, session: &Session) -> Result<u64, DbError> {
        store::end_all(&self.db, session.person, self.clock.now()).await
    }

    /// Ends the sessions that began with a session at the electronic ID, at its front-channel log-out; says whose.
    pub async fn end_by_provider(&self, issuer: &str, sid: &str) -> Result<Vec<PersonId>, DbError> {
        store::end_by_provider(&self.db, provider_session(issuer, sid), self.clock.now()).await
    }

    /// The subject's live sessions, the latest first (S4).
    pub async fn list(&self, allowed: &Allowed<See>) -> Result<Vec<ActiveLogIn>, GateError> {
        let now = allowed.now();
        store::list(allowed, now - self.limits.idle, now).await
    }

    /// Ends one of the subject's sessions by its id in the list; false when it is not theirs or ended already.
    pub async fn end_one(&self, allowed: Allowed<Act>, id: Uuid) -> Result<bool, GateError> {
        store::end_one(allowed, id).await
    }
}

/// One value out of issuer and session id, so that no issuer can end another's sessions.
fn provider_session(issuer: &str, sid: &str) -> String {
    random_text::fingerprint(&format!("{issuer}\n{sid}"))
}

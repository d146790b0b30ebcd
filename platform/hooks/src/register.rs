//! What systems do with their subscriptions: make, read, change.

use std::sync::Arc;

use clients::Caller;
use db::{Clock, Db, DbError, Random};
use records::feed;
use records::search::Position;
use thiserror::Error;
use url::Url;
use uuid::Uuid;

use crate::{EndpointError, Reach, State, Subscription, Wanted, endpoint, store};

/// Subscriptions of one organisation that calls go out for.
const MOST: i64 = 20;

/// Why a subscription was not made or changed.
#[derive(Debug, Error)]
pub enum HooksError {
    #[error("the organisation has 20 subscriptions already: switch one off")]
    Many,
    /// It has changed since the system read it.
    #[error("the subscription has another version")]
    Changed,
    #[error(transparent)]
    Database(#[from] DbError),
}

/// The subscriptions of all organisations. Cheap to clone.
#[derive(Clone)]
pub struct Subscriptions {
    db: Db,
    clock: Clock,
    random: Random,
    reach: Arc<Reach>,
    origin: String,
}

impl Subscriptions {
    /// `origin`: where this portal is reached, which no call goes to.
    pub fn new(db: Db, clock: Clock, random: Random, reach: Reach, origin: &str) -> Self {
        Self { db, clock, random, reach: Arc::new(reach), origin: origin.to_owned() }
    }

    /// Whether calls may go to an address.
    pub fn check(&self, endpoint: &str) -> Result<Url, EndpointError> {
        endpoint::check(&self.reach, endpoint, &self.origin)
    }

    /// Makes a subscription of what comes from now on; a first call, about nothing, goes out at once.
    ///
    /// # Errors
    /// [`HooksError::Many`].
    pub async fn create(&self, caller: &Caller, wanted: Wanted) -> Result<Subscription, HooksError> {
        let organisation = caller.source.organisation.clone();
        if wanted.on && store::count_on(&self.db, &organisation).await? >= MOST {
            return Err(HooksError::Many);
        }
        let settled = feed::settle(&self.db, &organisation).await?;
        let now = self.clock.now();
        let new = Subscription {
            id: self.random.uuid(now),
            organisation,
            client: caller.client.clone(),
            version: 1,
            updated_at: now,
            state: state_of(&wanted),
            wanted,
            fault: None,
            attempts: 0,
            told: Position { key: settled.as_microsecond(), id: Uuid::max() },
            telling: None,
        };
        store::insert(&self.db, &new).await?;
        Ok(new)
    }

    /// Changes version `version` of a subscription of the caller's organisation. One that was off goes on from where its
    /// system was told last, so that it misses nothing.
    ///
    /// # Errors
    /// [`HooksError::Changed`], [`HooksError::Many`]; `None` where there is none.
    pub async fn update(
        &self,
        caller: &Caller,
        id: Uuid,
        version: i64,
        wanted: Wanted,
    ) -> Result<Option<Subscription>, HooksError> {
        let organisation = &caller.source.organisation;
        let Some(present) = self.find(organisation, id).await? else { return Ok(None) };
        let again = wanted.on && present.state == State::Off;
        if again && store::count_on(&self.db, organisation).await? >= MOST {
            return Err(HooksError::Many);
        }
        let (client, updated_at, state) = (caller.client.clone(), self.clock.now(), state_of(&wanted));
        let new = Subscription { client, updated_at, state, wanted, ..present };
        if !store::update(&self.db, &new, version).await? {
            return Err(HooksError::Changed);
        }
        Ok(self.find(organisation, id).await?)
    }

    /// One of an organisation's.
    pub async fn find(&self, organisation: &str, id: Uuid) -> Result<Option<Subscription>, DbError> {
        store::find(&self.db, organisation, id).await
    }

    /// All of an organisation, the newest first; at most 200.
    pub async fn list(&self, organisation: &str) -> Result<Vec<Subscription>, DbError> {
        store::list(&self.db, organisation).await
    }
}

fn state_of(wanted: &Wanted) -> State {
    if wanted.on { State::Requested } else { State::Off }
}

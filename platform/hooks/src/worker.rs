//! Calls systems. Any number of processes may work side by side: each call is one's at a time, and the same if it must
//! be made again.

use std::sync::Arc;
use std::time::Duration;

use clients::{Registry, Right, TokenKeys};
use db::{Clock, Db, DbError, Random};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use reach::Guarded;
use records::feed::{self, Came};
use records::search::Position;
use reqwest::{Client, StatusCode, header, redirect};
use uuid::Uuid;

use crate::notification::{Claims, EVENT_HEADER, KIND, SIGNATURE_HEADER, body, event_id};
use crate::store::{self, End};
use crate::{Reach, State, Subscription, endpoint};

/// Calls under way at once.
const AT_ONCE: usize = 8;
/// Changes that one call names.
const MOST: i64 = 100;
/// What was not wanted is passed by when it is so much older than what is settled: a write now and then, not for each.
const PASSED: i64 = 60_000_000;

/// How long and how often a system is called that does not answer.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Of one call, from looking its name up to the answer's head.
    pub call: Duration,
    /// The first wait, in seconds; each further one is twice as long, up to an hour.
    pub first: i64,
    /// Calls that failed in a row, after which there are none any more: with the usual waits after eight hours or so.
    pub attempts: i64,
}

impl Default for Patience {
    fn default() -> Self {
        Self { call: Duration::from_secs(10), first: 10, attempts: 16 }
    }
}

/// What the worker is put together from.
pub struct Setting {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub registry: Registry,
    /// The keys of access tokens: their public halves are where a system has them from already.
    pub keys: TokenKeys,
    pub reach: Reach,
    /// Where the portal is reached, for instance `https://helse.example.no`.
    pub origin: String,
    pub patience: Patience,
}

/// What does the work of subscriptions in one process.
pub struct Worker {
    setting: Setting,
    reach: Arc<Reach>,
    client: Client,
}

/// What a call tells: up to where, and what came until then.
struct News {
    until: Position,
    came: Vec<Came>,
}

impl Worker {
    /// # Errors
    /// [`DbError::Engine`] where this machine cannot make calls by TLS.
    pub fn new(setting: Setting) -> Result<Self, DbError> {
        let reach = Arc::new(setting.reach.clone());
        let client = Client::builder()
            .dns_resolver(Arc::new(Guarded(reach.clone())))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(setting.patience.call)
            .pool_max_idle_per_host(1)
            .user_agent("Helsevei")
            .build()
            .map_err(|fault| DbError::Engine(fault.to_string()))?;
        Ok(Self { setting, reach, client })
    }

    /// Tells each system what has come for it, and says how many calls were made: with more than none it is worth asking
    /// again at once.
    ///
    /// # Errors
    /// A fault of the database: everything that is not done stays as it is.
    pub async fn run(&self) -> Result<usize, DbError> {
        let due = store::due(&self.setting.db, self.now()).await?;
        let calls = stream::iter(in_turn(due)).map(|it| async move { self.turn(&it).await }).buffer_unordered(AT_ONCE);
        let outcomes: Vec<Result<bool, DbError>> = calls.collect().await;
        outcomes.into_iter().try_fold(0, |made, outcome| Ok(made + usize::from(outcome?)))
    }

    /// Whether a call was made.
    async fn turn(&self, subscription: &Subscription) -> Result<bool, DbError> {
        let Some(news) = self.news(subscription).await? else { return Ok(false) };
        let now = self.now();
        let claim = self.setting.random.uuid(now);
        // Longer than a call lasts: one whose process died is made again by another after this.
        let until = now + SignedDuration::try_from(self.setting.patience.call * 2).unwrap_or_default();
        if !store::claim(&self.setting.db, subscription, claim, news.until, now, until).await? {
            return Ok(false);
        }
        let end = match self.stands(subscription, now).await? {
            Ok(()) => self.outcome(subscription, news.until, self.call(subscription, &news).await),
            Err(fault) => End::Off { fault: fault.to_owned() },
        };
        measure(&end);
        if let End::Off { fault } = &end {
            let Subscription { id, organisation, .. } = subscription;
            tracing::warn!(subscription = %id, organisation, fault, "a system is not called any more");
        }
        store::end(&self.setting.db, subscription.id, claim, &end, self.now()).await?;
        Ok(true)
    }

    /// What there is to tell; `None` for nothing.
    async fn news(&self, subscription: &Subscription) -> Result<Option<News>, DbError> {
        let Subscription { organisation, told, telling, wanted, .. } = subscription;
        let settled = feed::settle(&self.setting.db, organisation).await?;
        // What was told and not answered is told again as it was.
        let until = telling.unwrap_or(Position { key: settled.as_microsecond(), id: Uuid::max() });
        let most = if wanted.with_ids { MOST } else { 1 };
        let (kind, statuses) = (&wanted.criteria.resource_type, &wanted.criteria.statuses);
        let came = feed::came(&self.setting.db, organisation, kind, statuses, *told, until, most).await?;
        if came.is_empty() && telling.is_none() && subscription.state != State::Requested {
            let over = wanted.ends_at.is_some_and(|end| end <= self.now());
            if until.key - told.key > PASSED {
                store::pass(&self.setting.db, subscription, until).await?;
            }
            return Ok(over.then_some(News { until, came }));
        }
        let full = wanted.with_ids && i64::try_from(came.len()).is_ok_and(|count| count == MOST);
        let until = came.last().filter(|_| full).map_or(until, |last| last.position);
        Ok(Some(News { until, came }))
    }

    /// Whether the system may still be told, or why not.
    async fn stands(&self, subscription: &Subscription, now: Timestamp) -> Result<Result<(), &'static str>, DbError> {
        if subscription.wanted.ends_at.is_some_and(|end| end <= now) {
            return Ok(Err("its end has passed"));
        }
        let kind = &subscription.wanted.criteria.resource_type;
        let client = self.setting.registry.find(&subscription.client).await;
        let client = client.map_err(|fault| DbError::Engine(fault.to_string()))?;
        let may = client.is_some_and(|it| it.ended_at.is_none() && it.scopes.give(kind, Right::Search));
        Ok(if may { Ok(()) } else { Err("the system has ended, or may not search this type any more") })
    }

    /// Makes the call. The answer's body is not read.
    async fn call(&self, subscription: &Subscription, news: &News) -> Result<StatusCode, String> {
        let Setting { origin, keys, .. } = &self.setting;
        let now = self.now();
        // Settings may have changed since it was made; a literal address is not looked up by the resolver.
        let url = endpoint::check(&self.reach, &subscription.wanted.endpoint, origin);
        let url = url.map_err(|fault| format!("the endpoint {fault}"))?;
        let event = event_id(subscription, news.until);
        let body = body(&format!("{origin}/fhir"), subscription, &event, &news.came, now);
        let claims = Claims::new(origin, subscription, &event, &body, now);
        let signed = keys.sign(KIND, &claims).await.map_err(|fault| {
            tracing::error!(%fault, "a call to a system cannot be signed");
            "the portal could not sign".to_owned()
        })?;
        let mut request = self.client.post(url).header(EVENT_HEADER, event).header(SIGNATURE_HEADER, signed);
        if subscription.wanted.with_ids {
            request = request.header(header::CONTENT_TYPE, "application/fhir+json");
        }
        match request.body(body).send().await {
            Ok(answer) => Ok(answer.status()),
            Err(fault) if fault.is_timeout() => Err("no answer in time".to_owned()),
            Err(_) => Err("could not be reached, or cut the connection off".to_owned()),
        }
    }

    fn outcome(&self, subscription: &Subscription, until: Position, answer: Result<StatusCode, String>) -> End {
        let fault = match answer {
            Ok(status) if status.is_success() => return End::Told { up_to: until },
            Ok(StatusCode::GONE) => return End::Off { fault: "answered 410".to_owned() },
            Ok(status) if status.is_redirection() => {
                format!("answered {}: redirects are not followed", status.as_u16())
            }
            Ok(status) => format!("answered {}", status.as_u16()),
            Err(fault) => fault,
        };
        let attempts = subscription.attempts + 1;
        if attempts >= self.setting.patience.attempts {
            return End::Off { fault };
        }
        End::Again { attempts, due_at: self.now() + self.pause(attempts), fault }
    }

    /// Between half and the whole of a time that doubles, so that what failed together does not come back together.
    fn pause(&self, failures: i64) -> SignedDuration {
        let doublings = u32::try_from(failures - 1).unwrap_or(0).min(16);
        let whole = self.setting.patience.first.saturating_mul(1 << doublings).min(3600) * 1_000;
        let [chance] = self.setting.random.bytes::<1>();
        SignedDuration::from_millis(whole / 2 + whole / 2 * i64::from(chance) / 255)
    }

    fn now(&self) -> Timestamp {
        self.setting.clock.now()
    }
}

/// Those that answered last time first, and of the others no more at once than are called at once: many that hang hold
/// nobody up for longer than one call may last.
fn in_turn(due: Vec<Subscription>) -> Vec<Subscription> {
    let (answering, failing): (Vec<_>, Vec<_>) = due.into_iter().partition(|it| it.attempts == 0);
    answering.into_iter().chain(failing.into_iter().take(AT_ONCE)).collect()
}

fn measure(end: &End) {
    let outcome = match end {
        End::Told { .. } => "told",
        End::Again { .. } => "again",
        End::Off { .. } => "off",
    };
    metrics::counter!("helsevei_hooks_total", "outcome" => outcome).increment(1);
}

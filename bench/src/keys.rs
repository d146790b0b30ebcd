//! What a key per person costs: one unwrap a request, one opening a row.

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use db::{Clock, Db, Keyring, MasterKey, PersonId, Random};

/// Microseconds of each step, for a text of 1 KB.
pub struct Cost {
    /// Reading the wrapped key from SQLite and unwrapping it.
    pub unwrap: f64,
    pub seal: f64,
    pub open: f64,
    /// A keyed hash, as national numbers are found by.
    pub lookup: f64,
}

const ROUNDS: u32 = 2_000;

/// Measures on an embedded database of its own.
pub async fn cost() -> Result<Cost, Box<dyn Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let (random, clock) = (Random::system(), Clock::system());
    let db = Db::open(&format!("sqlite:{}", folder.path().join("keys.db").display())).await?;
    db.migrate(&[], clock.now()).await?;
    let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&random.bytes())], random.clone()).await?;
    let person = PersonId(random.uuid(clock.now()));
    let making = keyring.clone();
    let key = db.write(move |tx| Box::pin(async move { making.create(tx, person).await })).await?;

    let started = Instant::now();
    for _ in 0..ROUNDS {
        black_box(keyring.person(person).await?);
    }
    let unwrap = each(started.elapsed());
    let text = random.bytes::<1024>();
    let sealed = key.seal("bench", &text);
    Ok(Cost {
        unwrap,
        seal: timed(|| key.seal("bench", &text)),
        open: timed(|| key.open("bench", &sealed)),
        lookup: timed(|| keyring.lookup("bench", "00000000000")),
    })
}

fn timed<T>(step: impl Fn() -> T) -> f64 {
    let started = Instant::now();
    for _ in 0..ROUNDS {
        black_box(step());
    }
    each(started.elapsed())
}

fn each(all: Duration) -> f64 {
    all.as_secs_f64() * 1e6 / f64::from(ROUNDS)
}

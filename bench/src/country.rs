//! A country to measure with: generated people, years of log lines, and some citizens who are logged in.

use std::{error::Error, path::Path, time::Instant};

use access::{
    Actor, Deed, GateError, JobKind, Policy,
    rules::{Level, age, table},
    state::Change,
};
use db::{Db, PersonId, Random, Value, args};
use eid::{
    oidc::Identity,
    sessions::{Kind, NewSession, SESSION_COOKIE},
};
use jiff::{SignedDuration, Timestamp};
use people::{Person, PopulationRegister, Status};
use portal::house::House;
use uuid::Uuid;

use crate::messages::{self, Messages};

/// Persons in one transaction.
const BATCH: i64 = 2_000;
/// Log lines in one statement: 13 columns each, below the engines' limits.
const ROWS: usize = 60;
/// How far back the lines go.
const MONTHS: i64 = 36;
const MONTH: SignedDuration = SignedDuration::from_hours(730);

static CONSENT: Policy = Policy::everywhere(&table::CONSENT);

/// How large it is to be.
#[derive(Clone, Copy)]
pub struct Size {
    pub people: u64,
    /// Of each person, spread over three years.
    pub lines: u64,
    /// How many of the people are logged in, spread over all.
    pub citizens: usize,
}

/// Somebody who is logged in.
pub struct Citizen {
    pub person: PersonId,
    /// National number.
    pub number: String,
    /// Header `cookie`.
    pub cookie: String,
}

pub struct Country {
    pub citizens: Vec<Citizen>,
    pub messages: Messages,
    /// Seconds that people and lines took.
    pub people_seconds: f64,
    pub lines_seconds: f64,
    pub lines: u64,
}

/// Fills a demo's folder, or the database at an address.
pub async fn fill(folder: &Path, address: Option<&str>, size: Size) -> Result<Country, Box<dyn Error + Send + Sync>> {
    let started = Instant::now();
    let house = portal::commands::prepare_demo(folder, address, size.people).await?.house;
    let people_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let (lines, chosen) = fill_log(&house, size).await?;
    let lines_seconds = started.elapsed().as_secs_f64();
    let mut citizens = Vec::new();
    for person in chosen {
        if citizens.len() == size.citizens {
            break;
        }
        citizens.extend(citizen(&house, person).await?);
    }
    let messages = messages::fill(&house, &citizens).await?;
    house.db.close().await;
    Ok(Country { citizens, messages, people_seconds, lines_seconds, lines })
}

/// Lines for everyone in the order of the table's key, so that the table grows at its end. Gives some people to choose
/// from, spread over all.
async fn fill_log(house: &House, size: Size) -> Result<(u64, Vec<PersonId>), Box<dyn Error + Send + Sync>> {
    let (now, random) = (house.clock.now(), house.random.clone());
    let every = (size.people / (4 * size.citizens.max(1) as u64)).max(1);
    let (mut last, mut seen, mut written, mut chosen) = (String::new(), 0, 0, Vec::new());
    if size.lines > 0 {
        seals(&house.db, now).await?;
    }
    loop {
        let sql = "SELECT person FROM people WHERE person > $1 ORDER BY person LIMIT $2";
        let rows = house.db.fetch_all(sql, args![&last, BATCH]).await?;
        let people = rows.iter().map(|row| row.person(0)).collect::<Result<Vec<_>, _>>()?;
        let Some(end) = people.last() else { return Ok((written, chosen)) };
        last = end.to_string();
        for person in &people {
            seen += 1;
            if seen % every == 0 {
                chosen.push(*person);
            }
        }
        let values = people.iter().flat_map(|person| lines_of(*person, size.lines, now, &random)).collect();
        written += people.len() as u64 * size.lines;
        insert(&house.db, values).await?;
    }
}

/// A seal for each month, so that the lines look like sealed ones. They are not proved: `verify` would say so.
async fn seals(db: &Db, now: Timestamp) -> Result<(), db::DbError> {
    let sql = "INSERT INTO usage_seals (number, segment, lines, up_to_at, previous, hash, signature, pruned)
               VALUES ($1, $2, 0, $3, '', '', '', TRUE)";
    for month in 1..=MONTHS {
        let at = at(now, month);
        db.execute(sql, args![month, at.strftime("%Y-%m").to_string(), at]).await?;
    }
    Ok(())
}

/// The moment in the given month of the three years before now.
fn at(now: Timestamp, month: i64) -> Timestamp {
    now - MONTH * i32::try_from(MONTHS - month + 1).unwrap_or(1)
}

fn lines_of(person: PersonId, lines: u64, now: Timestamp, random: &Random) -> Vec<Value> {
    let mut values = Vec::with_capacity(lines as usize * 13);
    for line in 0..lines {
        let month = 1 + (line as i64 * MONTHS) / lines as i64;
        let at = at(now, month);
        let id = random.uuid(at);
        let row = args![
            person,
            id,
            at,
            person,
            "citizen",
            person,
            "appointments",
            "list",
            None::<String>,
            true,
            "oneself",
            "portal",
            month
        ];
        values.extend(row);
    }
    values
}

async fn insert(db: &Db, values: Vec<Value>) -> Result<(), db::DbError> {
    let job = db.write(move |tx| {
        Box::pin(async move {
            let mut values = values.into_iter().peekable();
            while values.peek().is_some() {
                let some: Vec<Value> = values.by_ref().take(ROWS * 13).collect();
                tx.execute(statement(some.len() / 13), some).await?;
            }
            Ok(())
        })
    });
    job.await
}

fn statement(rows: usize) -> String {
    let row = |row: usize| {
        let marks: Vec<String> = (1..=13).map(|column| format!("${}", row * 13 + column)).collect();
        format!("({})", marks.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO usage_log (person, id, at, subject, actor_kind, actor, service, deed, item, granted, reason, \
         place, seal) VALUES {}",
        rows.join(", ")
    )
}

/// Lets a grown-up accept the terms and log in; `None` for others.
async fn citizen(house: &House, id: PersonId) -> Result<Option<Citizen>, Box<dyn Error + Send + Sync>> {
    let Some(person) = house.register.person(id).await?.filter(|person| is_suited(person, house)) else {
        return Ok(None);
    };
    let Some(identifier) = house.register.identifiers(id).await?.into_iter().next() else { return Ok(None) };
    let number = identifier.number.digits().to_owned();
    let job = Actor::Job(JobKind::DemoSeed);
    let allowed = house.gate.deliver(&job, person.id, &CONSENT, Deed::new("change")).await?;
    let accept = allowed.commit::<_, GateError, _>(move |tx| {
        Box::pin(async move { Ok(tx.change_state(&Change::AcceptTerms(Level::Full), id).await?) })
    });
    accept.await?;
    let token = log_in(house, id, &number, (Kind::Citizen, None)).await?;
    Ok(Some(Citizen { person: id, number, cookie: format!("{SESSION_COOKIE}={token}") }))
}

/// A session as of a kind, with the role of one at work; its token.
pub async fn log_in(
    house: &House,
    person: PersonId,
    number: &str,
    (kind, membership): (Kind, Option<Uuid>),
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let identity = Identity { number: number.to_owned(), acr: String::new(), sid: None, id_token: String::new() };
    let (issuer, user_agent) = ("bench", "bench");
    let new =
        NewSession { person, kind, membership, identity: &identity, issuer, user_agent, address: None, replaces: None };
    Ok(house.sessions.open(new).await?.token)
}

fn is_suited(person: &Person, house: &House) -> bool {
    let grown_up = (18..90).contains(&age::years(person.born, house.clock.today()));
    grown_up && person.status == Status::Resident && !person.is_dead() && !person.protection.is_protected()
}

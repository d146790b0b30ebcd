//! A full inbox and a long queue: what the pages of messages are measured with.

use std::error::Error;

use access::{Actor, Deed, JobKind};
use db::{Db, PersonId, Value, args};
use dialogue::{Answer, DialogueError, Kind, Letter};
use eid::sessions::{Kind as SessionKind, STAFF_COOKIE};
use jiff::{SignedDuration, Timestamp};
use offices::{Office, OfficeKind};
use people::PopulationRegister;
use portal::house::House;
use uuid::Uuid;

use crate::country::{Citizen, log_in};

/// Messages of the first citizen.
const MESSAGES: usize = 2_000;
/// Of which so many are in one conversation.
const TOGETHER: usize = 10;
/// Conversations that wait for an office.
const QUEUE: i64 = 50_000;
/// Rows in one statement: eight columns each, below the engines' limits.
const ROWS: usize = 100;

/// The secretary of a GP's office in Oslo, in the demo.
const SECRETARY: &str = "sara-sekretar";
const OSLO: &str = "0301";

/// What inbox and desk are measured with.
pub struct Messages {
    /// The hospital that has written to every citizen, so that they can write to it.
    pub hospital: Uuid,
    /// Header `cookie` of one who works where the queue is.
    pub staff_cookie: String,
}

/// Writes to all citizens, and makes an office's queue long.
pub async fn fill(house: &House, citizens: &[Citizen]) -> Result<Messages, Box<dyn Error + Send + Sync>> {
    let offices = demo::offices::all().into_iter().map(|(_, office)| office);
    let hospital = offices.into_iter().find(|it| it.kind == OfficeKind::Hospital).ok_or("the demo has no hospital")?;
    for (number, citizen) in citizens.iter().enumerate() {
        let (conversations, messages) = if number == 0 { (MESSAGES / TOGETHER, TOGETHER) } else { (1, 1) };
        for _ in 0..conversations {
            converse(house, citizen.person, &hospital, messages).await?;
        }
    }
    let office = demo::offices::of(OfficeKind::Gp, Some(OSLO)).ok_or("no office in Oslo")?;
    queue(house, &office).await?;
    Ok(Messages { hospital: hospital.id, staff_cookie: at_work(house).await? })
}

/// A letter of the office and what it adds to it.
async fn converse(
    house: &House,
    person: PersonId,
    office: &Office,
    messages: usize,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let job = Actor::Job(JobKind::DemoSeed);
    let allowed = house.gate.deliver(&job, person, &dialogue::POLICY, Deed::new("write")).await?;
    let ids: Vec<Uuid> = (0..messages).map(|_| house.random.uuid(house.clock.now())).collect();
    let answer = Answer { text: "Prøvene er fine.".into(), writer: "Bench".into(), ..Answer::default() };
    let (office, letter) = (office.clone(), Letter { kind: Kind::Letter, subject: "Prøvesvar".into(), answer });
    let written = allowed.commit::<_, DialogueError, _>(move |tx| {
        Box::pin(async move {
            let Some((first, others)) = ids.split_first() else { return Ok(()) };
            dialogue::start_letter(tx, *first, &office, &letter).await?;
            for id in others {
                dialogue::answer(tx, *id, *first, &letter.answer).await?;
            }
            Ok(())
        })
    });
    Ok(written.await?)
}

/// Conversations that wait, as far as a queue goes by them, spread over the people there are.
async fn queue(house: &House, office: &Office) -> Result<(), Box<dyn Error + Send + Sync>> {
    let rows = house.db.fetch_all("SELECT person FROM people ORDER BY person LIMIT $1", args![QUEUE]).await?;
    let people = rows.iter().map(|row| row.person(0)).collect::<Result<Vec<_>, _>>()?;
    let now = house.clock.now();
    let mut values = Vec::with_capacity(8 * QUEUE as usize);
    for (at, person) in (0..QUEUE).zip(people.iter().cycle()) {
        let since: Timestamp = now - SignedDuration::from_mins(at);
        let id = house.random.uuid(since);
        values.extend(args![
            *person,
            id,
            &office.organisation,
            office.id,
            Kind::Question.as_str(),
            since,
            since,
            since
        ]);
    }
    Ok(insert(&house.db, values).await?)
}

async fn insert(db: &Db, values: Vec<Value>) -> Result<(), db::DbError> {
    let filled = db.write(move |tx| {
        Box::pin(async move {
            let mut values = values.into_iter().peekable();
            while values.peek().is_some() {
                let some: Vec<Value> = values.by_ref().take(ROWS * 8).collect();
                tx.execute(statement(some.len() / 8), some).await?;
            }
            Ok(())
        })
    });
    filled.await
}

fn statement(rows: usize) -> String {
    let row = |row: usize| {
        let marks: Vec<String> = (1..=8).map(|column| format!("${}", row * 8 + column)).collect();
        format!("({})", marks.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO dialogue_threads (person, id, organisation, office, kind, started_at, last_at, waiting_since) \
         VALUES {}",
        rows.join(", ")
    )
}

/// The secretary's session at work.
async fn at_work(house: &House) -> Result<String, Box<dyn Error + Send + Sync>> {
    let population = demo::population::Population::new(1, house.clock.today());
    let number = population.persona(SECRETARY).ok_or("nobody works there")?.number;
    let person = house.register.find_by_number(&number).await?.ok_or("the secretary is not in the register")?;
    let roles = house.gate.roles(person).await?;
    let role = roles.first().ok_or("the secretary has no role")?.id;
    let token = log_in(house, person, number.digits(), (SessionKind::AtWork, Some(role))).await?;
    Ok(format!("{STAFF_COOKIE}={token}"))
}

//! `helsevei demo`: synthetic people, a test eID and an embedded database in one folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use axum::{Json, Router, routing::get};
use clap::Args as ClapArgs;
use db::{Random, oslo};
use demo::{
    appointments::Records,
    eid::{TestEid, TestPerson},
    population::{Population, load},
};
use hooks::Patience;
use jiff::civil::Date;
use notify::{Channel, ChannelKind, Kept, Smtp, SmtpError, SmtpSettings, Tls};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use tokio::net::TcpListener;
use web::Site;

use super::{Outcome, Target};
use crate::{
    articles::Articles,
    config::{ConfigError, Outside, new_key_file},
    house::{House, Plan},
    jobs,
    logging::{self, Form},
    measures::{self, Served},
    router::router,
    server::{self, Bounds},
};

/// The people are the same in every demo of one day.
const SEED: u64 = 1;

#[derive(ClapArgs, Debug)]
pub struct Args {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Keeps the demo in this folder; without it everything is gone at the end.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Another database than the embedded one, empty: `postgres://…`.
    #[arg(long, value_name = "ADDRESS", requires = "data")]
    database: Option<String>,
    /// Hold to an installation's limits on who asks how often; without it there are none.
    #[arg(long)]
    limits: bool,
    /// Adds so many generated people at the first start: to measure with.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    crowd: u64,
    /// Shows the articles of this folder, and anew when they change: to write in. Without it the starter articles.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Serves metrics for Prometheus on this port; 0 takes a free one.
    #[arg(long, value_name = "PORT")]
    metrics: Option<u16>,
    /// Hands e-mail to a mail server on this machine, at this port, instead of keeping it.
    #[arg(long, value_name = "PORT")]
    mail: Option<u16>,
    /// Writes the log as production does: a JSON object a line.
    #[arg(long)]
    json_log: bool,
}

/// What was filled in, and when: ages in the stories are counted from that date.
#[derive(Serialize, Deserialize)]
struct Filled {
    seed: u64,
    on: Date,
}

/// A demo that is ready to be opened.
pub struct Demo {
    pub house: House,
    pub population: Population,
    pub plan: Plan,
}

pub(super) async fn run(args: Args) -> Outcome {
    // Only what is wrong: the demo's reader is a person at a terminal.
    logging::start(if args.json_log { Form::Json } else { Form::Plain }, "warn")?;
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .await
        .map_err(|fault| format!("port {} cannot be used ({fault}): try --port 0", args.port))?;
    let temporary = TempDir::new()?;
    let data = args.data.as_deref().unwrap_or(temporary.path());
    let Demo { mut house, population, plan } = prepare(data, args.database.as_deref(), args.crowd).await?;
    if args.limits {
        house.outside = Outside::default().with_own_hooks();
    }
    let measures = match args.metrics {
        Some(port) => Some(measures::open(&format!("127.0.0.1:{port}"), &house).await?),
        None => None,
    };
    let origin = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
    let (test_eid, settings) = TestEid::new(&origin, test_people(&population), house.clock.clone(), Random::system())?;
    let log_in = house.log_in(settings)?;
    let portal = house.portal(Site { origin: origin.clone(), ..plan.site }, log_in).await?;
    let clients = house.clients(&origin).await?;
    let systems = data.join("clients");
    demo::systems::write(&clients, &systems, &Random::system()).await?;
    let worker = Arc::new(house.worker(&portal, channels(&house, args.mail)?, &origin));
    let jobs = jobs::start(&house, worker.clone(), house.hooks(&origin, Patience::default())?, None).await?;
    let letters = demo::letters::routes(worker, portal.texts().clone());
    let own = test_eid.routes().merge(people_list(&population)).merge(letters);
    let articles = args.content.map_or(Articles::Starter, Articles::Folder);
    let site = articles.open(&portal)?;
    let app = router(&house, &portal, &clients, site.clone()).merge(own);
    let watch = articles.watch(site, portal);
    greet(&origin, args.data.as_deref(), &systems, measures.as_ref());
    server::serve(listener, app, house.readiness.clone(), Bounds::of(&house.outside)).await?;
    watch.abort();
    jobs.stop().await;
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// What goes out stays in the house; e-mail goes to a mail server beside us where one was named.
fn channels(house: &House, mail: Option<u16>) -> Result<Vec<Arc<dyn Channel>>, SmtpError> {
    let kept = |kind| Arc::new(Kept(kind)) as Arc<dyn Channel>;
    let Some(port) = mail else { return Ok(ChannelKind::ALL.map(kept).to_vec()) };
    let settings = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        authority: None,
        credentials: None,
        from: "Helsevei <varsel@helse.example>".to_owned(),
        timeout: Duration::from_secs(10),
    };
    let smtp = Arc::new(Smtp::new(settings, house.clock.clone())?);
    Ok(vec![kept(ChannelKind::Push), kept(ChannelKind::Sms), smtp])
}

/// Opens the demo in `data`, filling it first where that was not done, or not finished. The database is the embedded one
/// in `data`, or the one at the address `database`; `crowd` people are added to those of the demo.
///
/// # Errors
/// A folder that cannot be written, or a fault of the database.
pub async fn prepare(
    data: &Path,
    database: Option<&str>,
    crowd: u64,
) -> Result<Demo, Box<dyn std::error::Error + Send + Sync>> {
    fs::create_dir_all(data)?;
    let marker = data.join("demo.json");
    let filled: Option<Filled> = fs::read(&marker).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if let Some(Filled { seed, on }) = filled {
        let plan = plan(data, database)?;
        return Ok(Demo { house: House::open_migrated(&plan).await?, population: Population::new(seed, on), plan });
    }
    clear(data)?;
    new_key_file(&data.join("master.key"), &Random::system())?;
    let plan = plan(data, database)?;
    let house = House::open_migrated(&plan).await?;
    let on = oslo(house.clock.now()).date();
    let population = Population::new(SEED, on);
    population.load_into(&house.register).await?;
    house.contacts.load(population.contacts()).await?;
    demo::offices::open(&house.db, house.clock.now()).await?;
    demo::seed(&house.gate, &population).await?;
    demo::appointments::deliver(&records(&house), &population).await?;
    demo::messages::write(&house.gate, &population).await?;
    demo::treatments::open(&house.treatments(), on).await?;
    demo::times::publish(&house.gate, &house.times()).await?;
    load(&house.register, population.more(crowd).flatten(), |_| ()).await?;
    let partial = data.join("demo.json.partial");
    fs::write(&partial, serde_json::to_vec(&Filled { seed: SEED, on })?)?;
    fs::rename(partial, marker)?;
    Ok(Demo { house, population, plan })
}

fn plan(data: &Path, database: Option<&str>) -> Result<Plan, ConfigError> {
    let plan = Target::demo(data.to_owned()).plan()?;
    Ok(Plan { database: database.map_or(plan.database, str::to_owned), ..plan })
}

/// Where the demo's health services deliver.
fn records(house: &House) -> Records {
    let register = Arc::new(house.register.clone());
    Records { db: house.db.clone(), gate: house.gate.clone(), keyring: house.keyring.clone(), register }
}

/// Takes away what an interrupted start left. Only a demo's own files, never another's.
fn clear(data: &Path) -> io::Result<()> {
    for name in ["helsevei.db", "helsevei.db-wal", "helsevei.db-shm", "master.key", "usage-log-heads.jsonl"] {
        match fs::remove_file(data.join(name)) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
            _ => {}
        }
    }
    Ok(())
}

fn test_people(population: &Population) -> Vec<TestPerson> {
    let stories = population.stories().iter();
    let mut people: Vec<_> = stories
        .map(|persona| TestPerson {
            number: persona.number.digits().to_owned(),
            name: persona.person.name.full(),
            born: persona.person.born.to_string(),
            story: persona.story.clone(),
            at_work: !persona.works.is_empty(),
        })
        .collect();
    people.sort_by_key(|person| !person.story.ends_with("begin here"));
    people
}

/// `GET /demo/people.json`: whom one can log in as, and why they are there.
fn people_list(population: &Population) -> Router {
    let list = population.people_json();
    Router::new().route("/demo/people.json", get(move || async move { Json(list) }))
}

fn greet(origin: &str, data: Option<&Path>, systems: &Path, measures: Option<&Served>) {
    println!("Helsevei's demo is open on {origin}");
    println!("  Log in:       {origin}/logg-inn (pick a synthetic person by their story)");
    println!("  The people:   {origin}/demo/people.json");
    println!("  Letters:      {origin}/demo/brev (what would have gone out by push, SMS and e-mail)");
    println!("  The API:      {origin}/fhir, for the systems in {}", systems.display());
    if let Some(measures) = measures {
        println!("  Metrics:      http://{}/metrics", measures.address);
    }
    match data {
        Some(data) => println!("  Data is kept: {}", data.display()),
        None => println!("  Nothing is kept. Use --data DIR to keep it."),
    }
    println!("Stop with Ctrl-C.");
}

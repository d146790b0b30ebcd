//! Nothing that the program writes tells who anybody is, or of their health: a whole run is searched for all of it.

use std::{collections::BTreeSet, path::Path, process::Command};

use db::{Db, DbError, args};
use demo::{appointments::mail, population::Population};
use portal::logging::OURS;
use reqwest::{Client, Method};
use serde_json::Value;
use testing::{Answer, DemoSystem, Visitor};

use crate::running::{Running, prepared};

/// People who meet many pages and reasons: a mother, an adult, a youth, one without the terms, one with a power.
const WHO: [&str; 5] = ["kari-mor", "per-full", "oda-12", "nina-ny", "tore-fullmakt"];
const MOST_PAGES: usize = 60;

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_run_writes_no_name_number_address_appointment_or_token() {
    let folder = tempfile::tempdir().expect("a folder");
    let population = prepared(folder.path()).await;
    let mut secrets = told_of(&population);
    let mut demo = Running::demo(folder.path(), "trace");
    for id in WHO.iter().filter(|id| population.persona(id).is_some()) {
        let visitor = demo.visitor();
        visitor.log_in(population.persona(id).expect("a persona").number.digits()).await;
        walk(&visitor, &mut secrets).await;
    }
    systems(folder.path(), &population, &mut secrets).await;
    nonsense(&demo.visitor(), &population).await;
    let imported = import_with_faults(folder.path(), &population);
    let broken = while_the_database_fails(&demo, folder.path(), &population, &mut secrets).await;
    demo.terminate();
    assert!(demo.ended(), "{}", demo.written());

    let written = demo.written();
    assert!(written.lines().count() > 100, "too little was written to be searched: {written}");
    for secret in &secrets {
        assert!(!written.contains(secret.as_str()), "{secret} stands in the log: {}", around(&written, secret));
        assert!(!imported.contains(secret.as_str()), "{secret} is told by the import: {}", around(&imported, secret));
    }
    requests_are_told(&written, &broken);
}

#[test]
fn every_crate_of_the_house_and_no_other_may_speak_in_the_log() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let text = std::fs::read_to_string(manifest).expect("the workspace");
    let members = text.split_once("members = [").and_then(|(_, rest)| rest.split_once(']')).expect("members").0;
    let names = members.split('"').skip(1).step_by(2).filter_map(|path| path.rsplit('/').next());
    // Those are programs of their own, for those who build the portal.
    let ours: BTreeSet<&str> = names.filter(|name| !["bench", "faults", "fuzz", "xtask"].contains(name)).collect();
    // The executable is called otherwise than its crate.
    let may: BTreeSet<&str> = OURS.into_iter().filter(|name| *name != "helsevei").collect();
    assert_eq!(may, ours);
}

/// A line is JSON, names route, status and time, and a fault is found by the number on its page.
fn requests_are_told(written: &str, reference: &str) {
    let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let answered: Vec<&Value> = lines.iter().filter(|line| line["fields"]["message"] == "answered").collect();
    let one = answered.iter().find(|line| line["span"]["route"] == "/p/{handle}/timer").expect("a page's line");
    assert!(one["fields"]["status"].is_u64() && one["fields"]["millis"].is_f64(), "{one}");
    assert_eq!(one["span"]["reference"].as_str().expect("a reference").len(), 11);
    let of_fault = lines.iter().filter(|line| line["span"]["reference"] == reference);
    assert!(of_fault.clone().any(|line| line["level"] == "ERROR"), "no fault under {reference}");
}

/// Everything that may not be written.
fn told_of(population: &Population) -> BTreeSet<String> {
    let mut secrets = BTreeSet::new();
    for persona in &population.personas {
        let person = &persona.person;
        secrets.extend([persona.number.digits().to_owned(), person.name.full(), person.id.to_string()]);
        secrets.extend(persona.identifiers.iter().map(|own| own.number.digits().to_owned()));
        secrets.extend(person.address.iter().map(|home| home.street.clone()));
        for letter in mail(persona, population.today()) {
            let resources = letter.text.lines().filter_map(|line| serde_json::from_str(line).ok());
            resources.for_each(|resource: Value| words(&resource, &mut secrets));
        }
    }
    secrets
}

/// What people wrote: texts, unlike codes and addresses, have blanks.
fn words(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.contains(' ') && text.len() > 8 => {
            into.insert(text.clone());
        }
        Value::Array(parts) => parts.iter().for_each(|part| words(part, into)),
        Value::Object(parts) => parts.values().for_each(|part| words(part, into)),
        _ => {}
    }
}

/// Opens every page that leads from one's own, and sends a form on those that have one.
async fn walk(visitor: &Visitor, secrets: &mut BTreeSet<String>) {
    let (mut seen, mut ahead) = (BTreeSet::new(), vec!["/".to_owned()]);
    while let Some(path) = ahead.pop().filter(|_| seen.len() < MOST_PAGES) {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = visitor.get(&path).await;
        handles(&page, secrets);
        if path.contains("/timer/") && path.ends_with("/avbestill") {
            visitor.submit(&page, "/avbestill", &[("grunn", "annet"), ("kommentar", "Jeg er redd for nåler.")]).await;
        }
        let inside = |link: &String| link.starts_with('/') && !link.contains("logg-ut") && !link.starts_with("/assets");
        ahead.extend(page.links().into_iter().filter(inside));
    }
    secrets.insert("Jeg er redd for nåler.".to_owned());
    let cookies = visitor.cookie_header();
    secrets.extend(
        cookies
            .split("; ")
            .filter_map(|pair| Some(pair.split_once('=')?.1.to_owned()))
            .filter(|text: &String| long(text)),
    );
    visitor.post("/logg-ut", &[]).await;
}

/// The handle in an address: it tells for whom one acts.
fn handles(page: &Answer, secrets: &mut BTreeSet<String>) {
    let handles =
        page.links().into_iter().filter_map(|link| link.strip_prefix("/p/")?.split('/').next().map(str::to_owned));
    secrets.extend(handles.filter(|text: &String| long(text)));
}

fn long(text: &str) -> bool {
    text.len() >= 20
}

/// A health service's system that searches, delivers, delivers wrongly, and puts numbers where they do not belong.
async fn systems(folder: &Path, population: &Population, secrets: &mut BTreeSet<String>) {
    let per = population.persona("per-full").expect("Per");
    let (number, name) = (per.number.digits(), per.person.name.full());
    let letter = mail(per, population.today()).remove(0);
    let systems = DemoSystem::all(folder).expect("the demo's systems");
    let system = systems.iter().find(|system| system.organisation == letter.source.organisation).expect("the one");
    let (client, token) = (Client::new(), system.token().await.expect("a token"));
    let appointment = letter.text.lines().next().expect("an appointment");
    let wrong = appointment.replace("booked", &name);
    let send = |method: Method, path: String, kind: &'static str, body: String| {
        system.request(&client, &token, method, &path).header("content-type", kind).body(body).send()
    };
    let (fhir, form) = ("application/fhir+json", "application/x-www-form-urlencoded");
    let mut answers = Vec::new();
    for (method, path, kind, body) in [
        (Method::POST, "/Appointment".to_owned(), fhir, appointment.to_owned()),
        (Method::POST, "/Appointment".to_owned(), fhir, wrong),
        (Method::POST, "/Appointment".to_owned(), fhir, format!("{{\"{name}\": {number}")),
        (Method::POST, "/Appointment/_search".to_owned(), form, format!("patient:Patient.identifier={number}")),
        (Method::POST, "/Patient/_search".to_owned(), form, format!("identifier={number}&name={name}")),
        (Method::GET, format!("/Patient?identifier={number}"), fhir, String::new()),
        (Method::GET, "/Appointment?_count=2".to_owned(), fhir, String::new()),
        (Method::PUT, format!("/Appointment/{number}"), fhir, appointment.to_owned()),
    ] {
        answers.push(send(method, path, kind, body).await.expect("an answer").status().as_u16());
    }
    assert!(answers.iter().any(|status| *status < 300) && answers.iter().any(|status| *status >= 400), "{answers:?}");
    secrets.insert(token);
}

/// What nobody's page sends: numbers and names where they do not belong.
async fn nonsense(visitor: &Visitor, population: &Population) {
    let per = population.persona("per-full").expect("Per");
    let (number, name) = (per.number.digits(), per.person.name.full().replace(' ', "%20"));
    for path in [
        format!("/{number}"),
        format!("/p/{number}/timer?navn={name}"),
        format!("/logg-inn?til=/{number}"),
        format!("/logg-inn/retur?code={number}&state={name}&error={name}"),
        format!("/logg-ut/front?iss={name}&sid={number}"),
        format!("/om/{name}"),
        format!("/fhir/Patient?identifier={number}"),
        format!("/fhir/Appointment?patient={name}"),
    ] {
        visitor.get(&path).await;
    }
    visitor.carry(&format!("__Host-helsevei={number}; helsevei-session={name}"));
    visitor.get("/timer").await;
    for path in ["/logg-inn", "/fhir", "/fhir/Appointment", "/oauth/token", "/logg-inn/skjema/x/send"] {
        visitor.post(path, &[("client_id", number), ("client_assertion", &name), ("scope", number)]).await;
    }
}

/// Files that a health service got wrong.
fn import_with_faults(folder: &Path, population: &Population) -> String {
    let per = population.persona("per-full").expect("Per");
    let (number, name) = (per.number.digits(), per.person.name.full());
    let files = [
        format!(r#"{{"resourceType":"Observation","status":"{name}","code":{{"text":"{name}"}}}}"#),
        format!(r#"{{"resourceType":"{name}","id":"{number}"}}"#),
        format!(
            r#"{{"resourceType":"Appointment","status":"booked","participant":[{{"actor":{{"identifier":
            {{"system":"urn:oid:2.16.578.1.12.4.1.4.1","value":"{number}1"}},"display":"{name}"}}}}]}}"#
        ),
        format!("{{\"{name}\": {number}"),
    ];
    let mut command = Command::new(env!("CARGO_BIN_EXE_helsevei"));
    command.args(["import", "--organisation", "974000001", "--as", number, "--data"]).arg(folder);
    for (at, text) in files.iter().enumerate() {
        let file = folder.join(format!("faulty-{at}.json"));
        std::fs::write(&file, text).expect("a file");
        command.arg(file);
    }
    let told = command.env("HELSEVEI_LOG", "trace").output().expect("the program runs");
    format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr))
}

/// Takes a table away for a moment; gives the reference number of a page that failed meanwhile.
async fn while_the_database_fails(
    demo: &Running,
    folder: &Path,
    population: &Population,
    secrets: &mut BTreeSet<String>,
) -> String {
    let visitor = demo.visitor();
    visitor.log_in(population.persona("per-full").expect("Per").number.digits()).await;
    let page = visitor.get("/timer").await.is(200);
    let db = Db::open(&format!("sqlite:{}", folder.join("helsevei.db").display())).await.expect("the database");
    rename(&db, "ALTER TABLE usage_log RENAME TO usage_log_away").await;
    let failed = visitor.get(&page.path).await.is(500);
    walk(&visitor, secrets).await;
    rename(&db, "ALTER TABLE usage_log_away RENAME TO usage_log").await;
    db.close().await;
    failed.header("x-request-id").expect("a reference").to_owned()
}

async fn rename(db: &Db, sql: &'static str) {
    db.write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, args![]).await }))
        .await
        .expect("renamed");
}

fn around(text: &str, secret: &str) -> String {
    text.lines().find(|line| line.contains(secret)).unwrap_or_default().to_owned()
}

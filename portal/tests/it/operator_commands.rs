//! The commands for offices, municipalities, members, powers and letters, run as the operator runs them, on both databases.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use access::state::{NewPower, PharmacyCode, PowerError};
use access::{Actor, Deed, JobKind, Policy, rules::table};
use db::testing::TestDb;
use dialogue::{Answer, DialogueError, Kind, Letter};
use feedback::{About, Content, New};
use offices::OfficeKind;
use portal::{commands::Demo, house::House};
use tempfile::TempDir;
use uuid::Uuid;

/// A demo on one engine that no process holds, with the settings that the commands are given.
struct Installation {
    demo: Demo,
    config: PathBuf,
    folder: TempDir,
    _database: TestDb,
}

impl Installation {
    async fn both() -> Vec<Self> {
        let mut all = Vec::new();
        for database in db::testing::both().await {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let demo = portal::commands::prepare_demo(folder.path(), Some(&database.address), 0).await.expect("a demo");
            let config = folder.path().join("helsevei.toml");
            fs::write(&config, settings(&database.address, &folder)).expect("a file");
            all.push(Self { demo, config, folder, _database: database });
        }
        all
    }

    fn house(&self) -> &House {
        &self.demo.house
    }

    fn number(&self, id: &str) -> String {
        self.demo.population.persona(id).expect("somebody of the demo").number.digits().to_owned()
    }

    /// The command with these words, and what it reads.
    fn run(&self, words: &[&str], read: &str) -> (Output, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_helsevei"));
        let (command, rest) = words.split_at(2);
        program.args(command).arg("--config").arg(&self.config).args(rest);
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().expect("the program starts");
        child.stdin.take().expect("its input").write_all(read.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output, told)
    }

    #[track_caller]
    fn does(&self, words: &[&str], read: &str) -> String {
        let (output, told) = self.run(words, read);
        assert!(output.status.success(), "{words:?}: {told}");
        told
    }

    /// Ends with a fault that says `mend`, and names no number that was read.
    #[track_caller]
    fn refuses(&self, words: &[&str], read: &str, mend: &str) {
        let (output, told) = self.run(words, read);
        assert!(!output.status.success() && told.contains(mend), "{words:?}: {told}");
        let numbers: Vec<&str> = read.lines().filter(|line| line.len() == 11).collect();
        assert!(!numbers.iter().any(|number| told.contains(number)), "a number is told: {told}");
    }
}

fn settings(database: &str, folder: &TempDir) -> String {
    let at = |name: &str| folder.path().join(name).display().to_string();
    format!(
        r#"
        database = "{database}"
        public_url = "https://helse.example"

        [keys]
        master_file = "{}"

        [usage_log]
        heads_file = "{}"

        [eid]
        issuer = "https://eid.example"
        client_id = "helsevei"
        client_secret = "secret"
        "#,
        at("master.key"),
        at("usage-log-heads.jsonl"),
    )
}

/// The last word of what was told: an id.
fn id(told: &str) -> String {
    let last = told.split_whitespace().last().unwrap_or_default();
    assert!(Uuid::parse_str(last).is_ok(), "{told}");
    last.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_opens_an_office_connects_its_municipality_and_gives_the_first_role() {
    for it in Installation::both().await {
        let known = demo::offices::of(OfficeKind::HealthCentre, Some("0301")).expect("an office").organisation;
        let office = ["--organisation", &known, "--kind", "youth_centre", "--name", "Ungdom Vest"];
        let add = [&["offices", "add"], &office[..], &["--municipality", "4627"]].concat();
        let office = id(&it.does(&add, ""));
        let listed = it.does(&["offices", "list"], "");
        assert!(listed.contains("Ungdom Vest") && listed.contains("youth_centre"), "{listed}");
        let unknown = ["offices", "add", "--organisation", "999999999", "--kind", "gp", "--name", "Vik"];
        it.refuses(&unknown, "", "import from it first");
        it.refuses(&["offices", "add", "--organisation", &known, "--kind", "shop", "--name", "V"], "", "youth_centre");

        let connect = ["municipalities", "connect", "--service", "youth_centre", "--municipality", "4627"];
        assert!(it.does(&connect, "").contains("youth_centre in 4627: connected"));
        assert!(it.does(&connect, "").contains("it was so already"));
        assert!(it.does(&["municipalities", "list"], "").contains("4627  youth_centre"));
        let service = ["municipalities", "connect", "--service", "youth", "--municipality", "4627"];
        it.refuses(&service, "", "youth_centre");
        let short = ["municipalities", "connect", "--service", "youth_centre", "--municipality", "46"];
        it.refuses(&short, "", "four digits");
        assert!(
            it.does(&["municipalities", "disconnect", "--service", "youth_centre", "--municipality", "4627"], "")
                .contains("no longer connected")
        );

        let member = ["members", "add", "--office", &office, "--role", "administrator"];
        let number = it.number("kari-mor");
        let role = id(&it.does(&member, &number));
        assert!(it.does(&member, &number).contains("they have this role at the office already"));
        it.refuses(&member, "12345678901", "holds no national number");
        it.refuses(&["members", "add", "--office", &office, "--role", "boss"], &number, "administrator");
        let listed = it.does(&["members", "list", "--organisation", &known], "");
        assert!(listed.contains(&role) && !listed.contains("Kari"), "without names: {listed}");
        assert!(it.does(&["members", "end", &role], "").contains("the role has ended"));
        assert!(it.does(&["members", "end", &role], "").contains("it had ended already"));
        it.refuses(&["members", "end", &Uuid::nil().to_string()], "", "there is no such role");

        assert!(it.does(&["offices", "end", &office], "").contains("the office has ended"));
        it.refuses(&member, &number, "there is no such office, or it has ended");
        let changes = it.does(&["offices", "changes"], "");
        for word in ["end_office", "save_office", "connect", "disconnect", "by operator command"] {
            assert!(changes.contains(word), "{word}: {changes}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_of_municipalities_goes_in_whole_once_or_not_at_all() {
    for it in Installation::both().await {
        let file = it.folder.path().join("postnummer.txt");
        let name = file.display().to_string();
        let import = ["municipalities", "import", &name];
        let known = it.house().offices().municipalities().await.expect("municipalities");
        let write = |text: &str| fs::write(&file, text).expect("a file");
        write("9008\tTROMSØ\t5501\tTROMSØ\tB\n908\tTROMSØ\t5501\tTROMSØ\tB\n9010,TROMSØ\n");
        let (output, told) = it.run(&import, "");
        assert_eq!(output.status.code(), Some(2), "{told}");
        for said in
            ["line 2: the postal code in column 1 has four digits", "line 3: has 1 columns", "nothing was changed"]
        {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert_eq!(it.house().offices().municipalities().await.expect("municipalities"), known);
        it.refuses(&["municipalities", "import", "/no/such/file"], "", "the file could not be read");

        write("9008\tTROMSØ\t5501\tTROMSØ\tB\n9730\tKARASJOK\t5610\tKÁRÁŠJOHKA - KARASJOK\tB\n");
        let told = it.does(&import, "");
        assert!(told.contains("2 municipalities, 2 postal codes: read in"), "{told}");
        assert!(told.contains("0301 is connected to home_care and not in the register"), "{told}");
        assert!(it.does(&import, "").contains("it was so already"));
        let names: Vec<String> =
            it.house().offices().municipalities().await.expect("two").iter().map(offices::Municipality::name).collect();
        assert_eq!(names, ["Tromsø", "Kárášjohka – Karasjok"]);
        assert_eq!(it.does(&["offices", "changes"], "").matches("import_municipalities").count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_says_where_an_office_is_visited_and_when_it_is_open() {
    for it in Installation::both().await {
        let office = demo::offices::of(OfficeKind::HealthCentre, Some("0301")).expect("an office");
        let id = office.id.to_string();
        let place = ["--street", "Torget 2", "--postal-code", "0170", "--city", "Oslo"];
        let hours = ["--open", "mon-thu 8-11.30,12-15.30", "--open", "fri 8-15", "--hours-note", "Ring først."];
        let said = [&["offices", "visiting", &id], &place[..], &hours[..]].concat();
        assert!(it.does(&said, "").contains("changed"));
        assert!(it.does(&said, "").contains("it was so already"));
        let known = it.house().offices().find(office.id).await.expect("no fault").expect("the office");
        assert_eq!(known.address.expect("an address").line(), "Torget 2, 0170 Oslo");
        assert_eq!((known.hours.available_time.len(), known.hours.note.as_deref()), (9, Some("Ring først.")));
        assert_eq!((known.name, known.telephone), (office.name, office.telephone), "the rest stays");
        let listed = it.does(&["offices", "list"], "");
        assert!(listed.contains("open weekday 1 to 4: 08.00–11.30, 12.00–15.30"), "{listed}");
        for wrong in ["mon 15-8", "monday 8-15", "8-15", "fri-mon 8-15"] {
            it.refuses(&["offices", "visiting", &id, "--open", wrong], "", "mon-fri 08.00-11.30,12.00-15.30");
        }
        it.refuses(&["offices", "visiting", &id, "--street", "Torget 2"], "", "--postal-code");
        let twice = ["offices", "visiting", &id, "--open", "mon-fri 8-15", "--open", "mon 9-10"];
        it.refuses(&twice, "", "say each day once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_shown_at_a_pharmacy_is_checked_and_an_attested_power_registered_and_ended() {
    for it in Installation::both().await {
        let (giver, holder) = (person(&it, "per-full"), person(&it, "kari-mor"));
        let code = PharmacyCode::new(&it.house().random);
        let today = it.house().clock.today();
        let new = NewPower { holder, areas: vec![], may_act: false, starts: today, ends: None };
        let policy = Policy::everywhere(&table::POWERS_OF_ATTORNEY);
        let job = Actor::Job(JobKind::DemoSeed);
        let allowed = it.house().gate.deliver(&job, giver, &policy, Deed::new("give")).await.expect("a permission");
        let (shown, given) = (code.to_string(), code.clone());
        let given = allowed.commit::<_, PowerError, _>(move |tx| {
            Box::pin(async move { Ok(tx.give_pharmacy_power(&new, &given).await?) })
        });
        given.await.expect("a power");
        let told = it.does(&["powers", "check", &shown.to_lowercase()], "");
        assert!(told.contains("may collect for Per Gundersrud") && told.contains("without an end date"), "{told}");
        let mut other = shown.clone();
        other.replace_range(0..1, if shown.starts_with('2') { "3" } else { "2" });
        it.refuses(&["powers", "check", &other], "", "for instance 7KQM-4T2X-9FHC");
        let unknown = PharmacyCode::new(&it.house().random).to_string();
        let (output, told) = it.run(&["powers", "check", &unknown], "");
        assert!(output.status.code() == Some(2) && told.contains("no power of attorney holds by this code"), "{told}");

        let last = today.saturating_add(jiff::ToSpan::years(4)).to_string();
        let register = ["powers", "register", "--areas", "digital", "--to", &last, "--certificate", "2026/17"];
        let both = format!("{}\n{}\n", it.number("tor-digital"), it.number("marit-journal"));
        let told = it.does(&register, &both);
        let power = id(&told);
        assert!(it.does(&register, &both).contains("it was registered before"));
        let late = today.saturating_add(jiff::ToSpan::years(6)).to_string();
        let late = ["powers", "register", "--areas", "digital", "--to", &late, "--certificate", "2026/17"];
        it.refuses(&late, &both, "five years at most");
        it.refuses(&register, &both.replace('\n', " "), "the one it is about: standard input holds no national number");
        it.refuses(
            &["powers", "register", "--areas", "all", "--to", &last, "--certificate", "1"],
            &both,
            "patient_record",
        );
        let protected = format!("{}\n{}\n", it.number("tor-digital"), it.number("jan-kode7"));
        it.refuses(&register, &protected, "no power can be registered to this person");
        it.refuses(&["powers", "end", &power], &it.number("per-full"), "is no side of such a power");
        assert!(it.does(&["powers", "end", &power], &it.number("marit-journal")).contains("has ended, both are told"));
        assert!(it.does(&["powers", "end", &power], &it.number("marit-journal")).contains("it had ended already"));
    }
}

fn person(it: &Installation, id: &str) -> people::PersonId {
    it.demo.population.persona(id).expect("somebody of the demo").person.id
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_nobody_opened_are_written_as_files_once() {
    for it in Installation::both().await {
        let to = it.folder.path().join("letters");
        let to = to.to_str().expect("a path");
        let told = it.does(&["letters", "export", "--to", to], "");
        let before = fs::read_dir(to).expect("the folder").count();
        assert!(told.starts_with(&format!("{before} letters written to")), "{told}");
        unopened(&it).await;
        assert!(it.does(&["letters", "export", "--to", to], "").starts_with("1 letters written to"));
        let files: Vec<_> = fs::read_dir(to).expect("the folder").map(|file| file.expect("a file").path()).collect();
        assert_eq!(files.len(), before + 1);
        let texts: Vec<_> = files.iter().map(|file| fs::read_to_string(file).expect("a file")).collect();
        let letter = texts.iter().find(|text| text.contains("Innkalling til kontroll")).expect("the letter");
        for part in ["Per Gundersrud", "postalCode", "Møt fastende"] {
            assert!(letter.contains(part), "{part}: {letter}");
        }
        assert!(it.does(&["letters", "export", "--to", to], "").starts_with("0 letters written to"), "once");
        it.refuses(&["letters", "export"], "", "--to");
    }
}

/// A letter that has waited too long.
async fn unopened(it: &Installation) {
    let office = demo::offices::of(OfficeKind::Gp, Some("0301")).expect("an office");
    let office = offices::Office { post_after_days: Some(1), ..office };
    let (house, person) = (it.house(), person(it, "per-full"));
    let id = house.random.uuid(house.clock.now());
    let answer = Answer { text: "Møt fastende.".into(), writer: "Sara Lunder".into(), ..Answer::default() };
    let letter = Letter { kind: Kind::Letter, subject: "Innkalling til kontroll".into(), answer };
    let job = Actor::Job(JobKind::DemoSeed);
    let allowed =
        house.gate.deliver(&job, person, &dialogue::POLICY, Deed::on("write", id)).await.expect("a permission");
    let sent = allowed.commit::<_, DialogueError, _>(move |tx| {
        Box::pin(async move { dialogue::start_letter(tx, id, &office, &letter).await })
    });
    sent.await.expect("sent");
    let waited = "UPDATE dialogue_messages SET post_at = 1 WHERE id = $1 AND post_at IS NOT NULL";
    assert_eq!(house.db.execute(waited, db::args![id]).await.expect("an answer"), 1, "it goes by post some day");
}

#[tokio::test]
async fn treatments_are_read_in_whole_or_not_at_all() {
    for at in Installation::both().await {
        let file = at.folder.path().join("treatments.csv");
        let import = |text: &str, more: &[&str]| {
            fs::write(&file, text).expect("a file");
            let path = file.to_string_lossy();
            at.run(&[&["treatments", "import", path.as_ref()], more].concat(), "")
        };
        let whole = demo::treatments::FILE;
        let before = at.house().treatments().catalogue().await.expect("a catalogue");
        let lines: Vec<&str> = whole.lines().take(5).collect();
        let few = lines.join("\n");
        let faulty = few.replace("319005005", "319005006");
        let (output, told) = import(&faulty, &[]);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("line 2, column organisation: cannot be") && told.contains("nothing was changed"),
            "{told}"
        );
        let (output, told) = import(&few, &["--check"]);
        assert!(output.status.success() && told.contains("12 gone") && told.contains("checked; nothing"), "{told}");
        assert_eq!(at.house().treatments().catalogue().await.expect("a catalogue"), before, "only checked");
        let (output, told) = import(&few, &[]);
        assert!(output.status.success() && told.contains("treatments:    0 new, 0 changed, 12 gone"), "{told}");
        assert_eq!(at.house().treatments().list().await.expect("treatments").len(), 1);
        let (_, told) = import(&few, &[]);
        assert!(told.contains("all was so already"), "{told}");
        fs::write(&file, b"treatment;\xe5").expect("a file");
        let (output, told) = at.run(&["treatments", "import", &file.to_string_lossy()], "");
        assert!(!output.status.success() && told.contains("save it as UTF-8"), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_readers_tell_is_listed_without_its_words_shown_handled_and_deleted() {
    for it in Installation::both().await {
        assert!(it.does(&["feedback", "list"], "").contains("no message waits"));
        let feedback = it.house().feedback();
        feedback.count("nodhjelp/legevakt", "nb", true).await.expect("counted");
        feedback.count("nodhjelp/legevakt", "nb", false).await.expect("counted");
        let content =
            Content { text: "Knappen mangler navn".into(), page: "/timer".into(), email: "kari@example.no".into() };
        let id = it.house().random.uuid(it.house().clock.now());
        feedback.receive(New { id, about: About::Fault, language: "nb", content }).await.expect("received");
        let listed = it.does(&["feedback", "list"], "");
        assert!(listed.contains("fault, nb, wants an answer") && !listed.contains("Knappen"), "{listed}");
        let shown = it.does(&["feedback", "show", &id.to_string()], "");
        assert!(shown.contains("Knappen mangler navn") && shown.contains("answer to: kari@example.no"), "{shown}");
        assert!(it.does(&["feedback", "handle", &id.to_string()], "").contains("handled"));
        assert!(it.does(&["feedback", "handle", &id.to_string()], "").contains("it was handled already"));
        assert!(it.does(&["feedback", "list", "--handled"], "").contains(", handled"));
        assert!(it.does(&["feedback", "delete", &id.to_string()], "").contains("deleted"));
        it.refuses(&["feedback", "show", &id.to_string()], "", "there is no such message");

        let month = it.house().clock.today().strftime("%Y-%m").to_string();
        let csv = it.does(&["content", "useful", "--csv"], "");
        assert!(csv.ends_with(&format!("article,language,month,yes,no\nnodhjelp/legevakt,nb,{month},1,1\n")), "{csv}");
        assert!(it.does(&["content", "useful", "--from", "2999-01"], "").contains("nobody has answered yet"));
        it.refuses(&["content", "useful", "--from", "januar"], "", "a month is written as 2026-01");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_is_opened_told_more_of_resolved_and_listed_and_maintenance_planned_in_norways_time() {
    for it in Installation::both().await {
        let texts = ["--nb", "Treg", "--nn", "Treg", "--en", "Slow"];
        assert!(it.does(&["incident", "list"], "").contains("nothing is open"));
        let open = [&["incident", "open", "--component", "log_in", "--impact", "degraded"], &texts[..]].concat();
        let incident = id(&it.does(&open, ""));
        assert!(it.does(&["incident", "list"], "").contains("log_in degraded, open"));
        let more = |errand| [&["incident", errand, incident.as_str()], &texts[..]].concat();
        assert!(it.does(&more("update"), "").contains("told"));
        assert!(it.does(&more("resolve"), "").contains("over, from now on"));
        assert!(it.does(&more("resolve"), "").contains("it was over already"));
        it.refuses(&more("update"), "", "there is no such incident, or it is over");
        let plan = |to| {
            let times = ["incident", "plan", "--component", "pages", "--from", "2999-01-01 22:00", "--to", to];
            [&times[..], &texts[..]].concat()
        };
        it.does(&plan("2999-01-01 23:00"), "");
        let listed = it.does(&["incident", "list"], "");
        assert!(listed.contains("pages maintenance, planned") && listed.contains("2999-01-01T21:00:00Z"), "{listed}");
        it.refuses(&plan("2999-01-01 21:00"), "", "it must end after it begins");
        it.refuses(&plan("i morgen"), "", "a moment is written as");
        let shop = [&["incident", "open", "--component", "shop", "--impact", "down"], &texts[..]].concat();
        it.refuses(&shop, "", "log_in, pages, messages, api, open");
        it.refuses(&["incident", "open", "--component", "api", "--impact", "down", "--nb", "Nede"], "", "--en");
    }
}

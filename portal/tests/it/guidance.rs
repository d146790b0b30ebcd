//! Guidance at the desk: powers on a doctor's certificate, forms on paper, and how somebody was told (O4, P10, R9, B7).

use access::{
    Reason,
    log::{Line, Who, Why},
    rules::Role,
};
use offices::OfficeKind;
use testing::{Answer, TestPortal, Visitor};

use crate::notices::{BOOKED, Post, SOON, letters, run, send, send_from};

const GUIDE: &str = "gunnar-veileder";
const GIVER: &str = "tor-digital";
const HOLDER: &str = "marit-journal";
const PATH: &str = "/skranke/veiledning/fullmakt";

/// The form for a power between two, filled in.
fn form<'a>(giver: &'a str, holder: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let (from, to) = (("fra", "21.11.2026"), ("til", "20.11.2031"));
    let fixed = [("giver", giver), ("mottaker", holder), ("digitalt", "ja"), ("handling", "se"), from, to];
    // The first of a name counts.
    more.iter().copied().chain(fixed).chain([("erklaring", "2026/17")]).collect()
}

fn number(portal: &TestPortal, id: &str) -> String {
    portal.persona(id).number.digits().to_owned()
}

async fn registered(portal: &TestPortal, guide: &Visitor) -> Answer {
    let (giver, holder) = (number(portal, GIVER), number(portal, HOLDER));
    guide.post(PATH, &form(&giver, &holder, &[("steg", "registrer")])).await.is(200)
}

async fn account(portal: &TestPortal, guide: &Visitor, id: &str) -> Answer {
    let number = number(portal, id);
    guide.post("/skranke/veiledning", &[("nummer", &number), ("grunn", "Ringte om fullmakten")]).await
}

async fn line(portal: &TestPortal, id: &str, service: &str, deed: &str) -> Line {
    let found = portal.usage_log(id).await.into_iter().find(|line| line.service == service && line.deed == deed);
    found.unwrap_or_else(|| panic!("{id} has no line {service} {deed}"))
}

/// What somebody reads of their own notices.
async fn news(portal: &TestPortal, id: &str) -> (Visitor, Answer) {
    letters(portal).await;
    let visitor = portal.log_in(id).await;
    let page = visitor.get("/varsler").await.is(200);
    (visitor, page)
}

#[tokio::test]
async fn guidance_registers_a_power_on_a_certificate_once_and_both_are_told_and_find_it_in_their_logs() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work(GUIDE).await;
        let (giver, holder) = (number(&portal, GIVER), number(&portal, HOLDER));
        guide.get(PATH).await.is(200).says("Fullmakten varer i høyst fem år");
        let check = guide.post(PATH, &form(&giver, &holder, &[])).await.is(200).says("Se om alt er riktig");
        let (tor, marit) = (portal.persona(GIVER).person.name.full(), portal.persona(HOLDER).person.name.full());
        let check = check.says(&tor).says(&marit).says("20. november 2031").says("Kan se").says("2026/17");
        assert!(!check.path.contains(&giver), "no number in an address");
        let before = portal.log_in(HOLDER).await;
        before.get(&format!("/p/{}/timer", portal.handle_of(HOLDER, GIVER))).await.is(404);

        registered(&portal, &guide).await.says("Fullmakten er registrert.");
        registered(&portal, &guide).await.says("Fullmakten er registrert fra før");
        let who = Who::Staff { person: portal.person(GUIDE), role: Role::Guidance };
        let stated = Why::AtWork(Reason::Stated("2026/17".into()));
        let giver_line = line(&portal, GIVER, "paper_forms", "register_power").await;
        assert_eq!((&giver_line.who, &giver_line.why), (&who, &stated));
        let holder_line = line(&portal, HOLDER, "powers_of_attorney", "register_power").await;
        assert_eq!((&holder_line.who, &holder_line.why), (&who, &Why::AtWork(Reason::Power)));
        for id in [GIVER, HOLDER] {
            assert_eq!(line(&portal, id, "guidance", "look_up").await.why, stated, "{id}");
        }
        let twice = portal.usage_log(GIVER).await.iter().filter(|line| line.deed == "register_power").count();
        assert_eq!(twice, 1, "the second click leaves no line");

        let (tor_s, page) = news(&portal, GIVER).await;
        let page = page.says("En fullmakt på legeerklæring er registrert");
        assert_eq!(page.body.matches("er registrert").count(), 1, "and tells nobody again");
        tor_s.get(&page.link("/fullmakter/")).await.is(200).says("registrert av veiledningen etter en legeerklæring");
        let (marit_s, page) = news(&portal, HOLDER).await;
        page.says("Du har fått en fullmakt");
        marit_s.get(&format!("/p/{}/timer", portal.handle_of(HOLDER, GIVER))).await.is(200);
        marit_s.get("/bruk").await.is(200).says("Du er part i en fullmakt med en annen");
    }
}

#[tokio::test]
async fn guidance_ends_a_power_on_a_form_at_once_and_a_second_click_changes_nothing() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work(GUIDE).await;
        registered(&portal, &guide).await;
        let holder = portal.log_in(HOLDER).await;
        let theirs = format!("/p/{}/timer", portal.handle_of(HOLDER, GIVER));
        holder.get(&theirs).await.is(200);
        // What happens in one moment has no order.
        portal.set_clock("2026-11-21T12:05");
        let name = portal.persona(HOLDER).person.name.full();
        let found = account(&portal, &guide, GIVER).await.is(200).says("Legeerklæring: 2026/17");
        // The demo's own power of the giver's side stands there, too.
        let found = found.says(&format!("Fullmakt på legeerklæring til {name}"));
        let other = line(&portal, HOLDER, "guidance", "look_up").await;
        assert!(matches!(other.why, Why::AtWork(Reason::Power | Reason::Stated(_))), "{other:?}");

        let at = found.body.find("Legeerklæring: 2026/17").expect("the power on a certificate");
        let power = found.body[at..].split("name=\"fullmakt\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let (power, nummer) = (power.expect("its id").to_owned(), number(&portal, GIVER));
        let ask = [("nummer", nummer.as_str()), ("grunn", "Ringte om fullmakten"), ("fullmakt", power.as_str())];
        guide.post(&format!("{PATH}/avslutt"), &ask).await.is(200).says("Fullmakten slutter å gjelde med en gang");
        let with = |skjema| [ask.to_vec(), vec![("skjema", skjema), ("steg", "avslutt")]].concat();
        let wanting = guide.post(&format!("{PATH}/avslutt"), &with("")).await.is(422);
        assert!(wanting.body.contains("skjema-feil"), "{wanting}");
        holder.get(&theirs).await.is(200);
        guide.post(&format!("{PATH}/avslutt"), &with("2027/3")).await.is(200).says("Fullmakten er avsluttet");
        holder.get(&theirs).await.is(404);
        let again = guide.post(&format!("{PATH}/avslutt"), &with("2027/3")).await.is(200);
        again.has_no_trace_of("Fullmakten er avsluttet").has_no_trace_of("Legeerklæring");
        let ended = line(&portal, GIVER, "paper_forms", "end_power").await;
        assert_eq!(ended.why, Why::AtWork(Reason::Stated("2027/3".into())));
        let (_, page) = news(&portal, HOLDER).await;
        assert_eq!(page.body.matches("En fullmakt er avsluttet").count(), 1);
        let own = holder.get("/fullmakter").await.is(200);
        holder.get(&own.link(&power)).await.is(200).says("Avsluttet av veiledningen");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_power_is_said_at_its_field_and_nothing_typed_is_lost() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work(GUIDE).await;
        let (giver, holder) = (number(&portal, GIVER), number(&portal, HOLDER));
        let empty = guide.post(PATH, &[("giver", "12"), ("fra", "i går"), ("til", "")]).await.is(422);
        let fields = ["giver", "mottaker", "omrade", "handling", "fra", "til", "erklaring"];
        let at = |field: &&str| empty.body.find(&format!("href=\"#{field}\""));
        let order: Vec<_> =
            fields.iter().map(|field| at(field).unwrap_or_else(|| panic!("{field}: {empty}"))).collect();
        assert!(order.is_sorted(), "the summary is in the order of the form");
        assert!(empty.body.contains("value=\"12\"") && empty.body.contains("value=\"i går\""));

        for (more, field) in [
            (("til", "21.11.2031"), "til"),
            (("til", "20.11.2026"), "til"),
            (("fra", "20.11.2026"), "fra"),
            (("mottaker", giver.as_str()), "mottaker"),
            (("mottaker", &number(&portal, "aksel-17")), "mottaker"),
            (("mottaker", &number(&portal, "jan-kode7")), "mottaker"),
            (("giver", &number(&portal, "einar-dod")), "giver"),
            (("giver", &number(&portal, "odin-4")), "giver"),
        ] {
            let wrong = guide.post(PATH, &form(&giver, &holder, &[more, ("steg", "registrer")])).await.is(422);
            assert!(wrong.body.contains(&format!("id=\"{field}-feil\"")), "{more:?}: {wrong}");
            assert!(wrong.body.contains("value=\"2026/17\""), "{wrong}");
        }
        let own = number(&portal, GUIDE);
        let oneself = guide.post(PATH, &form(&giver, &own, &[("steg", "registrer")])).await;
        assert_eq!(oneself.status, 403, "guidance gives themself no power: {oneself}");
        for id in ["olga-drift", "berit-administrator", "hanne-helsesykepleier"] {
            let staff = portal.at_work(id).await;
            staff.get(PATH).await.is(403);
            staff.post(PATH, &form(&giver, &holder, &[("steg", "registrer")])).await.is(403);
        }
        let log = portal.usage_log(GIVER).await;
        assert!(!log.iter().any(|line| line.deed == "register_power"), "nothing was registered: {log:?}");
    }
}

#[tokio::test]
async fn a_person_is_told_of_a_form_on_paper_and_of_a_role_where_they_can_open_it() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work(GUIDE).await;
        let nummer = number(&portal, "bjorn-sonn");
        let send = async |slag: &str, skjema: &str| {
            let asked = [("nummer", nummer.as_str()), ("grunn", "Skjema")];
            let form = [("slag", slag), ("skjema", skjema), ("mottatt", "20.11.2026")];
            guide.post("/skranke/veiledning/skjema", &[asked.as_slice(), &form].concat()).await.is(200)
        };
        send("remove_patient_record", "2026/5").await.says("Skjemaet er registrert, og det er gjort");
        send("remove_patient_record", "2026/5").await.says("Skjemaet er registrert fra før");
        let (bjorn, page) = news(&portal, "bjorn-sonn").await;
        let page = page.says("Tilgangen til pasientjournalen er fjernet etter et papirskjema");
        assert_eq!(page.body.matches("etter et papirskjema").count(), 1, "the second click tells nobody again");
        let form = bjorn.get(&page.link("/personvern/")).await.is(200).says("2026/5").says("20. november 2026");
        form.says("Kjenner du ikke til skjemaet");
        let strangers = page.link("/personvern/").replace(&portal.handle("bjorn-sonn"), &portal.handle("per-full"));
        portal.log_in("per-full").await.get(&strangers).await.is(404);

        send("remove_access", "2026/6").await;
        let gone = letters(&portal).await;
        assert_eq!(gone.len(), 0, "nobody is told of what they could not open");
        send("reopen_access", "2026/7").await;
        let (_, page) = news(&portal, "bjorn-sonn").await;
        page.says("Tilgangen er gjenåpnet etter et papirskjema");

        let berit = portal.at_work("berit-administrator").await;
        let office = demo::offices::of(OfficeKind::HealthCentre, Some("0301")).expect("an office").id.to_string();
        let kari = number(&portal, "kari-mor");
        let give = [("nummer", kari.as_str()), ("kontor", office.as_str()), ("rolle", "nurse"), ("hpr", "")];
        berit.post("/skranke/medarbeidere", &give).await.is(200);
        berit.post("/skranke/medarbeidere", &give).await.is(200);
        let (citizen, page) = news(&portal, "kari-mor").await;
        assert_eq!(page.body.matches("Du har fått en rolle på jobb").count(), 1, "{page}");
        let role = page.link("/innlogginger/");
        citizen.get(&role).await.is(200).says("Sykepleier").says("Furulia helsestasjon");
        let id = portal.house.gate.roles(portal.person("kari-mor")).await.unwrap()[0].id;
        for _ in 0..2 {
            berit.post(&format!("/skranke/medarbeidere/{id}/avslutt"), &[]).await;
        }
        let (_, page) = news(&portal, "kari-mor").await;
        assert_eq!(page.body.matches("En rolle du hadde på jobb, er avsluttet").count(), 1, "{page}");
        citizen.get(&role).await.is(200).says("Rollen er avsluttet");
    }
}

#[tokio::test]
async fn one_with_a_protected_address_is_told_without_a_sender_and_a_child_is_not_told_of_by_name() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work(GUIDE).await;
        let nummer = number(&portal, "jan-kode7");
        let form = [
            ("nummer", nummer.as_str()),
            ("grunn", "Skjema"),
            ("slag", "remove_patient_record"),
            ("skjema", "2026/8"),
            ("mottatt", "20.11.2026"),
        ];
        guide.post("/skranke/veiledning/skjema", &form).await.is(200);
        let post = Post::of(notify::ChannelKind::Email);
        run(&portal, &[&post]).await;
        for letter in post.letters() {
            assert!(letter.text.starts_with("Du har en ny melding i Helsevei."), "{}", letter.text);
        }
    }
}

#[tokio::test]
async fn guidance_sees_how_somebody_was_told_and_never_of_what_nor_of_anything_hidden() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work(GUIDE).await;
        let see = async |id: &str| {
            let nummer = number(&portal, id);
            let asked = [("nummer", nummer.as_str()), ("grunn", "Fikk ikke varsel")];
            guide.post("/skranke/veiledning/varsler", &asked).await.is(200)
        };
        see("per-full").await.says("Personen har ikke fått noen varsler");
        send(&portal, "per-full", SOON, BOOKED).await;
        letters(&portal).await;
        let page = see("per-full").await.says("Sendt på e-post til p***@e***.example");
        let page = page.has_no_trace_of("Havna").has_no_trace_of("Ny time").has_no_trace_of("/timer/");
        assert!(!page.body.contains("per.gundersrud"), "no address in clear: {page}");
        let seen = line(&portal, "per-full", "guidance", "notices").await;
        assert_eq!(seen.why, Why::AtWork(Reason::Stated("Fikk ikke varsel".into())));

        let hidden = r#""status": "booked", "meta": {"security": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS"}]}"#;
        let source = records::Source {
            organisation: "974000002".into(),
            name: "Havna legesenter".into(),
            kind: access::rules::ItemSource::Gp,
            profile: records::Profile::Base,
        };
        send_from(&portal, &source, "aksel-17", SOON, hidden).await;
        letters(&portal).await;
        see("aksel-17").await.says("Personen har ikke fått noen varsler");
        portal.at_work("olga-drift").await.post("/skranke/veiledning/varsler", &[]).await.is(403);
    }
}

//! Ways over a border: from one office to another, to who exists, and to what was hidden (H3, R4, O4).

use access::log::Who;
use access::rules::Role;
use db::args;
use demo::appointments::sources;
use offices::OfficeKind;
use records::{Profile, Source};
use serde_json::json;
use testing::{Answer, System, TestPortal, Visitor};

use crate::home_care::plan;

/// A valid number that the register does not have.
const NOBODY: &str = "03851598730";

/// A page, a part of the address of a form on it, and what is typed.
type Filled<'f> = (&'f Answer, &'f str, &'f [(&'f str, &'f str)]);

fn number(portal: &TestPortal, id: &str) -> String {
    portal.persona(id).number.digits().to_owned()
}

async fn looked_up(portal: &TestPortal, staff: &Visitor, id: &str) -> Answer {
    staff.post("/skranke/person", &[("nummer", &number(portal, id)), ("hvorfor", "Ringte")]).await.is(200)
}

/// The system of the organisation in which somebody has their first role.
async fn system_of(portal: &TestPortal, id: &str) -> System {
    let organisation = portal.house.gate.roles(portal.person(id)).await.expect("roles").remove(0).organisation;
    let source = sources().into_iter().find(|it| it.organisation == organisation).expect("a source");
    portal.system(&Source { profile: Profile::Base, ..source }, "system/*.crus").await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_numbers_on_a_certificate_each_that_somebody_has_leaves_its_line_whatever_the_other_is() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work("gunnar-veileder").await;
        let per = number(&portal, "per-full");
        let looks = async || {
            let log = portal.usage_log("per-full").await;
            log.iter().filter(|line| matches!(line.who, Who::Staff { role: Role::Guidance, .. })).count()
        };
        for (seen, (giver, holder)) in [(&*per, NOBODY), (NOBODY, &*per), (&*per, &*per)].into_iter().enumerate() {
            let fields = [("giver", giver), ("mottaker", holder), ("digitalt", "ja"), ("handling", "se")];
            let rest = [("fra", "21.11.2026"), ("til", "20.11.2031"), ("erklaring", "2026/17")];
            guide.post("/skranke/veiledning/fullmakt", &[fields.as_slice(), &rest].concat()).await.is(422);
            assert!(looks().await > seen, "{}: {giver} {holder}", portal.engine);
        }
    }
}

/// Chooses the role at an office of the kind.
async fn works_at(portal: &TestPortal, visitor: &Visitor, id: &str, kind: OfficeKind) {
    for role in portal.house.gate.roles(portal.person(id)).await.expect("roles") {
        let office = portal.pages().offices().find(role.office).await.expect("offices").expect("an office");
        if office.kind == kind {
            visitor.post("/skranke/velg", &[("role", &role.id.to_string())]).await.is(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_filled_in_for_one_office_is_sent_from_no_other_that_was_chosen_meanwhile() {
    for portal in TestPortal::both().await {
        portal.employ("sara-sekretar", OfficeKind::HomeCare, Role::Clerk).await;
        let sara = portal.at_work("sara-sekretar").await;
        works_at(&portal, &sara, "sara-sekretar", OfficeKind::HomeCare).await;
        let found = looked_up(&portal, &sara, "per-full").await;
        let plan = sara.submit(&found, "/besok/ny", &[]).await.is(200);
        let contact = sara.submit(&found, "/kontakt/ny", &[]).await.is(200);
        let (times, templates) = (sara.get("/skranke/timer/ny").await, sara.get("/skranke/svarmaler").await);
        let letter = [("emne", "Vedtak"), ("svar", "Du har fått hjelp hjemme.")];
        let visit = [("dag", "25.11.2026"), ("fra", "14.00"), ("til", "14.30"), ("hva", "Stell")];
        let office = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Pleie")];
        let time =
            [("fra", "25.11.2026"), ("til", "25.11.2026"), ("kl-fra", "9"), ("kl-til", "10"), ("minutter", "30")];
        let ready = [("navn", "Stell"), ("tekst", "Vi kommer."), ("gjor", "lagre")];
        let forms: [Filled<'_>; 7] = [
            (&found, "/brev", &letter),
            (&found, "/besok/ny", &[]),
            (&found, "/kontakt/ny", &[]),
            (&plan, "/planlegg", &visit),
            (&contact, "/registrer", &office),
            (&times, "/timer/ny", &time),
            (&templates, "/svarmaler", &ready),
        ];
        works_at(&portal, &sara, "sara-sekretar", OfficeKind::Gp).await;
        for (page, part, fields) in forms {
            let answer = sara.submit(page, part, fields).await;
            assert_eq!(answer.status, 409, "{}: {part}: {answer}", portal.engine);
            answer.says("Du er på jobb for et annet kontor nå");
        }
        portal.log_in("per-full").await.get("/innboks").await.is(200).has_no_trace_of("Vedtak");
        sara.get("/skranke/svarmaler").await.is(200).has_no_trace_of("Vi kommer.");
        works_at(&portal, &sara, "sara-sekretar", OfficeKind::HomeCare).await;
        sara.submit(&found, "/brev", &letter).await.is(200).says("Du har fått hjelp hjemme.");
    }
}

/// Marks of a resource as the gate reads them: hidden from parents, and from the youth.
async fn marks(portal: &TestPortal, id: &str) -> (bool, bool) {
    let sql = "SELECT hidden_from_parents, hidden_from_youth FROM records WHERE id = $1";
    let rows = portal.house.db.fetch_all(sql, args![id]).await.expect("records");
    (rows[0].bool(0).expect("a mark"), rows[0].bool(1).expect("a mark"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_at_the_desk_takes_off_no_mark_that_its_form_did_not_speak_of() {
    for portal in TestPortal::both().await {
        let hanne = portal.at_work("hanne-helsesykepleier").await;
        let system = system_of(&portal, "hanne-helsesykepleier").await;
        let found = looked_up(&portal, &hanne, "sofie-14").await;
        let form = hanne.submit(&found, "/kontakt/ny", &[]).await.is(200);
        let office = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Samtaler"), ("skjul", "foreldre")];
        let contact = hanne.submit(&form, "/registrer", &office).await.is(200);
        let id = contact.path.rsplit('/').next().expect("an id").to_owned();
        assert_eq!(marks(&portal, &id).await, (true, false), "{}", portal.engine);
        let path = format!("/CareTeam/{id}");
        let mut team = system.get(&path).await.is(200).json();
        let label = |code: &str| json!({"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": code});
        team["meta"]["security"] = json!([label("NORN_FORANS"), label("NORN_UNGDOM")]);
        system.put(&path, "W/\"1\"", &team).await.is(200);
        assert_eq!(marks(&portal, &id).await, (true, true), "{}", portal.engine);

        let form = hanne.get(&contact.path).await.is(200);
        let changed = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Samtale")];
        hanne.submit(&form, "/kontakt/", &[&changed[..], &[("skjul", "foreldre")]].concat()).await.is(200);
        assert_eq!(marks(&portal, &id).await, (true, true), "{}: left as it was", portal.engine);
        let form = hanne.get(&contact.path).await.is(200);
        let changed = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Samtaler hver uke")];
        hanne.submit(&form, "/kontakt/", &changed).await.is(200).says("Samtaler hver uke");
        assert_eq!(marks(&portal, &id).await, (true, true), "{}: not offered", portal.engine);
        let form = hanne.get(&format!("{}/avslutt", contact.path)).await.is(200);
        hanne.submit(&form, "/avslutt", &[]).await.is(200).says("Kontakten er avsluttet");
        assert_eq!(marks(&portal, &id).await, (true, true), "{}: ended", portal.engine);
        // Chosen, they are taken off: that is what the choice is for.
        let found = looked_up(&portal, &hanne, "sofie-14").await;
        let form = hanne.submit(&found, "/kontakt/ny", &[]).await.is(200);
        let other = hanne.submit(&form, "/registrer", &office).await.is(200);
        let open = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Samtaler"), ("skjul", "ingen")];
        hanne.submit(&hanne.get(&other.path).await, "/kontakt/", &open).await.is(200);
        let id = other.path.rsplit('/').next().expect("an id");
        assert_eq!(marks(&portal, id).await, (false, false), "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_desk_calls_off_is_still_found_by_what_its_system_calls_it() {
    for portal in TestPortal::both().await {
        let elin = portal.at_work("elin-hjemmetjeneste").await;
        let system = system_of(&portal, "elin-hjemmetjeneste").await;
        let visit = plan(&portal, "astrid-82", "77", "2026-11-22T14:00:00+01:00", "2026-11-22T14:30:00+01:00");
        let id = system.post("/Appointment", &visit).await.is(201).id();
        let path = format!("/skranke/besok/{id}/avlys");
        elin.submit(&elin.get(&path).await.is(200), "/avlys", &[("grunn", "Vi er for få")])
            .await
            .is(200)
            .says("Avlyst");
        let found = system.get("/Appointment?identifier=urn:example:visit%7C77").await.is(200).resources();
        assert_eq!(found.len(), 1, "{}: {found:?}", portal.engine);
        assert_eq!(found[0]["status"], "cancelled", "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_to_ones_own_child_takes_no_place_among_those_of_a_day() {
    for portal in TestPortal::both().await {
        let role = portal.house.gate.roles(portal.person("elin-hjemmetjeneste")).await.expect("roles").remove(0);
        let office = portal.pages().offices().find(role.office).await.expect("offices").expect("an office");
        portal.employ_at("hilde-mor", office, Role::Nurse).await;
        let system = system_of(&portal, "elin-hjemmetjeneste").await;
        let visits = (0..50).map(|serial| ("astrid-82", serial)).chain([("marius-14", 50)]);
        for (id, serial) in visits {
            let (start, end) = ("2026-11-22T14:00:00+01:00", "2026-11-22T14:30:00+01:00");
            system.post("/Appointment", &plan(&portal, id, &serial.to_string(), start, end)).await.is(201);
        }
        let day = "/skranke/besok?dag=22.11.2026";
        portal.at_work("elin-hjemmetjeneste").await.get(day).await.is(200).link("side=2");
        let mother = portal.at_work("hilde-mor").await.get(day).await.is(200);
        assert_eq!(mother.body.matches("Morgenstell").count(), 50, "{}", portal.engine);
        mother.has_no_trace_of("side=2");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_and_somebody_who_does_not_use_the_portal_are_the_same_to_every_form_of_the_desk() {
    for portal in TestPortal::both().await {
        let elin = portal.at_work("elin-hjemmetjeneste").await;
        let found = looked_up(&portal, &elin, "astrid-82").await;
        let plan = elin.submit(&found, "/besok/ny", &[]).await.is(200);
        let contact = elin.submit(&found, "/kontakt/ny", &[]).await.is(200);
        // Of those who have chosen no level, some use it by a power on a certificate.
        let mut strangers = Vec::new();
        for persona in portal.population.personas.iter().filter(|it| it.level.is_none()) {
            let number = persona.number.digits().to_owned();
            let page = elin.post("/skranke/person", &[("nummer", &number), ("hvorfor", "Ringte")]).await;
            strangers.extend(Some(number).filter(|_| page.status == 422));
        }
        assert!(strangers.len() > 1, "{strangers:?}");
        let visit = [("dag", "25.11.2026"), ("fra", "14.00"), ("til", "14.30"), ("hva", "Stell")];
        let office = [("hvem", "kontoret"), ("fra", "21.11.2026")];
        let forms: [Filled<'_>; 5] = [
            (&found, "/brev", &[("emne", "Hei"), ("svar", "Hei")]),
            (&found, "/besok/ny", &[]),
            (&found, "/kontakt/ny", &[]),
            (&plan, "/planlegg", &visit),
            (&contact, "/registrer", &office),
        ];
        for (page, part, fields) in forms {
            let (action, hidden) = page.form(part);
            let answers = async |number: &str| {
                let own = |(name, value): &(String, String)| {
                    let is_number = name == "nummer";
                    (name.clone(), if is_number { number.to_owned() } else { value.clone() })
                };
                let hidden: Vec<_> = hidden.iter().map(own).collect();
                let all = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                let answer = elin.post(&action, &all.chain(fields.iter().copied()).collect::<Vec<_>>()).await;
                (answer.status, answer.body.replace(number, ""))
            };
            let nobody = answers(NOBODY).await;
            for stranger in &strangers {
                assert_eq!(answers(stranger).await, nobody, "{}: {part}", portal.engine);
            }
        }
    }
}

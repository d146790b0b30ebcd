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

/// Marks of a resource as the gate reads them: hidden from parents, and from the youth.
async fn marks(portal: &TestPortal, id: &str) -> (bool, bool) {
    let sql = "SELECT hidden_from_parents, hidden_from_youth FROM records WHERE id = $1";
    let rows = portal.house.db.fetch_all(sql, args![id]).await.expect("records");
    (rows[0].bool(0).expect("a mark"), rows[0].bool(1).expect("a mark"))
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

//! Staff see what belongs to their own organisation, on every page of the desk, whatever address they have (H3).

use access::rules::Role;
use offices::OfficeKind;
use testing::{TestPortal, Visitor};

use crate::desk_clinic::writes;

/// What an office holds of Per: its conversation and its appointment, as addresses.
struct Held {
    staff: Visitor,
    /// What was written to it.
    text: &'static str,
    /// What its appointment is about.
    about: &'static str,
    conversation: String,
    appointment: String,
    /// A time of its own that is free.
    time: String,
}

async fn held(portal: &TestPortal, staff: Visitor, kind: OfficeKind, text: &'static str, about: &'static str) -> Held {
    let thread = writes(portal, "per-full", kind, text).await;
    let number = portal.persona("per-full").number.digits().to_owned();
    let series = [
        ("fra", "23.11.2026"),
        ("til", "23.11.2026"),
        ("ukedag", "1"),
        ("kl-fra", "15"),
        ("kl-til", "17"),
        ("minutter", "20"),
        ("tittel", about),
    ];
    let page = staff.get("/skranke/timer/ny").await.is(200);
    staff.submit(&page, "/timer/ny", &series).await.is(200);
    let day = staff.get("/skranke/timer?dag=23.11.2026").await.is(200).says(about);
    let free: Vec<_> = day.links().into_iter().filter(|link| link.contains("/skranke/timer/tid/")).collect();
    let give = staff.get(&free[0]).await.is(200);
    let fields = [("nummer", &*number), ("hvorfor", "Ringte for å få time"), ("om", about)];
    let booked = staff.submit(&give, "/tid/", &fields).await.is(200).says("Per Gundersrud");
    let (conversation, appointment) = (format!("/skranke/ko/{thread}"), booked.path.clone());
    Held { staff, text, about, conversation, appointment, time: free[1].clone() }
}

/// Every list and empty form of the desk.
const LISTS: [&str; 11] = [
    "/skranke",
    "/skranke/ko",
    "/skranke/ko?vis=ledige",
    "/skranke/ko?vis=mine",
    "/skranke/ko?vis=ferdige",
    "/skranke/timer",
    "/skranke/timer?dag=23.11.2026",
    "/skranke/svarmaler",
    "/skranke/person",
    "/skranke/timer/ny",
    "/skranke/besok",
];

/// Nothing of another organisation's is in a list. A list that is not for the office's kind is not there.
async fn no_list_shows(own: &Held, other: &Held) {
    let id = other.conversation.rsplit('/').next().expect("an id");
    for list in LISTS {
        let page = own.staff.get(list).await;
        assert!(page.status == 200 || list == "/skranke/besok", "{list}: {page}");
        let page = page.has_no_trace_of(other.text).has_no_trace_of(other.about);
        assert!(!page.body.contains(id) && !page.body.contains(&other.appointment), "{list}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_desk_shows_ones_own_organisation_and_nothing_of_another() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        portal.employ("hilde-mor", OfficeKind::HomeCare, Role::Nurse).await;
        let (sara, hilde) = (portal.at_work("sara-sekretar").await, portal.at_work("hilde-mor").await);
        let gp = held(&portal, sara, OfficeKind::Gp, "Kneet verker", "Blodtrykk").await;
        let home = held(&portal, hilde, OfficeKind::HomeCare, "Trenger hjelp til medisinen", "Sårstell").await;
        let number = portal.persona("per-full").number.digits().to_owned();
        for (own, other) in [(&gp, &home), (&home, &gp)] {
            own.staff.get(&own.conversation).await.is(200).says(own.text);
            own.staff.get(&own.appointment).await.is(200).says("Per Gundersrud");
            for nothing in [&other.conversation, &other.appointment, &other.time] {
                own.staff.get(nothing).await.is(404).has_no_trace_of("Gundersrud").has_no_trace_of(other.about);
            }
            let thread = other.conversation.rsplit('/').next().expect("an id");
            for file in ["vedlegg", "melding"].map(|part| format!("/skranke/{part}/{thread}")) {
                own.staff.get(&file).await.is(404);
            }
            own.staff.get(&format!("/skranke/vedlegg/{thread}/0")).await.is(404);
            no_list_shows(own, other).await;
            let found = own.staff.post("/skranke/person", &[("nummer", &number), ("hvorfor", "Ringte")]).await.is(200);
            found.has_no_trace_of(other.about).has_no_trace_of("kl. 15.20");

            let changes: [(String, &[(&str, &str)]); 7] = [
                (format!("{}/svar", other.conversation), &[("svar", "Hei")]),
                (format!("{}/tildel", other.conversation), &[("til", "meg")]),
                (format!("{}/avslutt", other.conversation), &[]),
                (format!("{}/avlys", other.appointment), &[("grunn", "Legen er syk")]),
                (format!("{}/flytt", other.appointment), &[("tid", "00000000-0000-0000-0000-000000000001")]),
                (other.time.clone(), &[("nummer", number.as_str()), ("hvorfor", "Ringte")]),
                ("/skranke/timer/trekk".to_owned(), &[("tid", "00000000-0000-0000-0000-000000000001")]),
            ];
            for (path, fields) in changes {
                let answer = own.staff.post(&path, fields).await;
                assert!(!answer.body.contains(other.about) && !answer.body.contains(other.text), "{path}: {answer}");
            }
        }
        for side in [&gp, &home] {
            side.staff.get(&side.conversation).await.is(200).says(side.text).has_no_trace_of("Tildelt Hilde");
            side.staff.get(&side.appointment).await.is(200).has_no_trace_of("Avlyst");
        }
    }
}

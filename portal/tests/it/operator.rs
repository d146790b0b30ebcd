//! The operator's pages: organisations, offices, municipalities and systems, each change with its line (O2).

use offices::OfficeKind;
use records::{Profile, Source};
use testing::{Answer, TestPortal, Visitor};

/// The public key of RFC 7517's first example.
const JWK: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM""#;
const ORGANISATIONS: &str = "/skranke/drift/virksomheter";
const OFFICES: &str = "/skranke/drift/kontorer";
const SYSTEMS: &str = "/skranke/drift/systemer";
const NUMBER: &str = "919191919";

fn key(kid: &str, more: &str) -> String {
    format!("{JWK},\"kid\":\"{kid}\"{more}}}")
}

async fn organisation(olga: &Visitor) -> Answer {
    let form = [("nummer", NUMBER), ("navn", "Vik legesenter"), ("slag", "gp"), ("profil", "helsenorge")];
    olga.post(&format!("{ORGANISATIONS}/ny"), &form).await.is(200)
}

fn at_each(page: &Answer, fields: &[&str]) {
    for field in fields {
        assert!(page.body.contains(&format!("id=\"{field}-feil\"")), "{field}: {page}");
    }
}

#[tokio::test]
async fn an_operator_adds_an_organisation_once_changes_it_and_the_changes_are_listed() {
    for portal in TestPortal::both().await {
        let olga = portal.at_work("olga-drift").await;
        organisation(&olga).await.says("Vik legesenter").says("919191919, Fastlege");
        organisation(&olga).await;
        let known = Source::find(&portal.house.db, NUMBER).await.unwrap().expect("it is there");
        assert_eq!((known.name.as_str(), known.profile), ("Vik legesenter", Profile::Helsenorge));
        let other = [("nummer", NUMBER), ("navn", "Noe annet"), ("slag", "hospital"), ("profil", "base")];
        at_each(&olga.post(&format!("{ORGANISATIONS}/ny"), &other).await.is(422), &["nummer"]);
        let wrong = olga.post(&format!("{ORGANISATIONS}/ny"), &[("nummer", "12"), ("navn", "")]).await.is(422);
        at_each(&wrong, &["nummer", "navn", "slag"]);
        assert!(wrong.body.contains("value=\"12\""), "{wrong}");

        let page = olga.get(&format!("{ORGANISATIONS}/{NUMBER}")).await.is(200);
        assert!(page.body.contains("value=\"Vik legesenter\""), "{page}");
        let change = [("navn", "Vik og Nes legesenter"), ("slag", "gp"), ("profil", "helsenorge")];
        olga.post(&format!("{ORGANISATIONS}/{NUMBER}"), &change).await.is(200).says("Vik og Nes legesenter");
        let changes = portal.house.offices().changes(10).await.unwrap();
        assert_eq!(changes.len(), 2, "the second click changed nothing: {changes:?}");
        let front = olga.get("/skranke/drift").await.is(200);
        front.says("la til eller endret en virksomhet 919191919 Vik og Nes legesenter (Olga Nyborg)");
        olga.get(&format!("{ORGANISATIONS}/000000000")).await.is(404);
    }
}

#[tokio::test]
async fn an_operator_opens_an_office_changes_it_and_closes_it_for_good() {
    for portal in TestPortal::both().await {
        let olga = portal.at_work("olga-drift").await;
        organisation(&olga).await;
        let empty = olga.get(&format!("{OFFICES}/ny")).await.is(200);
        let fields = [("virksomhet", NUMBER), ("slag", "school_health"), ("navn", "Vik skole"), ("svardager", "3")];
        let wrong =
            olga.submit(&empty, "/kontorer/ny", &[("virksomhet", "1"), ("svardager", "61"), ("postdager", "0")]);
        at_each(&wrong.await.is(422), &["virksomhet", "slag", "navn", "svardager", "postdager"]);
        let wanting = olga.submit(&empty, "/kontorer/ny", &fields).await.is(422);
        at_each(&wanting, &["kommune"]);
        let fields = [&fields[..], &[("kommune", "0301"), ("telefon", "22 00 00 00"), ("postdager", "14")]].concat();
        for _click in 0..2 {
            olga.submit(&empty, "/kontorer/ny", &fields).await.is(200).says("Vik skole");
        }
        let offices = portal.house.offices().of_organisation(NUMBER).await.unwrap();
        let [office] = offices.as_slice() else { panic!("the second click opened another: {offices:?}") };
        assert_eq!((office.kind, office.answer_days, office.post_after_days), (OfficeKind::SchoolHealth, 3, Some(14)));

        let own = format!("{OFFICES}/{}", office.id);
        assert!(olga.get(&own).await.is(200).body.contains("value=\"22 00 00 00\""));
        let change = [("navn", "Vik barneskole"), ("kommune", "0301"), ("telefon", ""), ("svardager", "5")];
        olga.post(&own, &change).await.is(200).says("Vik barneskole");
        let changed = portal.house.offices().find(office.id).await.unwrap().expect("the office");
        assert_eq!((changed.telephone, changed.post_after_days, changed.kind), (None, None, OfficeKind::SchoolHealth));
        olga.get(&format!("{own}/steng")).await.is(200).says("Det kan ikke åpnes igjen");
        for _click in 0..2 {
            olga.post(&format!("{own}/steng"), &[]).await.is(200).says("Stengte kontorer Vik barneskole");
        }
        olga.get(&own).await.is(404);
        // What happens in one moment has no order.
        let changes = portal.house.offices().changes(10).await.unwrap();
        let mut words: Vec<_> = changes.into_iter().map(|it| it.change).collect();
        words.sort();
        assert_eq!(words, ["end_office", "save_office", "save_office", "save_organisation"]);
        let roles = portal.house.gate.roles(portal.person("olga-drift")).await.unwrap();
        let here = format!("{OFFICES}/{}/steng", roles[0].office);
        olga.get(&here).await.is(200).says("Da kan du ikke stenge det");
        olga.post(&here, &[]).await.is(400);
    }
}

#[tokio::test]
async fn an_operator_adds_a_system_changes_its_key_and_ends_it_and_each_change_has_a_line() {
    for portal in TestPortal::both().await {
        let olga = portal.at_work("olga-drift").await;
        organisation(&olga).await;
        let empty = olga.get(&format!("{SYSTEMS}/ny")).await.is(200);
        let (first, second) = (key("first", ""), key("second", ""));
        let fields =
            [("virksomhet", NUMBER), ("navn", "EPJ Vik"), ("omfang", "system/Appointment.crus"), ("dpop", "ja")];
        let whole = [&fields[..], &[("nokkel", first.as_str())]].concat();
        olga.submit(&empty, "/systemer/ny", &whole).await.is(200);
        let page = olga.submit(&empty, "/systemer/ny", &whole).await.is(200).says("EPJ Vik").says("Ikke brukt ennå");
        let all = portal.house.registry().list().await.unwrap();
        let [system] = all.iter().filter(|it| it.organisation == NUMBER).collect::<Vec<_>>()[..] else {
            panic!("the second click added another: {all:?}")
        };
        assert!(system.dpop_required && page.path == format!("{SYSTEMS}/{}", system.id), "{page}");
        let own = page.path.clone();

        for _click in 0..2 {
            olga.post(&format!("{own}/nokkel"), &[("nokkel", &second)]).await.is(200).says("second");
        }
        olga.post(&format!("{own}/nokkel/avslutt"), &[("kid", "first")]).await.is(200).says("avvises fra nå av");
        for _click in 0..2 {
            olga.post(&format!("{own}/nokkel/avslutt"), &[("kid", "first"), ("steg", "avslutt")]).await.is(200);
        }
        at_each(&olga.post(&format!("{own}/nokkel"), &[("nokkel", &first)]).await.is(422), &["nokkel"]);
        at_each(&olga.post(&format!("{own}/omfang"), &[("omfang", "Appointment.read")]).await.is(422), &["omfang"]);
        for _click in 0..2 {
            let narrower = [("omfang", "system/Appointment.rs")];
            olga.post(&format!("{own}/omfang"), &narrower).await.is(200).says("system/Appointment.rs");
        }
        olga.get(&format!("{own}/avslutt")).await.is(200).says("Det kan ikke angres");
        olga.post(&format!("{own}/avslutt"), &[]).await.is(200).says("Avsluttet");
        let page = olga.post(&format!("{own}/avslutt"), &[]).await.is(200);
        page.says("avsluttet systemet").says("(Olga Nyborg)").says("endret omfanget system/Appointment.rs");
        let history = portal.house.registry().history(Some(&system.id)).await.unwrap();
        let mut words: Vec<_> = history.iter().map(|change| change.change.as_str()).collect();
        words.sort_unstable();
        assert_eq!(words, ["add", "add_key", "end", "end_key", "scopes"]);
        assert!(history.iter().all(|change| change.by == portal.person("olga-drift").to_string()));
        olga.get(&format!("{SYSTEMS}/nobody")).await.is(404);
    }
}

#[tokio::test]
async fn a_private_key_that_is_pasted_is_refused_and_never_shown_again() {
    for portal in TestPortal::both().await {
        let olga = portal.at_work("olga-drift").await;
        organisation(&olga).await;
        let empty = olga.get(&format!("{SYSTEMS}/ny")).await.is(200);
        let private = key("first", ",\"d\":\"aVeryPrivateHalf\"");
        let fields = [("virksomhet", NUMBER), ("navn", "EPJ Vik"), ("omfang", "system/*.rs"), ("nokkel", &private)];
        let refused = olga.submit(&empty, "/systemer/ny", &fields).await.is(422);
        at_each(&refused, &["nokkel"]);
        let refused = refused.has_no_trace_of("aVeryPrivateHalf").has_no_trace_of("MKBCTNIc");
        assert!(refused.body.contains("value=\"EPJ Vik\""), "the rest is kept: {refused}");
        assert!(portal.house.registry().list().await.unwrap().iter().all(|it| it.organisation != NUMBER));
    }
}

#[tokio::test]
async fn the_list_says_when_a_system_was_last_used() {
    for portal in TestPortal::both().await {
        let source = Source {
            organisation: NUMBER.into(),
            name: "Vik legesenter".into(),
            kind: access::rules::ItemSource::Gp,
            profile: Profile::Base,
        };
        portal.system(&source, "system/Appointment.crus").await;
        let olga = portal.at_work("olga-drift").await;
        let page = olga.get(SYSTEMS).await.is(200).says("Vik legesenter");
        page.says("Sist brukt lørdag 21. november 2026 kl. 12.00").says("system/Appointment.crus");
    }
}

#[tokio::test]
async fn nobody_but_an_operator_opens_or_changes_anything_here() {
    let portal = TestPortal::sqlite().await;
    let pages = [
        "/skranke/drift",
        "/skranke/drift/kommuner",
        ORGANISATIONS,
        "/skranke/drift/virksomheter/ny",
        OFFICES,
        "/skranke/drift/kontorer/ny",
        SYSTEMS,
        "/skranke/drift/systemer/ny",
    ];
    for id in ["gunnar-veileder", "berit-administrator", "hanne-helsesykepleier"] {
        let staff = portal.at_work(id).await;
        for page in pages {
            staff.get(page).await.is(403);
            let sent = staff.post(page, &[("id", "00000000-0000-0000-0000-000000000001"), ("nummer", NUMBER)]).await;
            assert!([403, 404].contains(&sent.status), "{id} {page}: {sent}");
        }
        for rest in ["omfang", "nokkel", "nokkel/avslutt", "avslutt"] {
            staff.post(&format!("{SYSTEMS}/any/{rest}"), &[]).await.is(403);
            staff.get(&format!("{SYSTEMS}/a%0D%0Ab/{rest}")).await.is(403);
        }
    }
    assert_eq!(portal.house.offices().changes(10).await.unwrap(), []);
    let olga = portal.at_work("olga-drift").await;
    for made_up in ["any", "a%0D%0Ab"] {
        olga.get(&format!("{SYSTEMS}/{made_up}/omfang")).await.is(404);
    }
    for page in pages {
        for language in ["nb", "nn", "en"] {
            olga.get(&format!("{page}?lang={language}")).await.is(200);
        }
    }
}

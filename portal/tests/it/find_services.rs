//! Services where one lives (P5): what everyone reads is what opens to those who live there, from the same rows.

use offices::{Offices, Operation};
use testing::{Answer, TestPortal, Visitor};

const PATH: &str = "/tjenester-der-du-bor";
const MUNICIPALITIES: &str = "/skranke/drift/kommuner";
const OFFICES: &str = "/skranke/drift/kontorer";
/// Tromsø, which has connected everything, and Fyresdal, which has connected nothing.
const TROMSO: &str = "/tjenester-der-du-bor/5501";
const FYRESDAL: &str = "/tjenester-der-du-bor/4032";

async fn look_up(visitor: &Visitor, typed: &str) -> Answer {
    visitor.get(&format!("{PATH}?sted={typed}")).await
}

/// The row of the table for a service: the words of its cells.
fn row(page: &Answer, service: &str) -> String {
    let text = page.text();
    let (_, table) = text.split_once("Slik gjør du").expect("the table");
    let (_, rest) = table.split_once(service).unwrap_or_else(|| panic!("{service}: {page}"));
    rest.trim().chars().take(60).collect()
}

#[tokio::test]
async fn a_municipality_is_found_by_name_or_postal_code_however_it_is_typed() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor();
        for typed in ["Tromsø", "tromso", "TROMSØ kommune", "9008", "9008 Tromsø"] {
            assert_eq!(look_up(&visitor, typed).await.is(200).path, TROMSO, "{typed}");
        }
        for typed in ["karasjok", "Kárášjohka", "9730"] {
            look_up(&visitor, typed).await.is(200).says("Helsetjenester i Kárášjohka – Karasjok");
        }
        let english = visitor.get("/en/tjenester-der-du-bor?sted=9008").await.is(200).says("Health services in Tromsø");
        assert_eq!(english.path, "/en/tjenester-der-du-bor/5501");
    }
}

#[tokio::test]
async fn several_hits_are_to_be_chosen_from_and_what_is_wrong_is_said_at_the_field() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor();
        look_up(&visitor, "k").await.is(200).says("Ingen treff").says("Prøv en annen skrivemåte");
        assert_eq!(look_up(&visitor, "kr").await.path, "/tjenester-der-du-bor/4204", "one alone begins so");
        let several = look_up(&visitor, "tr").await.is(200).says("Hvilken mener du?");
        several.link(TROMSO);
        several.link("/tjenester-der-du-bor/5001");
        let near = look_up(&visitor, "drammin").await.is(200).says("Mente du en av disse?");
        near.link("/tjenester-der-du-bor/3301");
        for (typed, wrong) in [("9999", "Vi finner ikke dette postnummeret"), (" ", "Skriv navnet på en kommune")] {
            let page = look_up(&visitor, typed).await.is(422).says(wrong);
            assert!(page.body.contains("id=\"sted-feil\""), "{page}");
            assert!(page.body.contains(&format!("value=\"{}\"", typed.trim())), "nothing typed is lost: {page}");
        }
        for nowhere in ["9999", "550", "abcd", "%00%00%00%00"] {
            visitor.get(&format!("{PATH}/{nowhere}")).await.is(404);
        }
    }
}

#[tokio::test]
async fn what_an_operator_connects_opens_to_those_who_live_there_and_shows_to_everyone_at_once_and_back() {
    for portal in TestPortal::both().await {
        let (olga, visitor) = (portal.at_work("olga-drift").await, portal.visitor());
        let gunnar = portal.log_in("gunnar-fyresdal").await;
        let is_open = async || {
            let page = visitor.get(FYRESDAL).await.is(200);
            assert_eq!(page.header("cache-control"), Some("no-store"), "never kept");
            let open = row(&page, "Hjemmetjeneste").starts_with("Ja");
            assert_eq!(page.text().contains("Digital kontakt: ja. Logg inn og skriv."), open, "{page}");
            assert_eq!(gunnar.get("/hjemmetjeneste").await.status == 200, open, "the citizen's own page");
            open
        };
        assert!(!is_open().await);
        for (change, open) in [("pa", true), ("av", false), ("pa", true)] {
            let form = [("gjor", change), ("kommune", "4032"), ("tjeneste", "home_care")];
            olga.post(MUNICIPALITIES, &form).await.is(200);
            assert_eq!(is_open().await, open, "{change}");
        }
        let nowhere = [("gjor", "pa"), ("kommune", "4023"), ("tjeneste", "home_care")];
        olga.post(MUNICIPALITIES, &nowhere).await.is(422).says("Registeret har ingen kommune med dette nummeret");
        // The other services there are as they were.
        assert!(row(&visitor.get(FYRESDAL).await, "Helsestasjon").starts_with("Nei"));
    }
}

#[tokio::test]
async fn hours_and_address_are_the_operators_and_show_at_once_where_people_see_the_office() {
    for portal in TestPortal::both().await {
        let (olga, visitor) = (portal.at_work("olga-drift").await, portal.visitor());
        let office = demo::offices::of(offices::OfficeKind::HealthCentre, Some("5501")).expect("an office");
        let page = olga.get(&format!("{OFFICES}/{}", office.id)).await.is(200);
        assert!(page.body.contains("value=\"08.00–15.30\""), "{page}");
        let kept = [("navn", office.name.as_str()), ("kommune", "5501"), ("svardager", "1")];
        let wrong = [("apent-1", "15-8"), ("apent-7", "sent"), ("postnr", "90"), ("gate", "Storgata 1")];
        let again = olga.submit(&page, "/kontorer/", &[&kept[..], &wrong[..]].concat()).await.is(422);
        for field in ["apent-1", "apent-7", "postnr", "poststed"] {
            assert!(again.body.contains(&format!("id=\"{field}-feil\"")), "{field}: {again}");
        }
        assert!(again.body.contains("value=\"15-8\"") && again.body.contains("value=\"Storgata 1\""), "{again}");
        let right = [
            ("apent-1", "10.01-12"),
            ("apent-7", ""),
            ("gate", "Storgata 1"),
            ("postnr", "9008"),
            ("poststed", ""),
            ("merknad", "Ring på klokka."),
        ];
        for _click in 0..2 {
            olga.submit(&page, "/kontorer/", &[&kept[..], &right[..]].concat()).await.is(200);
        }
        let changes = portal.house.offices().changes(10).await.unwrap();
        assert_eq!(changes.len(), 1, "the second click changed nothing: {changes:?}");
        portal.set_clock("2026-11-23T10:00:00");
        let page = visitor.get(TROMSO).await.is(200).says("Storgata 1, 9008 Tromsø").says("Ring på klokka.");
        let page = page.says("Stengt nå. Åpner kl. 10.01 i dag.").says("svar innen én virkedag");
        let map = page.link("Storgata");
        assert_eq!(map, "https://www.openstreetmap.org/search?query=Storgata+1%2C+9008+Troms%C3%B8");
        portal.set_clock("2026-11-23T10:01:00");
        visitor.get(TROMSO).await.says("Åpent nå, til kl. 12.00");
        visitor.get("/nn/tjenester-der-du-bor/5501").await.says("Ope no, til kl. 12.00");
        visitor.get("/en/tjenester-der-du-bor/5501").await.says("Open now, until 12:00");
        portal.set_clock("2026-12-25T10:01:00");
        visitor.get(TROMSO).await.says("Stengt på helligdager").says("Stengt nå. Åpner");
    }
}

#[tokio::test]
async fn the_page_says_in_words_what_is_offered_and_whom_to_call_where_it_is_not() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor();
        for path in [TROMSO, FYRESDAL, PATH] {
            let page = visitor.get(path).await.is(200);
            page.link("tel:113");
            page.link("tel:116117");
        }
        let tromso = visitor.get(TROMSO).await.says("Skriver du, får du svar innen 5 virkedager.");
        for service in ["Hjemmetjeneste", "Helsestasjon", "Skolehelsetjeneste", "Jordmor"] {
            assert!(row(&tromso, service).starts_with("Ja"), "{service}: {tromso}");
        }
        tromso.link("/om/hjemmetjeneste");
        let fyresdal = visitor.get(FYRESDAL).await;
        assert!(row(&fyresdal, "Hjemmetjeneste").contains("Ring kontoret."), "{fyresdal}");
        assert!(row(&fyresdal, "Jordmor").contains("Ring kommunen"), "no office is known: {fyresdal}");
        assert!(fyresdal.says("Åsheim sykehus").links().iter().any(|link| link.starts_with("tel:0000")));
    }
}

#[tokio::test]
async fn the_front_page_the_foot_the_list_the_search_and_the_map_of_the_site_lead_there() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    assert_eq!(visitor.get("/").await.is(200).form(PATH).0, PATH);
    for page in ["/a-til-aa", "/sok?q=tjenester+der+du+bor"] {
        visitor.get(page).await.is(200).link(PATH);
    }
    for typed in ["troms%C3%B8", "9008", "TROMSO"] {
        visitor.get(&format!("/sok?q={typed}")).await.is(200).says("Bor du i Tromsø?").link(TROMSO);
    }
    for typed in ["trom", "lege", "9999", "tromsø lege"] {
        visitor.get(&format!("/sok?q={typed}")).await.is(200).has_no_trace_of("Bor du i");
    }
    let map = visitor.get("/sitemap.xml").await.is(200).body;
    assert!(map.contains("/nn/tjenester-der-du-bor</loc>") && map.contains("/en/tjenester-der-du-bor/5501</loc>"));
}

#[tokio::test]
async fn a_register_read_in_by_command_is_what_one_looks_up_in() {
    for portal in TestPortal::both().await {
        let (offices, visitor): (Offices, _) = (portal.house.offices(), portal.visitor());
        look_up(&visitor, "Herøy").await.is(200).says("Ingen treff");
        let file = "6094\tLEINØY\t1515\tHERØY\tB\n8850\tHERØY\t1818\tHERØY\tB\n9008\tTROMSØ\t5501\tTROMSØ\tB\n";
        let register = offices::PostalRegister::read(file.as_bytes()).expect("a register");
        offices.operate(Operation::Import(register), "test", &portal.house.clock, &portal.house.random).await.unwrap();
        look_up(&visitor, "Herøy").await.says("Kommunenummer 1515").says("Kommunenummer 1818");
        visitor.get("/sok?q=her%C3%B8y").await.is(200).link("/tjenester-der-du-bor?sted=her%C3%B8y");
        visitor.get("/tjenester-der-du-bor/0301").await.is(404);
    }
}

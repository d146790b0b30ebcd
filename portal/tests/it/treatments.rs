//! Choosing where to be treated, as anyone meets it (P8).

use jiff::ToSpan;
use testing::{Answer, TestPortal};
use treatments::Catalogue;

const HIPS: &str = "/behandlingssteder/hofteprotese";
const ASHEIM: &str = "319005005";
const FJORDBYEN: &str = "319005102";
const MIDTLANDET: &str = "319005218";

/// The demo's catalogue after a change.
async fn with(portal: &TestPortal, change: impl FnOnce(&mut Catalogue)) {
    let mut catalogue = demo::treatments::catalogue(portal.clock.today()).expect("the demo's file");
    change(&mut catalogue);
    portal.house.treatments().replace(catalogue).await.expect("a catalogue");
}

/// The names of the places in their order.
fn places(page: &Answer) -> Vec<String> {
    let names = page.body.split("<h3 class=\"hv-list__title\">").skip(1);
    names.filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

/// The organisation numbers one can mark, in their order.
fn marks(page: &Answer) -> Vec<String> {
    let values = page.body.split("name=\"sted\" value=\"").skip(1);
    values.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_front_page_search_and_the_map_lead_to_the_places_of_a_treatment() {
    for portal in TestPortal::both().await {
        let portal = portal.with_treatments().await;
        let visitor = portal.visitor();
        visitor.get("/").await.is(200).link("/behandlingssteder");
        visitor.get("/sok?q=hofteslitasje").await.is(200).link(HIPS);
        visitor.get("/sok?q=hofteprotse").await.is(200).link(HIPS);
        let all = visitor.get("/behandlingssteder").await.is(200).says("Skjelett, ledd og muskler");
        all.link(HIPS);
        let found = visitor.get("/behandlingssteder?q=nytt+kne").await.is(200).says("1 behandling");
        found.link("/behandlingssteder/kneprotese");
        visitor
            .get("/behandlingssteder?q=tannlege")
            .await
            .is(200)
            .says("Vi fant ikke behandlingen")
            .says("Spør fastlegen");
        for (language, title) in [("nb", "Hofteprotese"), ("nn", "Hofteprotese"), ("en", "Hip replacement")] {
            visitor.get(&format!("/{language}{HIPS}")).await.is(200).says(title);
            let map = visitor.get("/sitemap.xml").await.is(200).body;
            assert!(map.contains(&format!("/{language}{HIPS}</loc>")), "{}", portal.engine);
        }
        for nothing in ["finnes-ikke", "a%00b", "HOFTEPROTESE"] {
            visitor.get(&format!("/behandlingssteder/{nothing}")).await.is(404);
        }
    }
}

#[tokio::test]
async fn places_are_narrowed_and_put_in_order() {
    for portal in TestPortal::both().await {
        let portal = portal.with_treatments().await;
        let visitor = portal.visitor();
        let all = visitor.get(HIPS).await.is(200).says("10 steder av 10").says("Oppdatert").says("Helse Vest, Bergen");
        let west = visitor.get(&format!("{HIPS}?region=vest&trinn=&fra=&innen=&sorter=navn")).await.is(200);
        assert_eq!(places(&west), ["Fjordbyen sykehus", "Havglimt sykehus", "Skarvatun klinikk"], "{}", portal.engine);
        let near = visitor.get(&format!("{HIPS}?fra=0301&innen=200&sorter=avstand")).await.is(200).says("luftlinje");
        assert_eq!(places(&near).len(), 3, "{} {near}", portal.engine);
        assert_eq!(places(&near)[2], "Mjøsvangen sykehus", "the furthest of them: {near}");
        let none = visitor.get(&format!("{HIPS}?region=nord&fra=0301&innen=50")).await.is(200);
        none.says("Ingen steder passer").says("Vis alle steder").says("0 steder av 10");
        let unmeasured = visitor.get(&format!("{HIPS}?region=vest&innen=50")).await.is(422);
        assert_eq!(places(&unmeasured).len(), 3, "what was chosen besides stands");
        unmeasured.says("Velg hvor avstanden skal regnes fra");
        let strange = visitor.get(&format!("{HIPS}?region=%00&trinn=x&fra=9999&sorter=z&a=b")).await.is(200);
        assert_eq!(places(&strange), places(&all), "{}", portal.engine);
        visitor.get("/behandlingssteder/mr-kne").await.is(200).has_no_trace_of("Døgnbehandling</option>");
    }
}

#[tokio::test]
async fn two_or_three_are_compared_and_a_fourth_is_said_at_the_field() {
    for portal in TestPortal::both().await {
        let portal = portal.with_treatments().await;
        let visitor = portal.visitor();
        let list = visitor.get(&format!("{HIPS}?region=&fra=4601&sorter=avstand")).await.is(200);
        let marked = marks(&list);
        assert!([ASHEIM, FJORDBYEN, MIDTLANDET].iter().all(|it| marked.contains(&(*it).to_owned())), "{marked:?}");
        let address = |count: usize| {
            let chosen: String = marked[..count].iter().map(|it| format!("&sted={it}")).collect();
            format!("{HIPS}/sammenlign?fra=4601&sorter=avstand{chosen}")
        };
        let three = visitor.get(&address(3)).await.is(200).says("Stedene side om side").says("0 km").says("Utredning");
        assert_eq!(three.body.matches("<th scope=\"col\">").count(), 4, "{}: {three}", portal.engine);
        assert_eq!(three.body.matches("name=\"sted\"").count(), 3, "the way back keeps what was marked");
        visitor.get(&address(2)).await.is(200);
        let four = visitor.get(&address(4)).await.is(422).says("Du kan sammenligne høyst tre steder");
        assert_eq!(four.body.matches(" checked>").count(), 4, "nothing that was marked is lost: {four}");
        assert!(four.body.contains("href=\"#sted\"") && four.body.contains("id=\"sted-feil\""), "{four}");
        for count in [0, 1] {
            visitor.get(&address(count)).await.is(422).says("Kryss av for to eller tre steder");
        }
        visitor.get(&format!("{HIPS}/sammenlign?sted=x&sted={ASHEIM}&sted={ASHEIM}")).await.is(422);
    }
}

#[tokio::test]
async fn the_list_goes_into_a_spreadsheet_as_it_is_shown_and_runs_nothing_there() {
    for portal in TestPortal::both().await {
        with(&portal, |catalogue| {
            let place = catalogue.places.get_mut(FJORDBYEN).expect("a place");
            place.name = "=HYPERLINK(\"x\"), \"Fjord\"".into();
            place.telephone = Some("+47 22".into());
        })
        .await;
        let sheet = portal.visitor().get(&format!("/en{HIPS}/ventetider.csv?region=vest&sorter=navn")).await.is(200);
        assert_eq!(sheet.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(sheet.header("content-disposition"), Some("attachment; filename=\"ventetider-hofteprotese.csv\""));
        let lines: Vec<&str> = sheet.body.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
        assert!(lines[0].starts_with("Treatment,Place,"), "{}", lines[0]);
        assert_eq!(lines.len(), 1 + 3 * 2, "three places with two stages: {sheet}");
        let formula = "Hip replacement,\"'=HYPERLINK(\"\"x\"\"), \"\"Fjord\"\"\",Public,Helse Vest,Bergen,";
        assert!(lines[1..].iter().any(|line| line.starts_with(formula) && line.contains("'+47 22")), "{sheet}");
        assert!(lines[1..].iter().all(|line| line.contains("Helse Vest")), "{sheet}");
    }
}

#[tokio::test]
async fn what_is_read_in_shows_at_once_and_old_waiting_times_are_said_to_be_old() {
    for portal in TestPortal::both().await {
        let portal = portal.with_treatments().await;
        let visitor = portal.visitor();
        let fresh = visitor.get(HIPS).await.is(200).says("Ventetidene ble sist kontrollert 20. november 2026");
        fresh.has_no_trace_of("90 dager");
        visitor.get("/behandlingssteder/atopisk-eksem").await.is(200).says("mer enn 90 dager").says("Gammelt tall");
        with(&portal, |catalogue| {
            for (key, wait) in &mut catalogue.waits {
                if key.0 == "hofteprotese" && key.1 == ASHEIM {
                    wait.weeks = 311;
                    wait.updated = portal.clock.today().saturating_sub(90.days());
                }
            }
            catalogue.waits.retain(|key, _| key.1 != MIDTLANDET);
        })
        .await;
        let changed = visitor.get(HIPS).await.is(200).says("311 uker").has_no_trace_of("Midtlandet");
        changed.has_no_trace_of("Gammelt tall");
        portal.clock.set(portal.clock.now() + 24.hours());
        visitor.get(HIPS).await.is(200).says("Gammelt tall");
    }
}

#[tokio::test]
async fn nobody_has_read_anything_in_and_the_page_says_so() {
    let portal = TestPortal::sqlite().await;
    portal.visitor().get("/behandlingssteder").await.is(200).says("ingen behandlinger her ennå");
    portal.visitor().get("/sok?q=hofteprotese").await.is(200);
}

//! In and out through the electronic ID, as people meet it (L1, L2, L10).

use testing::{Answer, TestPortal, Visitor};

/// Logs in at the test eID by number, and gives the page that follows.
async fn log_in_as(portal: &TestPortal, id: &str) -> (Visitor, Answer) {
    let visitor = portal.visitor();
    let page = visitor.log_in(portal.persona(id).number.digits()).await;
    (visitor, page)
}

/// Deeds and why, of the newest lines of somebody's own usage log.
async fn deeds(portal: &TestPortal, id: &str) -> Vec<String> {
    portal.usage_log(id).await.into_iter().map(|line| line.deed).collect()
}

#[tokio::test]
async fn one_logs_in_comes_home_and_finds_it_in_the_usage_log() {
    for portal in TestPortal::both().await {
        let (visitor, page) = log_in_as(&portal, "per-full").await;
        page.is(200).says("Per Gundersrud");
        assert!(visitor.cookie_header().starts_with("__Host-helsevei="), "one cookie is left: the session's");
        assert!(deeds(&portal, "per-full").await.contains(&"log_in".to_owned()), "{}", portal.engine);
    }
}

#[tokio::test]
async fn one_comes_back_to_the_page_one_wanted() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    let choice = visitor.get("/innlogginger").await;
    let number = portal.persona("per-full").number.digits().to_owned();
    let page = visitor.submit(&choice, "/test-eid/authorize", &[("number", &number)]).await.is(200);
    assert!(page.path.starts_with("/p/") && page.path.ends_with("/innlogginger"), "{page}");
    let again = visitor.get("/logg-inn?til=//evil.example").await.is(200);
    assert!(again.path.starts_with("/p/"), "one who is logged in is not sent to log in again: {again}");
}

#[tokio::test]
async fn those_whom_the_register_does_not_let_in_learn_what_to_do_and_no_more() {
    for portal in TestPortal::both().await {
        for (id, words) in
            [("nora-3", "Du er for ung"), ("emma-12", "Du er for ung"), ("einar-dod", "Vi kan ikke logge deg inn")]
        {
            let (visitor, page) = log_in_as(&portal, id).await;
            let page = page.is(403).says(words).has_no_trace_of("død").has_no_trace_of("Sletten");
            page.link("/test-eid/log-out");
            assert!(!visitor.cookie_header().contains("__Host-helsevei="), "no session: {page}");
        }
        let unknown = portal.visitor().log_in("12345678901").await;
        unknown.is(403).says("Vi kan ikke logge deg inn");
    }
}

#[tokio::test]
async fn youths_from_thirteen_and_people_with_a_protected_address_log_in() {
    let portal = TestPortal::sqlite().await;
    for id in ["noah-13", "ella-15", "unni-kode6", "jan-kode7", "piotr-dnr", "amina-fnr", "viktor-slatt"] {
        let (_, page) = log_in_as(&portal, id).await;
        page.is(200).says(&portal.persona(id).person.name.given);
    }
}

#[tokio::test]
async fn log_ins_that_go_wrong_get_a_page_that_helps() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    let number = portal.persona("per-full").number.digits().to_owned();

    let choice = visitor.get("/logg-inn").await;
    visitor.submit(&choice, "/test-eid/authorize", &[("cancel", "1")]).await.is(200).says("Du avbrøt innloggingen");

    let choice = visitor.get("/logg-inn").await;
    let low = [("number", number.as_str()), ("acr", "idporten-loa-substantial")];
    visitor.submit(&choice, "/test-eid/authorize", &low).await.is(403).says("sikrere innlogging");

    for forged in ["", "?code=a&state=b", "?state=b&error=access_denied", "?code=a&state=b&iss=https://evil.example"] {
        visitor.get(&format!("/logg-inn/retur{forged}")).await.is(400).says("Innloggingen ble ikke fullført");
    }
}

#[tokio::test]
async fn an_answer_works_once_and_in_its_own_browser() {
    let portal = TestPortal::sqlite().await;
    let number = portal.persona("per-full").number.digits().to_owned();
    let (thief, victim) = (portal.visitor(), portal.visitor());

    let choice = thief.get("/logg-inn").await;
    let (action, fields) = choice.form("/test-eid/authorize");
    thief.forget();
    let request: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = victim.post(&action, &[request.as_slice(), &[("number", number.as_str())]].concat()).await;
    answer.is(400).says("en annen nettleser");
    assert!(!victim.cookie_header().contains("__Host-helsevei="), "nobody is logged in as the thief");
}

#[tokio::test]
async fn one_logs_out_here_and_at_the_electronic_id() {
    for portal in TestPortal::both().await {
        let visitor = portal.log_in("per-full").await;
        let home = visitor.get("/logg-inn").await.path;
        visitor.get("/logg-ut").await.is(200).says("Vil du logge ut?");
        let page = visitor.post("/logg-ut", &[]).await.is(200).says("Du er logget ut");
        let next = page.link("/test-eid/log-out");
        assert_eq!(page.header("refresh"), Some(format!("0; url={next}").as_str()));
        assert!(visitor.get(&home).await.path.starts_with("/test-eid"), "the session has ended");
        visitor.get("/logg-ut").await.is(200).says("Du er logget ut");
        assert!(deeds(&portal, "per-full").await.contains(&"log_out".to_owned()));
    }
}

#[tokio::test]
async fn the_electronic_id_ends_the_session_in_a_frame_without_a_cookie() {
    for portal in TestPortal::both().await {
        let visitor = portal.log_in("per-full").await;
        let hint = visitor.post("/logg-ut", &[]).await.link("/test-eid/log-out");
        let here = hint.find("/test-eid").map(|at| &hint[at..]).unwrap().to_owned();

        // The same person is logged in again with the same session at the electronic ID: its frame ends that one.
        let page = visitor.get(&here).await.is(200);
        let frame = page.body.split("<iframe src=\"").nth(1).unwrap().split('"').next().unwrap();
        let frame = frame.replace("&#38;", "&");
        let path = frame[frame.find("/logg-ut/front").unwrap()..].to_owned();
        let answer = portal.visitor().get(&path).await.is(200);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-ancestors http://127.0.0.1:") && answer.body.is_empty(), "{policy}");
        assert_eq!(answer.header("x-frame-options"), None);
        let foreign = path.replace("test-eid", "another");
        portal.visitor().get(&foreign).await.is(400);
    }
}

#[tokio::test]
async fn a_form_sent_too_late_waits_and_is_sent_again_without_script() {
    for portal in TestPortal::both().await {
        let visitor = portal.log_in("per-full").await;
        let home = visitor.get("/logg-inn").await.path;
        let id = portal.house.random.uuid(portal.clock.now());
        let form = format!("{home}/innlogginger/{id}/avslutt");
        portal.clock.set(portal.clock.now() + jiff::SignedDuration::from_mins(31));
        visitor.post(&form, &[("reason", "å være \"syk\"")]).await.is(401);

        let stranger = log_in_as(&portal, "nina-ny").await.0;
        stranger.get("/logg-inn/skjema").await.is(200).says("Ingen skjemaer venter");

        let page = visitor.log_in(portal.persona("per-full").number.digits()).await.is(200);
        assert_eq!(page.path, "/logg-inn/skjema");
        let page = page.says("Aktive innlogginger").says("lørdag 21. november 2026");
        let (action, fields) = page.form("/send");
        assert_eq!(fields, [("reason".to_owned(), "å være \"syk\"".to_owned())]);
        // It reaches the service, which knows no such log-in; and it is offered no more.
        let sent = visitor.submit(&page, "/send", &[]).await.is(404);
        assert_eq!(sent.path, form);
        visitor.get("/logg-inn/skjema").await.says("Ingen skjemaer venter");
        visitor.post(&action, &[]).await.is(404);
    }
}

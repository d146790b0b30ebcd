//! What readers tell, and that it reaches the operator: "Was this useful?" (P2) and the feedback form (P11).

use feedback::About;
use portal::config::{Limits, Outside};
use testing::{Answer, TestPortal, Visitor};

const ARTICLE: &str = "/tema/nodhjelp/legevakt";
const FORM: &str = "/tilbakemelding";
const MESSAGES: &str = "/skranke/drift/tilbakemeldinger";

async fn opinions(portal: &TestPortal) -> Vec<(String, String, i64, i64)> {
    let all = portal.house.feedback().opinions("").await.expect("opinions");
    all.into_iter().map(|it| (it.article, it.language, it.useful, it.not_useful)).collect()
}

/// Sends the form as it was filled in, with what is changed.
async fn tell(visitor: &Visitor, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let (_, hidden) = page.form("");
    let id = hidden.iter().find(|(name, _)| name == "id").expect("the form has an id").1.clone();
    visitor.post(&page.path, &[&[("id", id.as_str())], fields].concat()).await
}

#[tokio::test]
async fn an_answer_under_an_article_is_counted_by_article_and_language_and_says_thanks_in_its_place() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor();
        visitor.get(ARTICLE).await.is(200).says("Var dette nyttig?").says("Ingen får vite hvem som har svart");
        visitor
            .post(ARTICLE, &[("svar", "ja")])
            .await
            .is(200)
            .says("Takk for svaret")
            .has_no_trace_of("Hva savnet du?");
        visitor.post(ARTICLE, &[("svar", "nei")]).await.is(200).says("Hva savnet du?");
        visitor.post(&format!("/en{ARTICLE}"), &[("svar", "nei")]).await.is(200).says("What were you missing?");
        let counted = opinions(&portal).await;
        let article = "nodhjelp/legevakt".to_owned();
        let expected = [(article.clone(), "en".to_owned(), 0, 1), (article, "nb".to_owned(), 1, 1)];
        assert_eq!(counted, expected, "{}", portal.engine);
        visitor.post("/tema/nodhjelp/finnes-ikke", &[("svar", "ja")]).await.is(404);
        visitor.post(ARTICLE, &[("svar", "kanskje")]).await.is(400);
        assert_eq!(opinions(&portal).await.len(), 2, "nothing unknown is counted");
        let log = visitor.get(ARTICLE).await.is(200);
        assert!(log.header("set-cookie").is_none() && log.header("etag").is_some(), "the same for all, from memory");
    }
}

#[tokio::test]
async fn what_was_missing_reaches_the_operator_and_nothing_typed_is_lost() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor();
        let after_no = visitor.post(ARTICLE, &[("svar", "nei")]).await.is(200);
        tell(&visitor, &after_no, &[("savnet", " ")]).await.is(422).says("Skriv hva du savnet");
        let long = "x".repeat(1_001);
        let again = tell(&visitor, &after_no, &[("savnet", &long)]).await.is(422).says("Skriv høyst 1000 tegn");
        assert!(again.body.contains(&long), "what was typed stands");
        for _click in 0..2 {
            tell(&visitor, &after_no, &[("savnet", "Åpningstidene i Vik")]).await.is(200).says("vi leser alt");
        }
        let all = portal.house.feedback().list(0).await.expect("messages");
        let [message] = all.as_slice() else { panic!("the second click sent another: {all:?}") };
        assert_eq!((message.about, message.content.page.as_str()), (About::Article, ARTICLE));
    }
}

#[tokio::test]
async fn a_message_about_accessibility_is_read_handled_and_deleted_by_the_operator_alone() {
    for portal in TestPortal::both().await {
        let (visitor, olga) = (portal.visitor(), portal.at_work("olga-drift").await);
        olga.get("/skranke/drift").await.is(200).says("Ingen venter.");
        let page = visitor.get(&format!("{FORM}?om=accessibility")).await.is(200).says("Ikke skriv om helsen din");
        let typed =
            [("om", "accessibility"), ("tekst", "Knappen har ikke navn"), ("side", ARTICLE), ("epost", "a@b.no")];
        for _click in 0..2 {
            tell(&visitor, &page, &typed).await.is(200).says("Takk for tilbakemeldingen");
        }
        olga.get("/skranke/drift").await.is(200).says("Én venter.");
        let list = olga.get(MESSAGES).await.is(200).says("Tilgjengelighet").says("Knappen har ikke navn");
        let own = list.link(&format!("{MESSAGES}/"));
        let shown = olga.get(&own).await.is(200).says("Knappen har ikke navn").says("a@b.no");
        assert!(shown.links().contains(&ARTICLE.to_owned()), "{shown}");
        for _click in 0..2 {
            olga.post(&own, &[("hva", "behandlet")]).await.is(200).says("Ingen tilbakemeldinger venter. Behandlet");
        }
        olga.post(&own, &[("hva", "venter")]).await.is(200).has_no_trace_of("Ingen tilbakemeldinger venter");
        olga.get(&format!("{own}/slett")).await.is(200).says("Det kan ikke angres");
        for _click in 0..2 {
            olga.post(&format!("{own}/slett"), &[]).await.is(200).says("Ingen tilbakemeldinger venter");
        }
        olga.get(&own).await.is(404);
    }
}

#[tokio::test]
async fn nobody_but_an_operator_reads_what_was_written() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    let page = visitor.get(FORM).await;
    tell(&visitor, &page, &[("om", "other"), ("tekst", "Bare til dere")]).await.is(200);
    let id = portal.house.feedback().list(0).await.expect("messages")[0].id;
    let guide = portal.at_work("gunnar-veileder").await;
    for path in [MESSAGES.to_owned(), format!("{MESSAGES}/{id}"), "/skranke/drift/nyttig".to_owned()] {
        let answer = guide.get(&path).await;
        assert!(answer.status >= 400, "{answer}");
        answer.has_no_trace_of("Bare til dere");
        portal.visitor().get(&path).await.has_no_trace_of("Bare til dere");
    }
    guide.post(&format!("{MESSAGES}/{id}/slett"), &[]).await;
    assert_eq!(portal.house.feedback().waiting().await.expect("a number"), 1);
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_at_the_field_in_every_language() {
    let portal = TestPortal::sqlite().await;
    for (language, words) in
        [("nb", "Skriv en e-postadresse"), ("nn", "Skriv ei e-postadresse"), ("en", "Write an e-mail")]
    {
        let visitor = portal.visitor();
        let page = visitor.get(&format!("/{language}{FORM}")).await.is(200);
        let long = "y".repeat(2_001);
        let wrong = [("om", ""), ("tekst", long.as_str()), ("epost", "kari"), ("side", "/timer")];
        let again = tell(&visitor, &page, &wrong).await.is(422).says(words);
        for field in ["om", "tekst", "epost"] {
            assert!(again.body.contains(&format!("id=\"{field}-feil\"")), "{field}: {again}");
        }
        assert!(
            again.body.contains(&long)
                && again.body.contains("value=\"kari\"")
                && again.path.starts_with(&format!("/{language}/"))
        );
    }
    assert_eq!(portal.house.feedback().waiting().await.expect("a number"), 0);
}

#[tokio::test]
async fn an_address_that_tells_too_much_waits_and_others_do_not() {
    let limits = Limits { opinions_per_address: 2, messages_per_address: 1, ..Limits::default() };
    for portal in TestPortal::with_limits(Outside { limits, ..Outside::default() }).await {
        let (eager, calm) = (portal.visitor().at("198.51.100.1"), portal.visitor().at("198.51.100.2"));
        for _answer in 0..2 {
            eager.post(ARTICLE, &[("svar", "ja")]).await.is(200);
        }
        eager.post(ARTICLE, &[("svar", "ja")]).await.is(429);
        calm.post(ARTICLE, &[("svar", "ja")]).await.is(200);
        assert_eq!(opinions(&portal).await[0].2, 3, "{}", portal.engine);
        let page = eager.get(FORM).await.is(200);
        tell(&eager, &page, &[("om", "other"), ("tekst", "Den første")]).await.is(200);
        let page = eager.get(FORM).await.is(200);
        let waits = tell(&eager, &page, &[("om", "other"), ("tekst", "Den andre")]).await.is(422);
        waits.says("Vent en time").says("Den andre");
        assert_eq!(portal.house.feedback().waiting().await.expect("a number"), 1);
    }
}

#[tokio::test]
async fn the_operator_sees_which_articles_readers_miss_something_in() {
    let portal = TestPortal::sqlite().await;
    let (visitor, olga) = (portal.visitor(), portal.at_work("olga-drift").await);
    olga.get("/skranke/drift/nyttig").await.is(200).says("Ingen har svart ennå");
    for (path, answer) in [(ARTICLE, "ja"), (ARTICLE, "ja"), (ARTICLE, "nei"), ("/tema/rettigheter/frikort", "nei")] {
        visitor.post(path, &[("svar", answer)]).await.is(200);
    }
    let page = olga.get("/skranke/drift/nyttig").await.is(200).says("33 %").says("100 %");
    let at = |word: &str| page.body.find(word).expect("the article");
    assert!(at("rettigheter/frikort") < at("nodhjelp/legevakt"), "the largest share of no first");
}

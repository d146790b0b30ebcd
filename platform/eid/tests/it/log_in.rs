//! A log-in from its beginning to its return: used once, by the browser that began, from the issuer asked.

use db::{Random, testing};
use eid::{
    Answer, LogIn, LogInError,
    oidc::{Language, OidcError, TokenFault},
    purge_log_ins,
};
use jiff::SignedDuration;
use serde_json::json;

use crate::lying_provider::{LyingProvider, PERSON};

async fn with_each_database(test: impl AsyncFn(LyingProvider, LogIn)) {
    for database in testing::both().await {
        let provider = LyingProvider::start().await;
        database.db.migrate(&[eid::SCHEMA], provider.clock.now()).await.unwrap();
        let party = provider.relying_party();
        let log_in = LogIn::new(party, database.db.clone(), provider.clock.clone(), Random::system());
        test(provider, log_in).await;
    }
}

/// The answer of an honest provider to what was begun last.
fn answer(provider: &LyingProvider) -> Answer {
    let code = Some("the-code".into());
    Answer { state: Some(provider.pushed_state()), code, iss: Some(provider.issuer.clone()), error: None }
}

fn refusal<T>(result: Result<T, LogInError>) -> OidcError {
    match result {
        Err(LogInError::Refused(refusal)) => refusal,
        Err(LogInError::Db(error)) => panic!("the database failed: {error}"),
        Ok(_) => panic!("logged in"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_in_leads_back_to_where_it_began_and_works_once() {
    with_each_database(async |provider, log_in| {
        let begun = log_in.begin(Language::Nb, "/timer?side=2", None).await.unwrap();
        let back = answer(&provider);
        let done = log_in.finish(back.clone(), Some(&begun.browser)).await.unwrap();
        assert_eq!(done.identity.number, PERSON);
        assert_eq!(done.return_to, "/timer?side=2");
        let again = log_in.finish(back, Some(&begun.browser)).await;
        assert!(matches!(refusal(again), OidcError::UnknownLogIn));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_in_another_browser_is_refused_and_used_up() {
    with_each_database(async |provider, log_in| {
        for browser in [None, Some("another-browser")] {
            let begun = log_in.begin(Language::Nb, "/", None).await.unwrap();
            let back = answer(&provider);
            assert!(matches!(refusal(log_in.finish(back.clone(), browser).await), OidcError::OtherBrowser));
            let late = log_in.finish(back, Some(&begun.browser)).await;
            assert!(matches!(refusal(late), OidcError::UnknownLogIn));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_log_in_beside_each_other() {
    with_each_database(async |provider, log_in| {
        let one = log_in.begin(Language::Nb, "/one", None).await.unwrap();
        let first = answer(&provider);
        let two = log_in.begin(Language::Nb, "/two", Some(&one.browser)).await.unwrap();
        assert_eq!(one.browser, two.browser);
        let second = answer(&provider);
        assert_eq!(log_in.finish(second, Some(&two.browser)).await.unwrap().return_to, "/two");
        // The provider signs the nonce of the tab that pushed last: the other tab's token is not for it.
        let nonce = refusal(log_in.finish(first, Some(&two.browser)).await);
        assert!(matches!(nonce, OidcError::Token(TokenFault::Nonce)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_late_and_foreign_answers_are_refused() {
    with_each_database(async |provider, log_in| {
        let begun = log_in.begin(Language::Nb, "/", None).await.unwrap();
        let browser = Some(begun.browser.as_str());
        let forged = Answer { state: Some("forged".into()), ..answer(&provider) };
        assert!(matches!(refusal(log_in.finish(forged, browser).await), OidcError::UnknownLogIn));
        let none = Answer { state: None, ..answer(&provider) };
        assert!(matches!(refusal(log_in.finish(none, browser).await), OidcError::UnknownLogIn));
        let foreign = Answer { iss: Some("https://evil.example".into()), ..answer(&provider) };
        assert!(matches!(refusal(log_in.finish(foreign, browser).await), OidcError::OtherIssuer));

        let begun = log_in.begin(Language::Nb, "/", None).await.unwrap();
        let late = answer(&provider);
        provider.clock.set(provider.clock.now() + SignedDuration::from_mins(15));
        assert!(matches!(refusal(log_in.finish(late, Some(&begun.browser)).await), OidcError::UnknownLogIn));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_up_is_told_from_a_fault() {
    with_each_database(async |provider, log_in| {
        let begun = log_in.begin(Language::Nb, "/", None).await.unwrap();
        let error = Some("access_denied<script>".into());
        let declined = Answer { code: None, error, ..answer(&provider) };
        let refused = refusal(log_in.finish(declined, Some(&begun.browser)).await);
        assert!(matches!(refused, OidcError::Declined(code) if code == "access_deniedscript"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_another_log_in_is_refused() {
    with_each_database(async |provider, log_in| {
        provider.claim("nonce", json!("stolen"));
        let begun = log_in.begin(Language::Nb, "/", None).await.unwrap();
        let back = answer(&provider);
        let refused = refusal(log_in.finish(back, Some(&begun.browser)).await);
        assert!(matches!(refused, OidcError::Token(TokenFault::Nonce)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_ins_that_nobody_finished_are_removed() {
    for database in testing::both().await {
        let provider = LyingProvider::start().await;
        let (db, clock) = (database.db.clone(), provider.clock.clone());
        db.migrate(&[eid::SCHEMA], clock.now()).await.unwrap();
        let log_in = LogIn::new(provider.relying_party(), db.clone(), clock.clone(), Random::system());
        log_in.begin(Language::Nb, "/", None).await.unwrap();
        assert_eq!(purge_log_ins(&db, clock.now()).await.unwrap(), 0);
        assert_eq!(purge_log_ins(&db, clock.now() + SignedDuration::from_mins(15)).await.unwrap(), 1);
    }
}

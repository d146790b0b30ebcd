//! The language choice works without scripts and is remembered.

use axum::http::StatusCode;

use crate::portal::get_page;

#[tokio::test]
async fn a_choice_is_remembered_and_leaves_the_address() {
    let answer = get_page("/om?lang=nn", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/om");
    let cookie = answer.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let page = get_page("/om", &[("cookie", &cookie)]).await.text();
    assert!(page.contains("<html lang=\"nn\"") && page.contains("Tenestene"), "{page}");
}

#[tokio::test]
async fn the_browsers_language_is_used_until_one_is_chosen() {
    assert!(get_page("/om", &[("accept-language", "en-GB,nb;q=0.4")]).await.text().contains("<html lang=\"en\""));
    assert!(get_page("/om", &[]).await.text().contains("<html lang=\"nb\""));
}

#[tokio::test]
async fn northern_sami_falls_back_to_bokmal_and_says_so() {
    let page = get_page("/om", &[("cookie", "helsevei-language=se")]).await.text();
    assert!(page.contains("<html lang=\"nb\"") && page.contains("finnes ikke på nordsamisk"), "{page}");
}

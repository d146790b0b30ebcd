//! Failures become pages that help, and say no more than they may.

use axum::http::StatusCode;
use web::Site;

use crate::portal::{get_page, send};

#[tokio::test]
async fn a_refusal_gives_its_reason() {
    let answer = get_page("/refused", &[("accept-language", "en")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text().contains("You do not have access") && answer.text().contains("level"), "{}", answer.text());
}

#[tokio::test]
async fn what_leaves_no_trace_is_answered_as_what_is_not_there() {
    let (hidden, missing) = (get_page("/hidden", &[]).await, get_page("/nothing-here", &[]).await);
    assert_eq!((hidden.status, missing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(hidden.text(), missing.text());
}

#[tokio::test]
async fn what_cannot_be_an_id_leads_nowhere() {
    let id = "0192f0c1-2d5e-7000-8000-00000000abcd";
    let item = get_page(&format!("/item/letter/{id}"), &[]).await;
    assert_eq!((item.status, item.text().as_str()), (StatusCode::OK, id));
    let missing = get_page("/nothing-here", &[]).await;
    for wrong in ["7", "0192f0c1", "%C3%A6", "%FF", "%00"] {
        let answer = get_page(&format!("/item/letter/{wrong}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        assert_eq!(answer.text(), missing.text(), "{wrong}");
    }
}

#[tokio::test]
async fn a_fault_shows_the_reference_number_of_the_log_and_nothing_of_the_fault() {
    for path in ["/fault", "/panic"] {
        let answer = get_page(path, &[]).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        let reference = answer.header("x-request-id");
        assert_eq!(reference.len(), 11);
        assert!(answer.text().contains(reference) && !answer.text().contains("disk"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let form = ("content-type", "application/x-www-form-urlencoded");
    let own = send(Site::default(), "POST", "/form", &[form, ("sec-fetch-site", "same-origin")], "reason=a").await;
    assert_eq!((own.status, own.text().as_str()), (StatusCode::OK, "a"));
    let foreign = send(Site::default(), "POST", "/form", &[form, ("sec-fetch-site", "cross-site")], "a=b").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(foreign.text().contains("annet nettsted"), "{}", foreign.text());
}

#[tokio::test]
async fn what_is_no_form_or_too_large_is_refused_with_a_page() {
    let json = send(Site::default(), "POST", "/form", &[("content-type", "application/json")], "{}").await;
    assert_eq!(json.status, StatusCode::BAD_REQUEST);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let large = send(Site::default(), "POST", "/form", &[form], &"a".repeat(70_000)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.text().contains("for stort"), "{}", large.text());
    let zero = send(Site::default(), "POST", "/form", &[form], "reason=a%00").await;
    assert_eq!(zero.status, StatusCode::BAD_REQUEST);
}

//! What every answer says about itself.

use web::Site;

use crate::portal::{get_page, send};

#[tokio::test]
async fn a_page_loads_nothing_from_others_and_is_not_remembered() {
    let answer = get_page("/om", &[]).await;
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    assert!(answer.header("permissions-policy").contains("geolocation=()"));
    assert_eq!(answer.header("strict-transport-security"), "");
}

#[tokio::test]
async fn production_keeps_to_https_and_lets_forms_lead_to_the_eid_provider() {
    let site = Site { https: true, form_origins: vec!["https://eid.example".into()], ..Site::default() };
    let answer = send(site, "GET", "/?lang=en", &[], "").await;
    assert!(answer.header("strict-transport-security").contains("max-age=63072000"));
    assert!(answer.header("set-cookie").contains("; Secure"));
    assert!(answer.header("content-security-policy").ends_with("form-action 'self' https://eid.example"));
}

#[tokio::test]
async fn a_page_has_no_inline_script_or_style() {
    let text = get_page("/om", &[]).await.text();
    assert!(!text.contains("style=") && !text.contains("<style") && !text.contains("onclick"), "{text}");
    assert_eq!(text.matches("<script").count(), text.matches("<script type=\"module\" src=\"/assets/").count());
}

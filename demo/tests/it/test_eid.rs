//! The test eID is a provider like any other: the portal's own relying party logs in there over HTTP.

use db::{Clock, Random};
use demo::eid::{TestEid, TestPerson};
use eid::oidc::{Language, OidcError, Provider, Secrets, TokenFault};
use jiff::SignedDuration;
use reqwest::{Client, StatusCode, redirect::Policy};
use url::Url;

const KARI: &str = "13916900281";

struct Stage {
    eid: TestEid,
    portal: Provider,
    clock: Clock,
    issuer: String,
    browser: Client,
}

impl Stage {
    async fn new() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let clock = Clock::standing_at("2026-11-21T12:00:00Z".parse().unwrap());
        let people = vec![
            person(KARI, "Kari Prøve", "has a child of eight"),
            person("02889010235", "Ola <Test>", "lives at a protected address"),
            person("26928600091", "Sara Prøve", "At work: secretary"),
        ];
        let (eid, settings) = TestEid::new(&origin, people, clock.clone(), Random::seeded(1)).unwrap();
        let routes = eid.routes();
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        let issuer = settings.issuer.clone();
        let portal = Provider::new(settings, clock.clone(), Random::seeded(2)).unwrap();
        let browser = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { eid, portal, clock, issuer, browser }
    }

    /// Begins a log-in and opens the page; gives its secrets and the id in its forms.
    async fn begin(&self) -> (Secrets, String) {
        let secrets = Secrets::new(&Random::system());
        let address = self.portal.authorization_address(&secrets, Language::Nn).await.unwrap();
        assert!(address.contains("request_uri=") && !address.contains("code_challenge"));
        let page = self.browser.get(&address).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK);
        let text = page.text().await.unwrap();
        assert!(
            text.contains("<html lang=\"nn\">") && text.contains("Kari Prøve") && text.contains("Ola &#60;Test&#62;")
        );
        let id = text.split("name=\"request\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        (secrets, id)
    }

    /// Sends the page's form; gives where it leads.
    async fn choose(&self, request: &str, fields: &[(&str, &str)]) -> (StatusCode, Option<Url>) {
        let fields: Vec<_> = [("request", request)].into_iter().chain(fields.iter().copied()).collect();
        let answer = self.browser.post(format!("{}/authorize", self.issuer)).form(&fields).send().await.unwrap();
        let to = answer.headers().get("location").map(|to| Url::parse(to.to_str().unwrap()).unwrap());
        (answer.status(), to)
    }

    /// Begins, chooses and comes back: secrets and code.
    async fn code(&self, fields: &[(&str, &str)]) -> (Secrets, String) {
        let (secrets, id) = self.begin().await;
        let (_, to) = self.choose(&id, fields).await;
        let back = to.unwrap();
        assert_eq!(parameter(&back, "state"), secrets.state);
        assert_eq!(parameter(&back, "iss"), self.issuer);
        (secrets, parameter(&back, "code"))
    }
}

fn person(number: &str, name: &str, story: &str) -> TestPerson {
    let at_work = story.starts_with("At work");
    TestPerson { number: number.into(), name: name.into(), born: "1969-11-13".into(), story: story.into(), at_work }
}

fn parameter(address: &Url, name: &str) -> String {
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

#[tokio::test]
async fn one_picks_a_person_and_is_logged_in_as_them() {
    let stage = Stage::new().await;
    let (secrets, code) = stage.code(&[("number", KARI)]).await;
    let identity = stage.portal.identify(&code, &secrets).await.unwrap();
    assert_eq!(identity.number, KARI);
    assert!(identity.sid.is_some());
    let again = stage.portal.identify(&code, &secrets).await;
    assert!(matches!(again, Err(OidcError::CodeRefused(code)) if code == "invalid_grant"));
}

#[tokio::test]
async fn codes_are_for_their_own_request_and_for_a_minute() {
    let stage = Stage::new().await;
    let (_, code) = stage.code(&[("number", KARI)]).await;
    let other = Secrets::new(&Random::system());
    assert!(matches!(stage.portal.identify(&code, &other).await, Err(OidcError::CodeRefused(_))));

    let (secrets, code) = stage.code(&[("number", KARI)]).await;
    stage.clock.set(stage.clock.now() + SignedDuration::from_secs(60));
    assert!(matches!(stage.portal.identify(&code, &secrets).await, Err(OidcError::CodeRefused(_))));
}

#[tokio::test]
async fn a_lower_level_is_given_when_asked_for_and_refused_by_the_portal() {
    let stage = Stage::new().await;
    let (secrets, code) = stage.code(&[("number", KARI), ("acr", "idporten-loa-substantial")]).await;
    let refused = stage.portal.identify(&code, &secrets).await;
    assert!(matches!(refused, Err(OidcError::Token(TokenFault::Assurance))));
}

#[tokio::test]
async fn the_portal_follows_a_change_of_key() {
    let stage = Stage::new().await;
    let (secrets, code) = stage.code(&[("number", KARI)]).await;
    stage.portal.identify(&code, &secrets).await.unwrap();
    stage.clock.set(stage.clock.now() + SignedDuration::from_secs(61));
    let changed = stage.browser.post(format!("{}/keys", stage.issuer)).send().await.unwrap();
    assert_eq!(changed.status(), StatusCode::SEE_OTHER);
    let front = Url::parse(&stage.issuer).unwrap().join(changed.headers()["location"].to_str().unwrap()).unwrap();
    assert_eq!(stage.browser.get(front).send().await.unwrap().status(), StatusCode::OK);
    let (secrets, code) = stage.code(&[("number", KARI)]).await;
    stage.portal.identify(&code, &secrets).await.unwrap();
    stage.eid.change_key().unwrap();
}

#[tokio::test]
async fn those_at_work_have_a_heading_of_their_own_after_all_others() {
    let stage = Stage::new().await;
    let (_, id) = stage.begin().await;
    let page = stage.browser.get(format!("{}/authorize?request={id}", stage.issuer)).send().await.unwrap();
    let page = page.text().await.unwrap();
    let at = |words: &str| page.find(words).unwrap();
    assert!(at("Ola &#60;Test&#62;") < at("<h2 id=\"at-work\">På jobb") && at("id=\"at-work\"") < at("Sara Prøve"));
}

#[tokio::test]
async fn one_may_cancel_mistype_and_search() {
    let stage = Stage::new().await;
    let (_, id) = stage.begin().await;
    let (status, to) = stage.choose(&id, &[("number", "123")]).await;
    assert_eq!((status, to), (StatusCode::UNPROCESSABLE_ENTITY, None));
    let search = format!("{}/authorize?request={id}&q=PROTECTED+ola&lang=en", stage.issuer);
    let page = stage.browser.get(search).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("protected address") && !page.contains("Kari") && page.contains("lang=\"en\""));
    let (_, to) = stage.choose(&id, &[("cancel", "1"), ("number", "")]).await;
    assert_eq!(parameter(&to.unwrap(), "error"), "access_denied");
    let (status, _) = stage.choose(&id, &[("number", KARI)]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a choice is made once");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let stage = Stage::new().await;
    let query = "client_id=stranger&redirect_uri=https%3A%2F%2Fevil.example&response_type=code";
    let answer = stage.browser.get(format!("{}/authorize?{query}", stage.issuer)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    for end_point in ["token", "par"] {
        let form = [("client_id", "helsevei-demo"), ("grant_type", "authorization_code"), ("code", "x")];
        let answer = stage.browser.post(format!("{}/{end_point}", stage.issuer)).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{end_point}");
    }
}

#[tokio::test]
async fn a_log_out_tells_the_portal_in_a_frame_and_leads_back() {
    let stage = Stage::new().await;
    let (secrets, code) = stage.code(&[("number", KARI)]).await;
    let identity = stage.portal.identify(&code, &secrets).await.unwrap();
    let address = stage.portal.log_out_address(&identity.id_token).await.unwrap().unwrap();
    let answer = stage.browser.get(&address).send().await.unwrap();
    assert!(answer.headers()["refresh"].to_str().unwrap().ends_with("/logg-ut"));
    let page = answer.text().await.unwrap();
    let sid = identity.sid.unwrap();
    assert!(page.contains("/logg-ut/front?iss=") && page.contains(&sid));
    let forged = format!("{}/log-out?id_token_hint=forged", stage.issuer);
    assert_eq!(stage.browser.get(forged).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}

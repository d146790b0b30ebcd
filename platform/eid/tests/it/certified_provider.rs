//! The log-in walked against npm `oidc-provider`, a certified OpenID provider.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use db::{Clock, Random};
use eid::oidc::{ClientAuth, Language, OidcError, Provider, Secrets, Settings, SigningKey, TokenFault};
use reqwest::{Client, StatusCode, redirect::Policy};
use serde_json::json;
use url::Url;

const PERSON: &str = "13916900281";
const RETURN: &str = "http://127.0.0.1:1/logg-inn/retur";
const AFTER: &str = "http://127.0.0.1:1/logg-ut";

/// The provider as a process; it ends with the test.
struct Certified {
    process: Child,
    issuer: String,
}

impl Certified {
    fn start(key: &SigningKey) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oidc-provider");
        install(&folder);
        let mut process = Command::new("node")
            .arg("server.js")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node is needed for this test");
        let registration = json!({
            "client_id": "helsevei", "jwk": key.public().unwrap(), "redirect_uri": RETURN, "after_log_out_uri": AFTER,
        });
        writeln!(process.stdin.as_mut().unwrap(), "{registration}").unwrap();
        let mut issuer = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http://127.0.0.1:"), "the provider did not start: {issuer:?}");
        Self { process, issuer: issuer.trim().into() }
    }
}

impl Drop for Certified {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Installs the provider once; tests that run beside each other wait for the one that does.
fn install(folder: &Path) {
    let lock = File::open(folder.join("package-lock.json")).unwrap();
    lock.lock().unwrap();
    if !folder.join("node_modules/oidc-provider").is_dir() {
        let done = Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(folder).output().unwrap();
        assert!(done.status.success(), "npm ci: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// A browser without script: follows addresses by hand and keeps cookies.
struct Browser {
    http: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    fn new() -> Self {
        let http = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { http, cookies: BTreeMap::new() }
    }

    /// One step: the status, where it leads, and the page.
    async fn open(&mut self, address: &str, form: Option<&[(&str, &str)]>) -> (StatusCode, Option<String>, String) {
        let request = match form {
            Some(form) => self.http.post(address).form(form),
            None => self.http.get(address),
        };
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.into(), value.into());
        }
        let here = Url::parse(address).unwrap();
        let to = response.headers().get("location").map(|to| here.join(to.to_str().unwrap()).unwrap().to_string());
        (response.status(), to, response.text().await.unwrap())
    }

    /// Follows addresses until one leads back to the portal; answers the log-in page when it comes.
    async fn log_in(&mut self, address: &str, acr: &str) -> Url {
        let mut next = address.to_owned();
        for _ in 0..8 {
            if next.contains("/interaction/") {
                next = format!("{next}?login={PERSON}&acr={acr}");
            }
            let (status, to, page) = self.open(&next, None).await;
            next = to.unwrap_or_else(|| panic!("no way on from {next}: {status} {page}"));
            if next.starts_with(RETURN) {
                return Url::parse(&next).unwrap();
            }
        }
        panic!("the provider never led back");
    }
}

fn parameter(address: &Url, name: &str) -> String {
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn relying_party(issuer: &str, key: SigningKey) -> Provider {
    let settings = Settings {
        issuer: issuer.into(),
        client_id: "helsevei".into(),
        client_auth: ClientAuth::PrivateKey(key),
        redirect_uri: RETURN.into(),
        after_log_out_uri: AFTER.into(),
        scope: "openid".into(),
        acr: vec!["idporten-loa-high".into()],
        number_claim: "pid".into(),
    };
    Provider::new(settings, Clock::system(), Random::system()).unwrap()
}

#[tokio::test]
async fn a_certified_provider_logs_in_refuses_and_logs_out() {
    let key = SigningKey::generate(&Random::system()).unwrap();
    let certified = Certified::start(&key);
    let relying_party = relying_party(&certified.issuer, key);
    let mut browser = Browser::new();

    // Pushed request, log-in, code for token: number, level and session come through.
    let secrets = Secrets::new(&Random::system());
    let address = relying_party.authorization_address(&secrets, Language::Nb).await.unwrap();
    assert!(address.contains("request_uri=") && !address.contains("code_challenge"));
    let back = browser.log_in(&address, "idporten-loa-high").await;
    assert_eq!(parameter(&back, "state"), secrets.state);
    assert_eq!(parameter(&back, "iss"), certified.issuer);
    let code = parameter(&back, "code");
    let identity = relying_party.identify(&code, &secrets).await.unwrap();
    assert_eq!(identity.number, PERSON);
    assert_eq!(identity.acr, "idporten-loa-high");
    assert!(identity.sid.is_some());

    // The same code once more.
    let replayed = relying_party.identify(&code, &secrets).await;
    assert!(matches!(&replayed, Err(OidcError::CodeRefused(code)) if code == "invalid_grant"), "{replayed:?}");

    // Log-out at the provider leads back to us.
    let address = relying_party.log_out_address(&identity.id_token).await.unwrap().unwrap();
    let (status, _, page) = browser.open(&address, None).await;
    assert_eq!(status, StatusCode::OK);
    let xsrf = page.split("name=\"xsrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let confirm = format!("{}/session/end/confirm", certified.issuer);
    let (_, to, _) = browser.open(&confirm, Some(&[("xsrf", xsrf), ("logout", "yes")])).await;
    assert_eq!(to.as_deref(), Some("http://127.0.0.1:1/logg-ut"));
}

#[tokio::test]
async fn a_wrong_verifier_and_a_low_level_are_refused() {
    let key = SigningKey::generate(&Random::system()).unwrap();
    let certified = Certified::start(&key);
    let relying_party = relying_party(&certified.issuer, key);

    let secrets = Secrets::new(&Random::system());
    let address = relying_party.authorization_address(&secrets, Language::Nn).await.unwrap();
    let back = Browser::new().log_in(&address, "idporten-loa-high").await;
    let other = Secrets { verifier: Secrets::new(&Random::system()).verifier, ..secrets };
    let wrong = relying_party.identify(&parameter(&back, "code"), &other).await;
    assert!(matches!(wrong, Err(OidcError::CodeRefused(_))), "{wrong:?}");

    let secrets = Secrets::new(&Random::system());
    let address = relying_party.authorization_address(&secrets, Language::En).await.unwrap();
    let back = Browser::new().log_in(&address, "idporten-loa-substantial").await;
    let low = relying_party.identify(&parameter(&back, "code"), &secrets).await;
    assert!(matches!(low, Err(OidcError::Token(TokenFault::Assurance))), "{low:?}");
}

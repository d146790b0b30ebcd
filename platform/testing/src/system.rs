//! A health service's system that calls the FHIR API over a real connection, with a token of its own.

use clients::{NewClient, PublicKey};
use db::Random;
use eid::oidc::SigningKey;
use records::Source;
use reqwest::{Client, Method};
use serde_json::Value;

use crate::{TestPortal, token::token};

/// A system with its token.
pub struct System {
    client: Client,
    base: String,
    token: String,
    pub source: Source,
}

/// What the API answers.
#[derive(Clone, Debug)]
pub struct FhirAnswer {
    pub status: u16,
    /// Lower-case names with their values.
    pub headers: Vec<(String, String)>,
    pub text: String,
}

impl FhirAnswer {
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|fault| panic!("{fault}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// What is wrong, of the first issue: its code and its diagnostics.
    #[track_caller]
    pub fn issue(&self) -> (String, String) {
        let outcome = self.json();
        assert_eq!(outcome["resourceType"], "OperationOutcome", "{}", self.text);
        let text = |name: &str| outcome["issue"][0][name].as_str().unwrap_or_default().to_owned();
        (text("code"), text("diagnostics"))
    }

    /// The id of the resource.
    #[track_caller]
    pub fn id(&self) -> String {
        self.json()["id"].as_str().unwrap_or_else(|| panic!("an id: {}", self.text)).to_owned()
    }

    /// The resources of a Bundle.
    #[track_caller]
    pub fn resources(&self) -> Vec<Value> {
        let bundle = self.json();
        assert_eq!(bundle["resourceType"], "Bundle", "{}", self.text);
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        entries.into_iter().map(|entry| entry["resource"].clone()).collect()
    }

    /// The address of a link of a Bundle.
    pub fn link(&self, relation: &str) -> Option<String> {
        let links = self.json()["link"].as_array().cloned().unwrap_or_default();
        let link = links.into_iter().find(|link| link["relation"] == relation)?;
        link["url"].as_str().map(str::to_owned)
    }
}

impl TestPortal {
    /// Registers a system of a health service and gets it a token for these scopes.
    ///
    /// # Panics
    /// Where the portal does not let it in.
    pub async fn system(&self, source: &Source, scopes: &str) -> System {
        self.system_within(source, scopes, 1_000_000).await
    }

    /// The same for a system that may make so many calls a minute.
    ///
    /// # Panics
    /// As [`TestPortal::system`].
    pub async fn system_within(&self, source: &Source, scopes: &str, per_minute: u32) -> System {
        let (saved, now) = (source.clone(), self.clock.now());
        let stored = self.house.db.write(move |tx| Box::pin(async move { saved.save(tx, now).await }));
        stored.await.expect("a source");
        let key = SigningKey::generate(&Random::system()).expect("a key");
        let jwk = serde_json::to_value(key.public().expect("a public key")).expect("JSON");
        let new = NewClient {
            id: None,
            organisation: source.organisation.clone(),
            name: source.name.clone(),
            scopes: scopes.parse().expect("scopes"),
            dpop_required: false,
            per_minute: Some(per_minute),
            keys: vec![PublicKey::read(jwk.as_object().expect("a JWK")).expect("a key")],
        };
        let added = self.clients.registry().add(new, "test");
        let id = added.await.expect("a system").id;
        let client = Client::new();
        let token = token(&client, self.clients.token_url(), &id, &key, scopes, now).await.expect("a token");
        System { client, base: self.clients.api_url().to_owned(), token, source: source.clone() }
    }
}

impl System {
    /// The same system without its token.
    pub fn without_token(&self) -> Self {
        let Self { client, base, source, .. } = self;
        Self { client: client.clone(), base: base.clone(), token: String::new(), source: source.clone() }
    }

    pub async fn get(&self, path: &str) -> FhirAnswer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> FhirAnswer {
        self.post_with(path, &[], body).await
    }

    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> FhirAnswer {
        let headers = [headers, &[("content-type", "application/fhir+json")]].concat();
        self.send(Method::POST, path, &headers, body.to_string()).await
    }

    pub async fn put(&self, path: &str, if_match: &str, body: &Value) -> FhirAnswer {
        let mut headers = vec![("content-type", "application/fhir+json")];
        if !if_match.is_empty() {
            headers.push(("if-match", if_match));
        }
        self.send(Method::PUT, path, &headers, body.to_string()).await
    }

    /// `POST …/_search` with a form.
    pub async fn search(&self, kind: &str, form: &str) -> FhirAnswer {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, &format!("/{kind}/_search"), &headers, form.to_owned()).await
    }

    /// Any request; `path` is behind `/fhir`, or a whole address.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> FhirAnswer {
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let mut request = self.client.request(method, address).body(body);
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = response.headers().iter().map(|(name, it)| (name.to_string(), text(it.as_bytes()))).collect();
        FhirAnswer { status, headers, text: response.text().await.expect("a body") }
    }
}

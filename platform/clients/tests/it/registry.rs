//! The register of systems: what an operator may enter, and the trace each change leaves.

use clients::{NewClient, PublicKey, PublicKeyError, RegistryError};
use serde_json::{Value, json};

use crate::{
    house::{House, ORGANISATION},
    system::System,
};

fn new(id: &str, keys: Vec<PublicKey>) -> NewClient {
    NewClient {
        id: Some(id.into()),
        organisation: ORGANISATION.into(),
        name: "A system".into(),
        scopes: "system/*.rs".parse().expect("scopes"),
        dpop_required: false,
        per_minute: Some(60),
        keys,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_says_who_made_it_and_a_refused_one_leaves_nothing() {
    for house in House::both().await {
        let (registry, key) = (house.clients.registry(), || System::new("ES256").public());
        registry.add(new("one", vec![key()]), "anna").await.expect("added");
        let mut second = System::new("ES256");
        second.kid = "second".into();
        registry.add_key("one", second.public(), "berit").await.expect("added");
        registry.end_key("one", "ES256-1", "carl").await.expect("ended");
        assert!(matches!(registry.add(new("one", vec![key()]), "x").await, Err(RegistryError::Exists)));
        assert!(matches!(registry.add_key("one", second.public(), "x").await, Err(RegistryError::KeyExists)));
        assert!(matches!(registry.add_key("one", key(), "x").await, Err(RegistryError::KeyExists)), "never again");
        assert!(matches!(registry.end_key("one", "ES256-1", "x").await, Err(RegistryError::NoKey)));
        assert!(matches!(registry.end_key("nobody", "a", "x").await, Err(RegistryError::NoClient)));
        registry.end("one", "dina").await.expect("ended");
        assert!(matches!(registry.end("one", "x").await, Err(RegistryError::Ended)));
        assert!(matches!(registry.add_key("one", key(), "x").await, Err(RegistryError::Ended)));
        let sql = "SELECT changed_by, change FROM api_client_changes ORDER BY id";
        let rows = house.db.fetch_all(sql, vec![]).await.expect("changes");
        let told: Vec<_> =
            rows.iter().map(|row| format!("{} {}", row.text(0).unwrap(), row.text(1).unwrap())).collect();
        let mut told = told;
        told.sort();
        assert_eq!(told, ["anna add", "berit add_key", "carl end_key", "dina end"]);
        let listed = registry.list().await.expect("all");
        assert_eq!((listed.len(), listed[0].keys.len(), listed[0].per_minute), (1, 2, Some(60)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_that_lacks_something_is_not_entered() {
    for house in House::both().await {
        let (registry, key) = (house.clients.registry(), System::new("ES256").public());
        let elsewhere = NewClient { organisation: "999999999".into(), ..new("a", vec![key.clone()]) };
        assert!(matches!(registry.add(elsewhere, "x").await, Err(RegistryError::NoOrganisation)));
        assert!(matches!(registry.add(new("a", vec![]), "x").await, Err(RegistryError::Keys)));
        assert!(matches!(registry.add(new("a b", vec![key.clone()]), "x").await, Err(RegistryError::Id)));
        let nothing = NewClient { scopes: "".parse().expect("none"), ..new("a", vec![key]) };
        assert!(matches!(registry.add(nothing, "x").await, Err(RegistryError::NoScope)));
        assert!(registry.list().await.expect("all").is_empty());
    }
}

#[test]
fn only_sound_public_keys_are_taken() {
    let read = |jwk: &Value| PublicKey::read(jwk.as_object().expect("a JWK")).map(drop);
    let with = |mut jwk: Value, name: &str, value: Value| {
        jwk[name] = value;
        jwk
    };
    let (es, rsa) = (System::new("ES256").jwk(), System::new("RS256").jwk());
    read(&es).expect("P-256");
    read(&rsa).expect("RSA");
    for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        assert_eq!(read(&with(es.clone(), private, json!("AA"))), Err(PublicKeyError::Private), "{private}");
    }
    assert_eq!(read(&with(es.clone(), "use", json!("enc"))), Err(PublicKeyError::Use));
    assert_eq!(read(&with(es.clone(), "alg", json!("RS256"))), Err(PublicKeyError::Algorithm));
    assert_eq!(read(&with(es.clone(), "alg", json!("ES384"))), Err(PublicKeyError::Algorithm));
    assert_eq!(read(&with(es.clone(), "crv", json!("P-521"))), Err(PublicKeyError::Kind));
    assert_eq!(read(&with(es.clone(), "crv", json!("P-384"))), Err(PublicKeyError::Kind), "coordinates too short");
    assert_eq!(read(&with(es, "x", json!("AA"))), Err(PublicKeyError::Kind));
    assert_eq!(read(&with(rsa.clone(), "n", json!("A".repeat(171)))), Err(PublicKeyError::Kind), "1024 bits");
    assert_eq!(read(&with(rsa.clone(), "n", json!("A".repeat(1366)))), Err(PublicKeyError::Kind), "8192 bits");
    assert_eq!(read(&with(rsa, "e", json!("A".repeat(100)))), Err(PublicKeyError::Kind));
    assert_eq!(read(&json!({ "kty": "oct" })), Err(PublicKeyError::Kind));
    assert!(read(&json!({})).is_err());
}

#[test]
fn a_key_file_holds_one_key_or_a_set() {
    let (one, other) = (System::new("ES256"), System::new("EdDSA"));
    assert_eq!(PublicKey::read_file(&one.jwk().to_string()).expect("one").len(), 1);
    let set = json!({ "keys": [one.jwk(), other.jwk()] }).to_string();
    let keys = PublicKey::read_file(&set).expect("two");
    assert_eq!(keys.iter().map(PublicKey::kid).collect::<Vec<_>>(), ["ES256-1", "EdDSA-1"]);
    assert!(PublicKey::read_file("{\"keys\": []}").is_err());
    assert!(PublicKey::read_file("-----BEGIN PUBLIC KEY-----").is_err());
}

//! The keys tokens are signed with: changed without a pause, the same in all processes, never in clear.

use axum::{body::Body, extract::Request};
use jiff::SignedDuration;
use serde_json::Value;

use crate::house::House;

async fn published(house: &House) -> Vec<Value> {
    let request = Request::get("/oauth/jwks").body(Body::empty()).expect("a request");
    house.send(request).await.body["keys"].as_array().expect("keys").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_outlive_the_key_they_were_signed_with_and_other_processes_learn_the_new_one() {
    for house in House::both().await {
        let (system, there) = (house.system("ES256").await, house.beside().await);
        let old = house.token(&system).await.token();
        there.bearer(&old).await.expect("good there");
        house.pass(31 * 24 * 3600);
        assert!(house.keep_fresh().await, "a new key");
        assert!(!there.keep_fresh().await, "done already");
        let new = house.token(&system).await.token();
        there.bearer(&new).await.expect("the key of another process is found");
        assert_ne!(old.split('.').next(), new.split('.').next());
        let keys = published(&there).await;
        assert_eq!(keys.len(), 2, "{}: the old one is shown until its tokens have ended", house.engine);
        assert!(keys.iter().all(|key| key["alg"] == "ES256" && key.get("d").is_none()));
        house.pass(601);
        assert!(!house.keep_fresh().await, "only cleared");
        assert_eq!(published(&house).await.len(), 1);
        let secrets = "SELECT name FROM secrets WHERE name LIKE 'api-token-key-%'";
        assert_eq!(house.db.fetch_all(secrets, vec![]).await.expect("secrets").len(), 1, "its private half is gone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_made_just_before_the_key_changed_is_good_until_it_ends() {
    for house in House::both().await {
        let system = house.system("ES256").await;
        house.token(&system).await.token();
        house.pass(31 * 24 * 3600);
        let last = house.token(&system).await.token();
        let there = house.beside().await;
        assert!(there.keep_fresh().await, "changed");
        house.clock.set(house.clock.now() + SignedDuration::from_secs(299));
        house.bearer(&last).await.expect("still good");
        there.bearer(&last).await.expect("and there");
    }
}

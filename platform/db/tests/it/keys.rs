//! Keys: what is sealed opens with its own key alone, survives rotation, and is gone with erasure.

use db::{Db, DbError, Keyring, MasterKey, PersonId, Random, testing};
use jiff::Timestamp;

async fn ready(db: &Db, masters: Vec<MasterKey>) -> Keyring {
    db.migrate(&[], Timestamp::UNIX_EPOCH).await.unwrap();
    Keyring::open(db.clone(), masters, Random::system()).await.unwrap()
}

async fn person(db: &Db, keyring: &Keyring) -> PersonId {
    let person = PersonId(Random::system().uuid(Timestamp::UNIX_EPOCH));
    let keyring = keyring.clone();
    db.write::<_, DbError, _>(move |tx| Box::pin(async move { keyring.create(tx, person).await.map(drop) }))
        .await
        .unwrap();
    person
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_text_opens_with_its_own_key_and_label_alone() {
    for test in testing::both().await {
        let keyring = ready(&test.db, vec![MasterKey::new(&[1; 32])]).await;
        let (one, other) = (person(&test.db, &keyring).await, person(&test.db, &keyring).await);
        let key = keyring.person(one).await.unwrap();
        let mut sealed = key.seal("people.identity", b"Kari");
        assert_eq!(keyring.person(one).await.unwrap().open("people.identity", &sealed).unwrap(), b"Kari");
        assert!(matches!(key.open("other.label", &sealed), Err(DbError::Sealed)));
        assert!(matches!(keyring.person(other).await.unwrap().open("people.identity", &sealed), Err(DbError::Sealed)));
        sealed[14] ^= 1;
        assert!(matches!(key.open("people.identity", &sealed), Err(DbError::Sealed)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rotation_moves_every_key_to_the_new_master_and_the_old_one_is_no_longer_needed() {
    for test in testing::both().await {
        let (old, new) = (MasterKey::new(&[1; 32]), MasterKey::new(&[2; 32]));
        let keyring = ready(&test.db, vec![old.clone()]).await;
        let someone = person(&test.db, &keyring).await;
        let sealed = keyring.person(someone).await.unwrap().seal("label", b"text");
        let hash = keyring.lookup("number", "123");
        let both = Keyring::open(test.db.clone(), vec![new.clone(), old], Random::system()).await.unwrap();
        while both.rotate(10).await.unwrap() > 0 {}
        let after = Keyring::open(test.db.clone(), vec![new], Random::system()).await.unwrap();
        assert_eq!(after.person(someone).await.unwrap().open("label", &sealed).unwrap(), b"text", "{}", test.engine);
        assert_eq!(after.lookup("number", "123"), hash, "look-ups survive a rotation");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_master_key_is_refused_at_the_start() {
    for test in testing::both().await {
        ready(&test.db, vec![MasterKey::new(&[1; 32])]).await;
        let other = Keyring::open(test.db.clone(), vec![MasterKey::new(&[9; 32])], Random::system()).await;
        assert!(matches!(other.err(), Some(DbError::MasterKey(_))), "{}", test.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_has_no_key() {
    for test in testing::both().await {
        let keyring = ready(&test.db, vec![MasterKey::new(&[1; 32])]).await;
        let someone = person(&test.db, &keyring).await;
        let erasing = keyring.clone();
        test.db
            .write::<_, DbError, _>(move |tx| Box::pin(async move { erasing.erase(tx, someone).await }))
            .await
            .unwrap();
        assert!(matches!(keyring.person(someone).await.err(), Some(DbError::NoKey)), "{}", test.engine);
    }
}

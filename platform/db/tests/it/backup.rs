//! A copy taken while the database runs equals its source, and one changed row is found.

use std::{fs::File, io, os::unix::fs::PermissionsExt};

use db::{Db, DbError, Keyring, MasterKey, PersonId, Random, args, testing};
use jiff::Timestamp;
use tempfile::TempDir;

pub async fn filled(db: &Db) {
    db.migrate(&[], Timestamp::UNIX_EPOCH).await.unwrap();
    let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[1; 32])], Random::system()).await.unwrap();
    for _ in 0..20 {
        let (keyring, person) = (keyring.clone(), PersonId(Random::system().uuid(Timestamp::UNIX_EPOCH)));
        db.write::<_, DbError, _>(move |tx| Box::pin(async move { keyring.create(tx, person).await.map(drop) }))
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_equals_its_source_until_one_row_differs() {
    let (source, folder) = (testing::sqlite().await, TempDir::new().unwrap());
    filled(&source.db).await;
    let target = folder.path().join("copy.db");
    source.db.backup_to(&target).await.unwrap();
    let copy = Db::open(&format!("sqlite:{}", target.display())).await.unwrap();
    assert_eq!(copy.digest().await.unwrap(), source.db.digest().await.unwrap());
    copy.write::<_, DbError, _>(|tx| {
        Box::pin(async move { tx.execute("UPDATE secrets SET master = 'other'", args![]).await })
    })
    .await
    .unwrap();
    assert_ne!(copy.digest().await.unwrap()["secrets"], source.db.digest().await.unwrap()["secrets"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_never_overwrites_a_file() {
    let (source, folder) = (testing::sqlite().await, TempDir::new().unwrap());
    filled(&source.db).await;
    let target = folder.path().join("precious.db");
    File::create(&target).unwrap();
    let refused = source.db.backup_to(&target).await;
    assert!(matches!(refused, Err(DbError::File(fault)) if fault.kind() == io::ErrorKind::AlreadyExists));
}

#[tokio::test(flavor = "multi_thread")]
async fn database_journal_and_backup_are_their_owners_alone() {
    let folder = TempDir::new().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("own.db").display())).await.unwrap();
    filled(&db).await;
    db.backup_to(&folder.path().join("copy.db")).await.unwrap();
    for file in folder.path().read_dir().unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.file_name());
    }
}

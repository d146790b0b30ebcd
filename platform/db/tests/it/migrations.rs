//! Migrations: merged by time, applied once, never edited; every column classed.

use db::{DbError, Migration, Schema, TableClasses, args, testing};
use jiff::Timestamp;

const LATER: Schema = Schema {
    name: "later",
    migrations: &[Migration {
        name: "20270101T0000_fill",
        sql: "INSERT INTO things (person, seen) VALUES ('a', TRUE);",
    }],
    columns: "",
};
const EARLIER: Schema = Schema {
    name: "earlier",
    migrations: &[Migration {
        name: "20261231T0000_create_things",
        sql: "CREATE TABLE things (\n    person TEXT NOT NULL PRIMARY KEY,\n    seen BOOLEAN NOT NULL,\n    note BYTEA\n);",
    }],
    columns: "[things]\n_ = { personal = true }\nperson = { class = \"technical\", retention = \"with_person\" }\n\
              seen = { class = \"technical\", retention = \"with_person\" }",
};
const EDITED: Schema = Schema {
    name: "earlier",
    migrations: &[Migration { name: "20261231T0000_create_things", sql: "CREATE TABLE things (person TEXT);" }],
    columns: "",
};

#[tokio::test(flavor = "multi_thread")]
async fn migrations_of_all_schemas_run_in_order_of_time_and_once() {
    for test in testing::both().await {
        let (now, own) = (Timestamp::UNIX_EPOCH, db::SCHEMA.migrations.len());
        let missing = test.db.check_migrated(&[EARLIER]).await;
        assert!(matches!(missing, Err(DbError::NotMigrated(count)) if count == own + 1));
        let done = test.db.migrate(&[LATER, EARLIER], now).await.unwrap();
        assert_eq!(done[own..], ["20261231T0000_create_things", "20270101T0000_fill"], "{}", test.engine);
        assert!(test.db.migrate(&[LATER, EARLIER], now).await.unwrap().is_empty());
        test.db.check_migrated(&[LATER, EARLIER]).await.unwrap();
        let row = test.db.fetch_optional("SELECT seen FROM things WHERE seen", args![]).await.unwrap().unwrap();
        assert!(row.bool(0).unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_migration_is_refused() {
    for test in testing::both().await {
        test.db.migrate(&[EARLIER], Timestamp::UNIX_EPOCH).await.unwrap();
        let again = test.db.migrate(&[EDITED], Timestamp::UNIX_EPOCH).await;
        assert!(matches!(again, Err(DbError::MigrationChanged(_))), "{}", test.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_without_a_class_is_found() {
    for test in testing::both().await {
        test.db.migrate(&[EARLIER], Timestamp::UNIX_EPOCH).await.unwrap();
        let classes = TableClasses::read(&[EARLIER]).unwrap();
        assert_eq!(classes.unclassed(&test.db).await.unwrap(), ["things.note"], "{}", test.engine);
        assert!(classes.personal.contains("things"));
    }
}

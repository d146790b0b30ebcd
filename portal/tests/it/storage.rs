//! What holds for every table of every service.

use db::{Clock, TableClasses, testing};
use portal::house::schemas;

#[tokio::test]
async fn every_column_of_every_service_is_classed_with_its_retention() {
    for database in testing::both().await {
        database.db.migrate(&schemas(), Clock::system().now()).await.expect("all migrations");
        let classes = TableClasses::read(&schemas()).expect("readable columns.toml");
        let missing = classes.unclassed(&database.db).await.expect("the columns");
        assert_eq!(missing, Vec::<String>::new(), "{}", database.engine);
    }
}

/// What leads from something else to a person: found before the person is known, and so keyed by what is at hand.
const ROUTES_TO_A_PERSON: [&str; 3] = ["person_identifiers", "resource_routes", "sessions"];

#[test]
fn the_key_of_every_personal_table_begins_with_the_person() {
    let classes = TableClasses::read(&schemas()).expect("readable columns.toml");
    let sql: String = std::iter::once(&db::SCHEMA)
        .chain(&schemas())
        .flat_map(|schema| schema.migrations)
        .map(|migration| migration.sql)
        .collect();
    for table in classes.personal.iter().filter(|table| !ROUTES_TO_A_PERSON.contains(&table.as_str())) {
        let body = sql.split_once(&format!("CREATE TABLE {table} (")).map_or("", |(_, rest)| rest);
        let body = body.split("\n);").next().unwrap_or_default();
        let keyed = body.contains("PRIMARY KEY (person") || body.contains("person TEXT NOT NULL PRIMARY KEY");
        assert!(keyed, "{table}: personal data shards by person");
    }
}

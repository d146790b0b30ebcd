//! Reads: each value comes back as it went in, and a long answer needs no room.

use db::{Db, DbError, args, testing};

async fn numbers(db: &Db, count: i64) {
    db.write::<_, DbError, _>(move |tx| {
        Box::pin(async move {
            tx.execute("CREATE TABLE numbers (n BIGINT PRIMARY KEY, half DOUBLE PRECISION)", args![]).await?;
            for n in 0..count {
                tx.execute("INSERT INTO numbers (half, n) VALUES ($2, $1)", args![n, n as f64 / 2.0]).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_bound_by_their_number_wherever_it_stands() {
    for test in testing::both().await {
        numbers(&test.db, 5).await;
        let sql = "SELECT n, half, n > $2, $3 FROM numbers WHERE half = $2 AND n = $1";
        let row = test.db.fetch_optional(sql, args![3, 1.5, None::<String>]).await.unwrap().unwrap();
        assert_eq!(row.int(0).unwrap(), 3, "{}", test.engine);
        assert!((row.real(1).unwrap() - 1.5).abs() < f64::EPSILON);
        assert!(row.bool(2).unwrap());
        assert_eq!(row.opt_text(3).unwrap(), None);
        assert!(matches!(row.text(0), Err(DbError::Column { index: 0, .. })), "a number is no text");
        assert!(row.int(9).is_err(), "a column that is not there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_answer_is_gone_through_row_by_row_and_can_be_left() {
    for test in testing::both().await {
        numbers(&test.db, 1000).await;
        let sum = test.db.scan("SELECT n FROM numbers", args![], 0, |sum, row| {
            *sum += row.int(0)?;
            Ok(())
        });
        assert_eq!(sum.await.unwrap(), 499_500, "{}", test.engine);
        let left = test.db.scan("SELECT n FROM numbers", args![], (), |(), _| Err(DbError::Conflict)).await;
        assert!(matches!(left, Err(DbError::Conflict)), "{}", test.engine);
        assert!(test.db.fetch_optional("SELECT n FROM numbers", args![]).await.unwrap().is_some(), "and all goes on");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_cannot_write() {
    let test = testing::sqlite().await;
    numbers(&test.db, 1).await;
    assert!(test.db.fetch_all("DELETE FROM numbers", args![]).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_names_no_value_and_no_statement() {
    for test in testing::both().await {
        numbers(&test.db, 1).await;
        let wrong = test.db.fetch_all("SELECT n FORM numbers WHERE half = 'Kari'", args![]).await.err().unwrap();
        assert!(!wrong.to_string().contains("Kari"), "{wrong}");
        let missing = test.db.fetch_all("SELECT n FROM numbers WHERE n = $1", args![]).await;
        assert!(missing.is_err(), "{}: a statement without its value", test.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_and_bytes_can_be_read_without_a_copy() {
    for test in testing::both().await {
        test.db.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, sealed BYTEA)", args![]).await.unwrap();
        let insert = "INSERT INTO notes (id, sealed) VALUES ($1, $2)";
        test.db.execute(insert, args!["one", vec![0_u8, 255]]).await.unwrap();
        let row = test.db.fetch_optional("SELECT id, sealed FROM notes", args![]).await.unwrap().unwrap();
        assert_eq!((row.str(0).unwrap(), row.blob(1).unwrap()), ("one", [0, 255].as_slice()), "{}", test.engine);
        assert!(row.blob(0).is_err() && row.str(1).is_err());
        assert_eq!((row.text(0).unwrap(), row.bytes(1).unwrap()), ("one".to_owned(), vec![0, 255]));
    }
}

//! Birthdays as a job: what lapses at 16 stays lapsed, and nothing is done twice.

use access::{
    GateError, birthdays,
    rules::{Level, Refusal},
    state::Change,
};
use db::{DbError, args, testing};
use jiff::civil::date;

use crate::family::Family;

#[tokio::test(flavor = "multi_thread")]
async fn at_16_the_level_that_a_parent_set_is_gone_from_the_database_and_once_is_enough() {
    for test in testing::both().await {
        let family = Family::at(test, "2034-11-21T12:00:00Z").await;
        let (child, mother) = (family.child, family.mother);
        let sql = "UPDATE access_states SET level_set_by = $1, parental_consent_by = $1 WHERE person = $2";
        let write = family
            .test
            .db
            .write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, args![mother, child]).await }));
        write.await.unwrap();
        assert_eq!(birthdays::run(&family.gate, date(2034, 11, 21)).await.unwrap(), 0);
        family.set_clock("2034-11-22T00:00:00Z");
        assert_eq!(birthdays::run(&family.gate, date(2034, 11, 22)).await.unwrap(), 1);
        assert_eq!(birthdays::run(&family.gate, date(2034, 11, 23)).await.unwrap(), 0);
        let refusal = family.look(child, child).await.unwrap_err();
        assert!(matches!(refusal, GateError::Refused(Refusal::TermsNotAccepted)), "{refusal:?}");
        family.change(child, Change::AcceptTerms(Level::Full)).await;
        assert_eq!(birthdays::run(&family.gate, date(2034, 11, 23)).await.unwrap(), 0);
        family.look(child, child).await.unwrap();
    }
}

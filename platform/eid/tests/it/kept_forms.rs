//! Forms sent too late: kept for their person, bounded in size, number and time.

use eid::kept_forms::{Form, LARGEST};
use jiff::SignedDuration;

use crate::stage;

fn form(text: &str) -> Form {
    Form { path: "/p/handle/timer/1/avlys".into(), fields: vec![("reason".into(), text.into())] }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_waits_for_its_person_and_is_taken_once() {
    for stage in stage::both().await {
        let (person, stranger) = (stage.person().await, stage.person().await);
        let (own, other) = (stage.log_in(person).await.session, stage.log_in(stranger).await.session);
        assert!(stage.kept_forms.keep(person, &form("å være syk")).await.unwrap());
        let kept = stage.kept_forms.list(&own).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].form, form("å være syk"));
        assert!(stage.kept_forms.list(&other).await.unwrap().is_empty());
        assert_eq!(stage.kept_forms.take(&other, kept[0].id).await.unwrap(), None);
        assert_eq!(stage.kept_forms.take(&own, kept[0].id).await.unwrap(), Some(form("å være syk")));
        assert_eq!(stage.kept_forms.take(&own, kept[0].id).await.unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_in_a_form_is_not_readable_in_the_database() {
    for stage in stage::both().await {
        let person = stage.person().await;
        stage.kept_forms.keep(person, &form("secret words")).await.unwrap();
        let rows = stage.db.fetch_all("SELECT sealed FROM kept_forms", db::args![]).await.unwrap();
        assert!(!String::from_utf8_lossy(&rows[0].bytes(0).unwrap()).contains("secret words"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_bounded_in_size_number_and_time() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let own = stage.log_in(person).await.session;
        assert!(!stage.kept_forms.keep(person, &form(&"x".repeat(LARGEST))).await.unwrap());
        for n in 0..7 {
            stage.pass(SignedDuration::from_millis(1));
            stage.kept_forms.keep(person, &form(&n.to_string())).await.unwrap();
        }
        let kept = stage.kept_forms.list(&own).await.unwrap();
        let texts: Vec<_> = kept.iter().map(|kept| kept.form.fields[0].1.as_str()).collect();
        assert_eq!(texts, ["2", "3", "4", "5", "6"]);

        stage.pass(SignedDuration::from_hours(24));
        assert!(stage.kept_forms.list(&own).await.unwrap().is_empty());
        assert_eq!(stage.kept_forms.take(&own, kept[0].id).await.unwrap(), None);
        assert_eq!(stage.kept_forms.purge().await.unwrap(), 5);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_withdraws_is_forgotten_but_stays_logged_in() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let opened = stage.log_in(person).await;
        stage.kept_forms.keep(person, &form("words")).await.unwrap();
        let job =
            stage.may_act(person).await.commit::<_, access::GateError, _>(|tx| Box::pin(eid::sessions::forget(tx)));
        job.await.unwrap();
        assert!(stage.kept_forms.list(&opened.session).await.unwrap().is_empty());
        assert!(matches!(
            stage.sessions.read(&opened.token, eid::sessions::Kind::Citizen).await.unwrap(),
            eid::sessions::Reading::Live(_)
        ));
        assert_eq!(stage.log_in(person).await.session.previous_at, None);
    }
}

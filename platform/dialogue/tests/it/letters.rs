//! Letters that ask for confirmation, with a deadline.

use dialogue::{DialogueError, Filter, Kind};

use crate::house::{HIDDEN_FROM_PARENTS, HIDDEN_FROM_YOUTH, House, message};

const LETTER: &str = r#","topic":{"text":"Innkalling"},"category":[{"coding":[{"system":"https://helsevei.no/fhir/CodeSystem/message-kind","code":"letter"}]}],
    "extension":[{"url":"https://helsevei.no/fhir/StructureDefinition/asks-confirmation","valueBoolean":true},
    {"url":"https://helsevei.no/fhir/StructureDefinition/answer-by","valueDate":"2026-12-01"}]"#;

#[tokio::test]
async fn a_letter_is_confirmed_once_and_its_sender_is_told() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let (id, _) = house.deliver(&house.gp, &message("Møt opp", LETTER)).await.unwrap();
        let thread = house.list(house.mother, Filter::Letters).await.remove(0);
        assert_eq!((thread.kind, thread.subject.as_deref()), (Kind::Letter, Some("Innkalling")));
        let letter = house.open(house.mother, id).await.unwrap().messages.remove(0);
        assert!(letter.asks_confirmation && letter.confirmed_at.is_none());
        assert_eq!(letter.answer_by, Some(jiff::civil::date(2026, 12, 1)));
        let confirm = async || {
            let allowed = house.act(house.mother).await;
            allowed
                .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::confirm(tx, id).await }))
                .await
        };
        confirm().await.unwrap();
        assert!(matches!(confirm().await, Err(DialogueError::Closed)));
        let record = records::list(&house.see(house.mother).await, "Communication").await.unwrap().remove(0);
        assert_eq!(record.version, 2);
        assert_eq!(record.body.matches("StructureDefinition/confirmed").count(), 1);
    }
}

#[tokio::test]
async fn what_nobody_opened_goes_by_post_once_and_what_somebody_opened_never() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let (opened, _) = house.deliver(&house.gp, &message("Lest", LETTER)).await.unwrap();
        let (unopened, _) = house.deliver(&house.gp, &message("Uåpnet", LETTER)).await.unwrap();
        house.later();
        house.read(house.mother, opened).await;
        let due = async || dialogue::post::due(&house.test.db, house.clock.now(), None, 10).await.unwrap();
        // Seven days, to the second.
        house.clock.set("2026-11-30T08:59:59Z".parse().unwrap());
        assert_eq!(due().await, []);
        house.clock.set("2026-11-30T09:00:00Z".parse().unwrap());
        assert_eq!(due().await.iter().map(|it| it.message).collect::<Vec<_>>(), [unopened]);
        let job = access::Actor::Job(access::JobKind::Operator);
        for is_first in [true, false] {
            let deed = dialogue::post::deed(dialogue::post::PRINT, unopened);
            let allowed = house.gate.deliver(&job, house.child, &dialogue::POLICY, deed).await.unwrap();
            let printed = allowed
                .commit::<_, DialogueError, _>(move |tx| {
                    Box::pin(async move {
                        let printed = dialogue::post::print(tx, unopened).await?;
                        dialogue::post::posted(tx, unopened).await?;
                        Ok(printed)
                    })
                })
                .await
                .unwrap();
            assert_eq!(printed.map(|it| it.text).as_deref(), is_first.then_some("Uåpnet"));
        }
        assert_eq!(due().await, []);
        let letter = house.open(house.mother, unopened).await.unwrap().messages.remove(0);
        assert_eq!(letter.posted_at, Some(house.clock.now()));
        let records = records::list(&house.see(house.mother).await, "Communication").await.unwrap();
        assert_eq!(records.iter().filter(|it| it.body.contains("MAILWRIT")).count(), 1);
    }
}

#[tokio::test]
async fn what_is_hidden_from_anybody_at_home_never_goes_there_by_post() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        for mark in [HIDDEN_FROM_PARENTS, HIDDEN_FROM_YOUTH] {
            let letter = message("Bare til deg", &format!("{LETTER}{mark}"));
            let (id, _) = house.deliver(&house.gp, &letter).await.unwrap();
            house.clock.set("2027-02-01T09:00:00Z".parse().unwrap());
            assert_eq!(dialogue::post::due(&house.test.db, house.clock.now(), None, 10).await.unwrap(), []);
            let (job, deed) = (access::Actor::Job(access::JobKind::Operator), dialogue::post::deed("print_letter", id));
            let allowed = house.gate.deliver(&job, house.child, &dialogue::POLICY, deed).await.unwrap();
            let printed = allowed.commit(move |tx| Box::pin(async move { dialogue::post::print(tx, id).await }));
            assert_eq!(printed.await.unwrap(), None);
        }
    }
}

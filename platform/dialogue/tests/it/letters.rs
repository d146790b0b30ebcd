//! Letters that ask for confirmation, with a deadline.

use dialogue::{DialogueError, Filter, Kind};

use crate::house::{House, message};

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

//! When a person is no more, or leaves, their devices are forgotten (L4, R8).

use std::sync::Arc;

use access::state::Change;
use db::testing;
use jiff::civil::date;
use notify::{Channel, ChannelKind, Fault};
use people::RegisterEvent;

use crate::browser::Browser;
use crate::house::House;
use crate::ladder::{OPEN, Ways, later};

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_persons_devices_are_told_nothing_and_forgotten() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        house.news(house.neighbour, OPEN).await;
        let on = date(2026, 11, 21);
        let push_waits = house.worker_by(vec![Arc::new(Refuses)]);
        house.run(&push_waits).await;
        house.tell(RegisterEvent::Died { person: house.neighbour, on }).await;
        later(&house, 5);
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        assert_eq!(house.count("notice_devices").await, 0);
    }
}

/// A push service that is away.
struct Refuses;

impl Channel for Refuses {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Push
    }

    fn deliver<'a>(
        &'a self,
        _: &'a notify::Letter,
    ) -> futures_util::future::BoxFuture<'a, Result<notify::Receipt, Fault>> {
        Box::pin(async { Err(Fault::Later("answered 500".into())) })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_withdraws_has_no_device_left() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        house.change(house.neighbour, Change::WithdrawTerms).await;
        house.as_job(house.neighbour, |tx| Box::pin(async move { tx.erase_rows().await })).await;
        assert_eq!(house.count("notice_devices").await, 0);
    }
}

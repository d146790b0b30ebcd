//! Traces name routes and outcomes, and nobody (O3).

use opentelemetry_sdk::trace::{InMemorySpanExporter, SpanData};
use portal::traces;
use testing::TestPortal;
use tracing_subscriber::{layer::SubscriberExt, registry, util::SubscriberInitExt};

#[tokio::test(flavor = "multi_thread")]
async fn a_trace_tells_of_a_page_and_of_nobody() {
    let exporter = InMemorySpanExporter::default();
    let provider = traces::into(exporter.clone());
    registry().with(traces::layer(&provider)).init();
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let kari = portal.log_in("kari-mor").await;
    let list = kari.get("/timer").await.is(200);
    kari.get(&list.link("/timer/")).await;
    kari.get("/finnes-ikke?navn=Kari").await.is(404);

    let spans: Vec<SpanData> = exporter.get_finished_spans().expect("spans");
    let told = format!("{spans:?}");
    assert!(told.contains("/p/{handle}/timer") && told.contains("reference"), "{told}");
    let persona = portal.persona("kari-mor");
    let handle = list.path.split('/').nth(2).expect("a handle").to_owned();
    let cookie = kari.cookie_header();
    let token = cookie.split('=').nth(1).and_then(|rest| rest.split(';').next()).expect("a token");
    let name = persona.person.name.full();
    for secret in [persona.number.digits(), &name, &handle, token, "navn=", "finnes-ikke"] {
        assert!(!told.contains(secret), "{secret} stands in a trace");
    }
}

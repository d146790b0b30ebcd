//! What an operator can measure (O3).

use std::time::Duration;

use crate::running::{Running, prepared};

/// The value of one line of metrics.
#[track_caller]
fn value(metrics: &str, line: &str) -> f64 {
    let found = metrics.lines().find_map(|own| own.strip_prefix(line)?.strip_prefix(' '));
    found.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {line} in\n{metrics}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_reads_how_the_portal_fares_on_a_port_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let population = prepared(folder.path()).await;
    let number = population.persona("per-full").expect("Per").number.digits().to_owned();
    let demo = Running::demo(folder.path(), "warn");
    let visitor = demo.visitor();
    let home = visitor.log_in(&number).await.is(200).path;
    for _ in 0..3 {
        visitor.get(&home).await.is(200);
    }
    visitor.get("/finnes-ikke?navn=Kari").await.is(404);

    let metrics = demo.metrics().await;
    assert!(value(&metrics, "helsevei_http_requests_total{route=\"/p/{handle}\",status=\"2xx\"}") >= 4.0);
    assert!(value(&metrics, "helsevei_http_request_seconds_count{route=\"/p/{handle}\"}") >= 4.0);
    assert!(value(&metrics, "helsevei_refusals_total{kind=\"not_found\"}") >= 1.0);
    assert!(value(&metrics, "helsevei_usage_log_lines_total") >= 4.0);
    assert!(value(&metrics, "helsevei_usage_log_group_lines_count") >= 1.0);
    assert_eq!(value(&metrics, "helsevei_http_requests_in_flight"), 0.0);
    assert_eq!(value(&metrics, "helsevei_ready"), 1.0);
    assert!(value(&metrics, "helsevei_usage_log_seal_lag_seconds") < 60.0);
    assert!(value(&metrics, "helsevei_job_runs_total{job=\"birthdays\",outcome=\"done\"}") >= 1.0);
    assert_eq!(value(&metrics, "helsevei_job_runs_total{job=\"birthdays\",outcome=\"failed\"}"), 0.0);
    assert!(value(&metrics, "helsevei_db_writes_total{outcome=\"kept\"}") >= 4.0);
    assert_eq!(value(&metrics, "helsevei_outbox_dead{channel=\"email\"}"), 0.0);
    assert!(value(&metrics, "helsevei_outbox_late_seconds{channel=\"email\"}") < 60.0);
    assert!(comes_to_rest(&demo).await, "nobody asks for anything, and writes wait on");
    assert!(value(&metrics, "helsevei_disk_free_bytes{disk=\"heads\"}") > 0.0);
    assert!(value(&metrics, "process_start_time_seconds") > 1.7e9);
    assert!(value(&metrics, "process_resident_memory_bytes") > 1e6);
    for private in [number.as_str(), home.trim_start_matches("/p/"), "Kari", "navn", "finnes-ikke"] {
        assert!(!metrics.contains(private), "{private} stands in\n{metrics}");
    }
    demo.visitor().get("/metrics").await.is(404);
}

/// Whether at some moment no write waits: the portal's own jobs write too, now and then.
async fn comes_to_rest(demo: &Running) -> bool {
    for _ in 0..50 {
        if value(&demo.metrics().await, "helsevei_db_waiting_writes") == 0.0 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    false
}

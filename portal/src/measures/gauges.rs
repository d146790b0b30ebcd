//! What stands somewhere just now, read when somebody asks; and what every name means.

use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge};

use crate::{house::House, jobs, readiness::room};

/// Says what each name means, and begins what must be seen at nought: an alert cannot fire on what is not there.
pub(super) fn describe() {
    describe_counter!("helsevei_http_requests_total", "Requests answered, by route and class of status");
    describe_histogram!("helsevei_http_request_seconds", "How long an answer took, by route");
    describe_gauge!("helsevei_http_requests_in_flight", "Requests that wait for their answer");
    describe_counter!("helsevei_refusals_total", "Pages that were refused, by kind");
    describe_counter!("helsevei_usage_log_lines_total", "Lines given to the usage log");
    describe_histogram!("helsevei_usage_log_group_lines", "Lines that shared one commit");
    describe_histogram!("helsevei_usage_log_write_seconds", "How long a commit of lines took: every page waits for it");
    describe_counter!("helsevei_usage_log_failures_total", "Commits of lines that failed: their pages were not shown");
    describe_gauge!("helsevei_usage_log_seal_lag_seconds", "How long the oldest line has waited for its seal");
    describe_counter!("helsevei_db_writes_total", "Transactions, kept or undone");
    describe_histogram!("helsevei_db_write_seconds", "How long a transaction took, its wait and commit included");
    describe_gauge!("helsevei_db_waiting_writes", "Changes that wait for the embedded database's writer");
    describe_gauge!("helsevei_db_connections", "Open connections to PostgreSQL");
    describe_gauge!("helsevei_db_busy_connections", "Those of them in use; all 16 are when requests begin to wait");
    describe_gauge!("helsevei_outbox_waiting", "Letters that wait to be sent, those that wait for the morning too");
    describe_gauge!("helsevei_outbox_late_seconds", "How long the oldest due letter has waited");
    describe_gauge!("helsevei_outbox_dead", "Letters that could not be sent: `helsevei notices list` tells why");
    describe_counter!("helsevei_letters_total", "Letters tried, by channel and outcome");
    describe_counter!("helsevei_reports_total", "What gateway and devices said of letters, by channel and outcome");
    describe_counter!("helsevei_job_runs_total", "Runs of what time drives, by job and outcome");
    describe_gauge!("helsevei_job_last_success_timestamp_seconds", "When a job last ended well in this process");
    describe_gauge!("helsevei_disk_free_bytes", "Room on the disk of the heads file and of the embedded database");
    describe_gauge!("helsevei_ready", "Whether /readyz says yes");
    describe_gauge!("helsevei_build_info", "The version that runs");
    describe_gauge!("process_start_time_seconds", "When the process began");
    describe_gauge!("process_resident_memory_bytes", "Memory that the process holds");
    describe_counter!("process_cpu_seconds_total", "Time that the processors gave");
    describe_gauge!("process_open_fds", "Open files and connections");
    gauge!("helsevei_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    counter!("helsevei_usage_log_failures_total").absolute(0);
    for job in jobs::NAMES {
        for outcome in ["done", "failed"] {
            counter!("helsevei_job_runs_total", "job" => job, "outcome" => outcome).absolute(0);
        }
    }
}

pub(super) async fn read(house: &House) {
    let ready = house.readiness.check().await.is_ok();
    gauge!("helsevei_ready").set(if ready { 1.0 } else { 0.0 });
    if let Ok(lag) = house.readiness.seal_lag().await {
        gauge!("helsevei_usage_log_seal_lag_seconds").set(lag.as_secs_f64());
    }
    let load = house.db.load();
    gauge!("helsevei_db_waiting_writes").set(load.waiting_writes as f64);
    gauge!("helsevei_db_connections").set(load.connections as f64);
    gauge!("helsevei_db_busy_connections").set(load.busy_connections as f64);
    for (kind, outbox) in house.notices.outbox().await.unwrap_or_default() {
        let (now, channel) = (house.clock.now(), kind.as_str());
        // In the night nothing is late that may not go.
        let due = outbox.due_since.filter(|_| kind.opens(now) == now);
        let late = due.map_or(0.0, |due| now.duration_since(due).as_secs_f64());
        gauge!("helsevei_outbox_waiting", "channel" => channel).set(outbox.waiting as f64);
        gauge!("helsevei_outbox_late_seconds", "channel" => channel).set(late.max(0.0));
        gauge!("helsevei_outbox_dead", "channel" => channel).set(outbox.dead as f64);
    }
    for (disk, file) in [("heads", Some(house.heads.path())), ("database", house.database_file.as_deref())] {
        if let Some(room) = file.and_then(room) {
            gauge!("helsevei_disk_free_bytes", "disk" => disk).set(room as f64);
        }
    }
}

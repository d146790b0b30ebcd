//! A service whose texts have every kind of fault.

fn keys(status: &str) -> (String, &'static str, &'static str) {
    (format!("broken-service-status-{status}"), "broken-service-title-absent", "stray")
}

static BROKEN: Service = Service::new(texts::TEXTS);

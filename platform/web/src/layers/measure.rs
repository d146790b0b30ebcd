//! What is counted of a request (O3): route and status class, never who, whom or which.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use metrics::{counter, gauge, histogram};

/// A request under way. Also one that is cut off is taken out of those in flight.
pub(super) struct Measure {
    route: String,
    began: Instant,
}

impl Measure {
    pub fn begin(route: String) -> Self {
        gauge!("helsevei_http_requests_in_flight").increment(1.0);
        Self { route, began: Instant::now() }
    }

    /// Counts the answer and says how long it took.
    pub fn end(self, status: StatusCode) -> Duration {
        let took = self.began.elapsed();
        let route = self.route.clone();
        counter!("helsevei_http_requests_total", "route" => route.clone(), "status" => class(status)).increment(1);
        histogram!("helsevei_http_request_seconds", "route" => route).record(took);
        took
    }
}

impl Drop for Measure {
    fn drop(&mut self) {
        gauge!("helsevei_http_requests_in_flight").decrement(1.0);
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

//! The operator's log on standard error: what happened, where and how long it took, never to whom (O3).

use std::{
    env,
    io::stderr,
    panic::{self, PanicHookInfo},
    process::exit,
};

use thiserror::Error;
use tracing::{Level, Metadata, dispatcher, error};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, filter_fn},
    layer::SubscriberExt,
    registry,
    util::SubscriberInitExt,
};

/// Chooses how much, as in `info,db=debug`.
const VARIABLE: &str = "HELSEVEI_LOG";

/// The crates of this house, which never write personal data. What others write below a warning may quote an address or
/// a statement, so it is not written at all, whatever is asked for.
pub const OURS: [&str; 27] = [
    "access",
    "api",
    "booking",
    "clients",
    "db",
    "demo",
    "desk",
    "dialogue",
    "eid",
    "feedback",
    "fhir",
    "helsevei",
    "hooks",
    "incidents",
    "notify",
    "offices",
    "people",
    "portal",
    "profile",
    "reach",
    "records",
    "services",
    "site",
    "testing",
    "treatments",
    "visits",
    "web",
];

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line, for a machine that collects them.
    Json,
    /// For a person at a terminal.
    Plain,
}

/// Why the log could not be begun.
#[derive(Debug, Error)]
pub enum LoggingError {
    #[error("HELSEVEI_LOG cannot be read ({0}): write for instance info,db=debug")]
    Filter(String),
    #[cfg(feature = "otel")]
    #[error("traces cannot be sent ({0}): look at OTEL_EXPORTER_OTLP_ENDPOINT")]
    Traces(String),
}

/// Begins the log, at `level` unless `HELSEVEI_LOG` says otherwise.
///
/// # Errors
/// A `HELSEVEI_LOG` that cannot be read: better told than passed over.
pub fn start(form: Form, level: &str) -> Result<(), LoggingError> {
    let wanted = env::var(VARIABLE).unwrap_or_else(|_| level.to_owned());
    let wanted = EnvFilter::try_new(wanted).map_err(|fault| LoggingError::Filter(fault.to_string()))?;
    // A log that cannot be written, for instance on a full disk, must not end the thread that wanted to write to it.
    let lines = tracing_subscriber::fmt::layer().with_writer(stderr).log_internal_errors(false);
    let lines = match form {
        Form::Json => lines.json().with_span_list(false).boxed(),
        Form::Plain => lines.compact().boxed(),
    };
    let lines = lines.with_filter(wanted.and(filter_fn(may_speak)));
    #[cfg(not(feature = "otel"))]
    registry().with(lines).init();
    #[cfg(feature = "otel")]
    registry().with(lines).with(traces()?).init();
    Ok(())
}

#[cfg(feature = "otel")]
fn traces<S>() -> Result<Option<impl Layer<S> + Send + Sync>, LoggingError>
where
    S: tracing::Subscriber + for<'span> registry::LookupSpan<'span> + Send + Sync,
{
    let provider = crate::traces::provider().map_err(|fault| LoggingError::Traces(fault.to_string()))?;
    Ok(provider.map(|provider| crate::traces::layer(&provider)))
}

/// Whether what stands there may be written.
pub fn may_speak(metadata: &Metadata<'_>) -> bool {
    let house = metadata.target().split("::").next().unwrap_or_default();
    OURS.contains(&house) || *metadata.level() <= Level::WARN
}

/// How a command ends whose reader has gone: as the shell knows it of others (128 + SIGPIPE).
const READER_GONE: i32 = 141;

/// What `println!` panics with where nobody reads on, as in `helsevei offices list | head`: no fault in the program.
fn reader_has_gone(panic: &PanicHookInfo<'_>) -> bool {
    let words = panic.payload().downcast_ref::<String>();
    words.is_some_and(|words| words.starts_with("failed printing to std") && words.contains("Broken pipe"))
}

/// A panic says where, with the reference of the request it happened in. Its message is told only where it stands in the
/// program as it is: one that was put together may quote data.
pub fn tell_panics() {
    panic::set_hook(Box::new(|panic| {
        if reader_has_gone(panic) {
            exit(READER_GONE);
        }
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("not told: it may quote data");
        if dispatcher::has_been_set() {
            error!(place, words, "a fault in the program: report it with this place and these words");
        } else {
            eprintln!(
                "helsevei: a fault in the program at {place} ({words}): report it with this place and these words"
            );
        }
    }));
}

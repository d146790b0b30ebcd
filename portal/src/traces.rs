//! Traces by OpenTelemetry (O3), in a build with the feature `otel`: a span a request, with what the log says of it.

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{ExporterBuildError, SpanExporter};
use opentelemetry_sdk::{
    Resource,
    trace::{SdkTracerProvider, SpanExporter as Exporter},
};
use tracing::Subscriber;
use tracing_subscriber::{Layer, filter::filter_fn, registry::LookupSpan};

use crate::logging::may_speak;

/// Where spans go is said by OpenTelemetry's own variables: without `OTEL_EXPORTER_OTLP_ENDPOINT` there are none.
///
/// # Errors
/// An address that cannot be used.
pub fn provider() -> Result<Option<SdkTracerProvider>, ExporterBuildError> {
    if std::env::var_os("OTEL_EXPORTER_OTLP_ENDPOINT").is_none() {
        return Ok(None);
    }
    let exporter = SpanExporter::builder().with_http().build()?;
    Ok(Some(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(ourselves()).build()))
}

/// A provider that hands each span over at once: for tests.
pub fn into(exporter: impl Exporter + 'static) -> SdkTracerProvider {
    SdkTracerProvider::builder().with_simple_exporter(exporter).with_resource(ourselves()).build()
}

/// Hands on what the log may say too, and nothing else: no address of the program's own files, no thread.
pub fn layer<S>(provider: &SdkTracerProvider) -> impl Layer<S> + Send + Sync + use<S>
where
    S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
{
    tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("helsevei"))
        .with_location(false)
        .with_threads(false)
        .with_filter(filter_fn(may_speak))
}

fn ourselves() -> Resource {
    Resource::builder().with_service_name("helsevei").build()
}

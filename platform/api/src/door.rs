//! The one way in: keeps national numbers out of addresses, asks who calls, and answers every fault in FHIR.

use std::any::Any;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use clients::Caller;
use fhir::{Issue, IssueKind};
use futures_util::StreamExt;
use web::Reference;

use crate::answer::{Answer, FHIR_JSON};
use crate::fault::Fault;
use crate::headers::{self, Wishes};
use crate::interaction::Interaction;
use crate::params::Params;
use crate::{Api, bundle, feed, number_guard, patient, read, search, subscription, write};

/// Bytes of a body that is too long are still read up to so many times what may be sent.
const MOST_THROWN_AWAY: usize = 16;
/// Bytes of a query.
const LONGEST_QUERY: usize = 8192;
/// No request is without an answer for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// What is asked, with all that may say how.
pub struct Asked<'r> {
    pub interaction: Interaction,
    pub wishes: Wishes,
    pub params: Params,
    /// JSON, or a form where the interaction is one; empty for what has none.
    pub body: &'r str,
}

pub async fn enter(State(api): State<Api>, request: Request) -> Response<Body> {
    let reference = request.extensions().get::<Reference>().cloned();
    let bodiless = request.method() == Method::HEAD;
    let answered = match tokio::time::timeout(LONGEST_WAIT, answer(&api, request)).await {
        Ok(answered) => answered,
        Err(_) => Err(Fault::busy()),
    };
    let mut response = match answered {
        Ok(answer) => answer.into_response(),
        Err(fault) => refused(fault, reference.as_ref()),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if bodiless {
        *response.body_mut() = Body::empty();
    }
    response
}

async fn answer(api: &Api, request: Request) -> Result<Answer, Fault> {
    let path = request.uri().path();
    check_address(path, request.uri().query())?;
    let interaction = Interaction::of(request.method(), path.strip_prefix("/fhir").unwrap_or(path))?;
    let params = Params::read(request.uri().query().unwrap_or_default())?;
    headers::check_accept(request.headers(), &params)?;
    if interaction == Interaction::Capabilities {
        return Ok(Answer::ok(api.0.capability.clone()));
    }
    let (parts, body) = request.into_parts();
    let caller = api.0.parts.clients.authenticate(&parts).await?;
    let wishes = Wishes::of(&parts.headers);
    let longest = api.limits().body_bytes;
    let body = match &interaction {
        Interaction::SearchForm(_) => {
            headers::check_content(&parts.headers, &headers::FORM)?;
            whole(body, longest).await?
        }
        Interaction::Create(_) | Interaction::Update(..) | Interaction::Bundle | Interaction::DigitalUser => {
            headers::check_content(&parts.headers, &headers::JSON)?;
            whole(body, longest).await?
        }
        _ => Bytes::new(),
    };
    let not_utf8 = |_| Fault::bad(IssueKind::Structure, "http.body", "is not UTF-8", "send it as UTF-8");
    let body = std::str::from_utf8(&body).map_err(not_utf8)?;
    // Some systems put a byte order mark first; JSON has none.
    let body = body.trim_start_matches('\u{feff}');
    if interaction == Interaction::Bundle {
        return bundle::take(api, &caller, body, &wishes).await;
    }
    perform(api, &caller, Asked { interaction, wishes, params, body }).await
}

/// Does what is asked: of a request, or of the entry of a batch.
pub async fn perform(api: &Api, caller: &Caller, asked: Asked<'_>) -> Result<Answer, Fault> {
    use Interaction as Is;
    let Asked { interaction, wishes, mut params, body } = asked;
    if let Some((kind, right)) = interaction.right() {
        caller.require(kind, right)?;
    }
    match interaction {
        it if it.kind() == Some(subscription::KIND) => match it {
            Is::Read(_, id) => subscription::read(api, caller, id).await,
            Is::Search(_) => subscription::search(api, caller, &params, wishes.lenient).await,
            Is::SearchForm(_) => {
                params.add(body)?;
                subscription::search(api, caller, &params, wishes.lenient).await
            }
            Is::Create(_) => subscription::create(api, caller, body, &wishes).await,
            Is::Update(_, id) => subscription::update(api, caller, id, body, &wishes).await,
            _ => Err(Fault::no_address()),
        },
        Is::Read(kind, id) if kind == "Patient" => patient::read(api, caller, id).await,
        Is::Read(kind, id) => read::one(api, caller, &kind, id, &wishes).await,
        Is::VersionRead(kind, id, version) => read::version(api, caller, &kind, id, version).await,
        Is::History(kind, id) => read::history(api, caller, &kind, id, &params).await,
        Is::Search(kind) => search::run(api, caller, &kind, &params, wishes.lenient).await,
        Is::SearchForm(kind) => {
            params.add(body)?;
            search::run(api, caller, &kind, &params, wishes.lenient).await
        }
        Is::TypeHistory(kind) => feed::history(api, caller, Some(&kind), &params).await,
        Is::SystemHistory => feed::history(api, caller, None, &params).await,
        Is::DigitalUser => patient::digital_users(api, caller, body).await,
        Is::Create(kind) => write::create(api, caller, &kind, body, &wishes).await,
        Is::Update(kind, id) => write::update(api, caller, &kind, id, body, &wishes).await,
        Is::Capabilities => Ok(Answer::ok(api.0.capability.clone())),
        Is::Bundle => Err(Fault::no_address()),
    }
}

/// Refuses an address that tells of somebody, or is longer than any is.
///
/// # Errors
/// 400 with the way that is open; 414.
pub fn check_address(path: &str, query: Option<&str>) -> Result<(), Fault> {
    if path.len() + query.unwrap_or_default().len() > LONGEST_QUERY {
        let issue = Issue::new(IssueKind::TooLong, "http.query", "is too long", "use POST _search");
        return Err(Fault::new(StatusCode::URI_TOO_LONG, issue));
    }
    if number_guard::holds_number(path) || query.is_some_and(number_guard::holds_number) {
        let fault = "holds a national identity number";
        let mend = "send it in a body: POST /fhir/{type}/_search, or POST /fhir/Patient/$digital-user";
        return Err(Fault::bad(IssueKind::BusinessRule, "http.url", fault, mend));
    }
    Ok(())
}

/// The whole body. One that is too long is read on and thrown away, up to a bound: who still sends hears no answer.
async fn whole(body: Body, longest: usize) -> Result<Bytes, Fault> {
    let mut parts = body.into_data_stream();
    let (mut whole, mut length) = (Vec::new(), 0);
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| too_long(longest))?;
        length += part.len();
        if length <= longest {
            whole.extend_from_slice(&part);
        } else if length <= longest * MOST_THROWN_AWAY {
            whole = Vec::new();
        } else {
            break;
        }
    }
    if length > longest { Err(too_long(longest)) } else { Ok(whole.into()) }
}

fn too_long(longest: usize) -> Fault {
    let fault = format!("is longer than {} MB, or was cut off", longest >> 20);
    let issue = Issue::new(IssueKind::TooLong, "http.body", fault, "send it in several requests");
    Fault::new(StatusCode::PAYLOAD_TOO_LARGE, issue)
}

fn refused(fault: Fault, reference: Option<&Reference>) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = fault.status;
    // One way to show a token, one header: all of them are kept.
    for (name, value) in &fault.headers {
        response.headers_mut().append(name.clone(), value.clone());
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
    *response.body_mut() = Body::from(fault.outcome(reference));
    response
}

/// An answer where the program itself has a fault.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let issue = Issue::new(IssueKind::Exception, "", "something went wrong on our side", "try again in a while");
    let fault = Fault::new(StatusCode::INTERNAL_SERVER_ERROR, issue);
    let mut response = Response::new(Body::from(fhir::OperationOutcome { issues: fault.issues }.to_json()));
    *response.status_mut() = fault.status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
    response
}

//! `/authorize`: the page where one picks who to be.

use axum::{
    Form,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    HIGH, SUBSTANTIAL, TestEid, TestPerson,
    page::{self, Choice},
    pushed::PREFIX,
    request::{BadRequest, Parameters, Request},
    state::{CHOOSING, Chosen},
    words::Words,
};

/// People on the page at once, besides those at work; a search finds the others.
const SHOWN: usize = 60;

/// Shows the page: for a pushed request, one in the address, or one that is open already (a search, another language).
pub(super) async fn get(State(eid): State<TestEid>, Query(query): Query<Vec<(String, String)>>) -> Response {
    let parameters = Parameters(query);
    let (id, mut request) = match eid.open_request(&parameters) {
        Ok(open) => open,
        Err(refused) => return refused.page(),
    };
    if let Some(language) = parameters.find("lang") {
        request.language = language.to_owned();
    }
    let now = eid.0.clock.now();
    eid.state().remember(id.clone(), request.clone(), now, now + CHOOSING);
    let wanted = parameters.find("q").unwrap_or_default().trim();
    let (staff, mut people): (Vec<_>, Vec<_>) =
        eid.0.people.iter().filter(|person| fits(person, wanted)).partition(|person| person.at_work);
    let more = people.len().saturating_sub(SHOWN);
    people.truncate(SHOWN);
    page::show(&Choice { words: request.words(), request: &id, wanted, people, staff, more })
}

/// Takes the choice and leads back with a code, or with `access_denied`.
pub(super) async fn post(State(eid): State<TestEid>, Form(form): Form<Vec<(String, String)>>) -> Response {
    let parameters = Parameters(form);
    let now = eid.0.clock.now();
    let id = parameters.find("request").unwrap_or_default();
    let Some(request) = eid.state().request(id, now) else { return page::too_late(Words::of("nb")) };
    let number = parameters.find("number").unwrap_or_default().trim();
    if parameters.find("cancel").is_some() {
        eid.state().forget(id);
        return to(&request.answer(&eid.0.issuer, "error", "access_denied"));
    }
    if number.len() != 11 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return page::wrong_number(request.words(), id, number);
    }
    let acr = if parameters.find("acr") == Some(SUBSTANTIAL) { SUBSTANTIAL } else { HIGH };
    let code = eid.secret();
    let address = request.answer(&eid.0.issuer, "code", &code);
    let mut state = eid.state();
    state.forget(id);
    state.give_code(code, Chosen { request, number: number.to_owned(), acr, at: now });
    to(&address)
}

/// Why no page is shown.
enum Refused {
    TooLate,
    NotOurClient,
    /// The fault goes back to the client, at this address.
    Answer(String),
}

impl Refused {
    fn page(self) -> Response {
        match self {
            Self::TooLate => page::too_late(Words::of("nb")),
            Self::NotOurClient => page::not_our_client(Words::of("nb")),
            Self::Answer(address) => to(&address),
        }
    }
}

impl TestEid {
    /// The request this address is about, with its id.
    fn open_request(&self, parameters: &Parameters) -> Result<(String, Request), Refused> {
        let pushed = parameters.find("request_uri").map(|uri| uri.strip_prefix(PREFIX).unwrap_or_default());
        if let Some(id) = pushed.or(parameters.find("request")) {
            let found = self.state().request(id, self.0.clock.now());
            return found.map(|request| (id.to_owned(), request)).ok_or(Refused::TooLate);
        }
        match Request::read(parameters, &self.0.client) {
            Ok(request) => Ok((self.secret(), request)),
            Err(BadRequest::NotOurClient) => Err(Refused::NotOurClient),
            Err(BadRequest::Code(code, _)) => Err(self.fault(parameters, code)),
        }
    }

    fn fault(&self, parameters: &Parameters, code: &str) -> Refused {
        let state = parameters.find("state").unwrap_or_default();
        let pairs = [("error", code), ("state", state), ("iss", self.0.issuer.as_str())];
        let address = url::Url::parse_with_params(&self.0.client.redirect_uri, pairs);
        address.map_or(Refused::NotOurClient, |address| Refused::Answer(address.into()))
    }
}

/// A person fits when name, number or story holds every word that was typed.
fn fits(person: &TestPerson, wanted: &str) -> bool {
    let text = format!("{} {} {}", person.name, person.number, person.story).to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

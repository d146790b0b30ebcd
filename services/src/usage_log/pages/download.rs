//! The log as a file: a table (CSV) or data (JSON), as far as the question reaches. Taking it out is itself a look.

use access::{
    Allowed, Deed, See,
    log::{self, Page as Part},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use web::{Acting, Form, PageError, Portal, Words, inert};

use crate::usage_log::{
    SERVICE,
    question::Question,
    shown::{Names, Shown},
};

/// Lines that are read at once.
const PART: u32 = 1000;

/// `GET /p/{handle}/bruk/last-ned?format=csv|json`.
pub async fn get(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("download")).await?;
    let as_json = form.value("format") == "json";
    let mut question = Question::read(&portal, &acting, &allowed, form).await?;
    if question.form.has_faults() {
        // The list says what is wrong, at the field.
        return Ok(Redirect::to(&question.address(&acting.path(SERVICE.path), "", "")).into_response());
    }
    let lines = all(&portal, &allowed, &mut question, acting.words()).await?;
    if as_json {
        let body = serde_json::to_vec_pretty(&lines).map_err(PageError::unavailable)?;
        return Ok(file("application/json", "json", body));
    }
    Ok(file("text/csv; charset=utf-8", "csv", csv(&lines, acting.words())?))
}

async fn all(
    portal: &Portal,
    allowed: &Allowed<See>,
    question: &mut Question,
    words: &Words,
) -> Result<Vec<Shown>, PageError> {
    let mut shown = Vec::new();
    let mut before = None;
    loop {
        let lines = log::list(allowed, &question.filter, &Part { before, size: PART }).await?;
        question.names.add(portal, &lines).await?;
        let names: &Names = &question.names;
        shown.extend(lines.iter().map(|line| Shown::of(line, allowed.subject(), names, words)));
        match lines.last() {
            Some(last) if lines.len() == PART as usize => before = Some(last.id),
            _ => return Ok(shown),
        }
    }
}

/// With semicolons and a byte order mark, as spreadsheets in Norway read it.
fn csv(lines: &[Shown], words: &Words) -> Result<Vec<u8>, PageError> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    let heads = ["usage-log-when", "usage-log-who", "usage-log-what", "usage-log-where", "usage-log-why"];
    writer.write_record(heads.map(|key| words.t(key))).map_err(PageError::unavailable)?;
    for line in lines {
        let cells = [words.moment(line.at), line.who.clone(), line.what.clone(), line.place.clone(), line.why.clone()];
        writer.write_record(cells.map(inert)).map_err(PageError::unavailable)?;
    }
    writer.into_inner().map_err(PageError::unavailable)
}

fn file(kind: &'static str, ending: &str, body: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"helsevei-bruk.{ending}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response()
}

//! The smallest service: one page, one form, a line in its box and an event.

use access::{Deed, Policy, rules::table};
use axum::{Router, extract::State, routing::get};
use web::{Acting, Form, Group, PageError, Portal, Service, TimelineItem, texts::Source};

pub static NOTES: Service = Service::new(
    Policy::everywhere(&table::APPOINTMENTS),
    Group::FollowUp,
    "notater",
    "calendar",
    Source { name: "notes", nb: TEXTS, nn: TEXTS, en: TEXTS, se: None },
    routes,
)
.card(|portal, acting| {
    Box::pin(async {
        acting.see(portal, &NOTES, Deed::new("card")).await?;
        Ok("Neste: i morgen".to_owned())
    })
})
.timeline(|_, acting, since| {
    Box::pin(async move {
        let href = acting.path("notater");
        Ok(vec![TimelineItem { at: since, text: "Et nytt notat".into(), href }])
    })
});

pub static ALL: &[&Service] = &[&NOTES];

const TEXTS: &str = "appointments-title = Notater
appointments-about = Det du har skrevet
appointments-help-consent = a
appointments-help-power = b
appointments-help-children = c
appointments-help-unlisted = d
";

fn routes() -> Router<Portal> {
    Router::new().route("/p/{handle}/notater", get(show).post(write))
}

async fn show(State(portal): State<Portal>, acting: Acting) -> Result<String, PageError> {
    let allowed = acting.see(&portal, &NOTES, Deed::new("list")).await?;
    let page = acting.service_page(&NOTES);
    Ok(format!("{} for {}", page.title_line(), allowed.subject()))
}

async fn write(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<String, PageError> {
    acting.act(&portal, &NOTES, Deed::new("write")).await?;
    Ok(form.value("text").to_owned())
}

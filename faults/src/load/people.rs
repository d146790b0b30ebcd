//! People who look at their appointments and choose their level.

use reqwest::header::{COOKIE, ORIGIN};
use serde::Deserialize;
use testing::Visitor;

use super::{
    Done,
    asker::{Asker, Heard, client},
};
use crate::{cases::Fault, installation::Installation};

/// The levels a person chooses in turn.
const LEVELS: [&str; 2] = ["basic_plus", "full"];

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Person {
    pub number: String,
    cookie: String,
    /// `/p/{handle}`.
    home: String,
}

#[derive(Deserialize)]
struct Listed {
    national_id: String,
    born: String,
}

/// Logs adults in who see their own appointments.
pub async fn people(installation: &Installation, count: usize) -> Result<Vec<Person>, Fault> {
    let origin = installation.origin();
    let listed = Visitor::new(&origin).get("/demo/people.json").await;
    let listed: Vec<Listed> = serde_json::from_str(&listed.body)?;
    let mut people = Vec::new();
    for one in listed.into_iter().filter(|one| *one.born < *"2005") {
        people.extend(log_in(&origin, &one.national_id).await);
        if people.len() == count {
            break;
        }
    }
    if people.is_empty() { Err("nobody could log in".into()) } else { Ok(people) }
}

/// Logs them in anew, each as themself.
pub async fn again(installation: &Installation, people: &[Person]) -> Vec<Person> {
    let mut fresh = Vec::new();
    for person in people {
        fresh.extend(log_in(&installation.origin(), &person.number).await);
    }
    fresh
}

async fn log_in(origin: &str, number: &str) -> Option<Person> {
    let visitor = Visitor::new(origin);
    visitor.log_in(number).await;
    let page = visitor.get("/timer").await;
    let home = page.path.strip_suffix("/timer").filter(|home| home.starts_with("/p/") && page.status == 200)?;
    Some(Person { number: number.to_owned(), cookie: visitor.cookie_header(), home: home.to_owned() })
}

/// Whether the person is shown their own appointments.
pub async fn sees(installation: &Installation, person: &Person) -> bool {
    let asked = client().get(format!("{}{}/timer", installation.origin(), person.home));
    asked.header(COOKIE, &person.cookie).send().await.is_ok_and(|answer| answer.status().as_u16() == 200)
}

impl Person {
    /// Looks at their appointments, over and over.
    pub async fn look(self, mut asker: Asker, origin: String) -> Done {
        while asker.goes_on() {
            let page = asker.client.get(format!("{origin}{}/timer", self.home));
            let heard = asker.ask(page.header(COOKIE, &self.cookie)).await;
            asker.tally.looks.count(matches!(&heard, Heard::Whole(200, page) if page.contains("</html>")));
        }
        asker.done()
    }

    /// Chooses another level, over and over.
    pub async fn choose(self, mut asker: Asker, origin: String) -> Done {
        let mut saved = None;
        for level in LEVELS.iter().cycle() {
            if !asker.goes_on() {
                break;
            }
            let form = asker.client.post(format!("{origin}{}/samtykke/niva", self.home)).form(&[("niva", level)]);
            let heard = asker.ask(form.header(ORIGIN, &origin).header(COOKIE, &self.cookie)).await;
            let yes = matches!(heard, Heard::Whole(303, _));
            asker.tally.choices.count(yes);
            saved = yes.then_some(*level);
        }
        asker.tally.saved.extend(saved.map(|level| (self, level)));
        asker.done()
    }

    /// The level that is on on their page.
    pub async fn level(&self, installation: &Installation) -> Option<String> {
        let page = client().get(format!("{}{}/samtykke", installation.origin(), self.home));
        let page = page.header(COOKIE, &self.cookie).send().await.ok()?.text().await.ok()?;
        chosen(&page).map(str::to_owned)
    }
}

/// The value of the radio button that is on.
fn chosen(body: &str) -> Option<&str> {
    let tags = body.split('<').filter(|tag| tag.starts_with("input") && tag.contains("name=\"niva\""));
    let tag = tags.into_iter().find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("checked")))?;
    tag.split_once("value=\"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn the_level_that_is_on_is_read_from_the_page() {
        let page =
            r#"<input type="radio" name="niva" value="basic"><input type="radio" name="niva" value="full" checked>"#;
        assert_eq!(chosen(page), Some("full"));
        assert_eq!(chosen("<input name=\"niva\" value=\"full\"> checked"), None);
    }
}

//! People who use the portal meanwhile, and what they were answered: the other side of the books.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{
    Client,
    header::{COOKIE, ORIGIN},
    redirect::Policy,
};
use serde::Deserialize;
use testing::Visitor;
use tokio::{task::JoinSet, time::sleep};

use crate::{cases::Fault, installation::Installation};

/// After a refused connection: the portal is on its way up or down.
const PAUSE: Duration = Duration::from_millis(20);
/// The levels a person chooses in turn.
const LEVELS: [&str; 2] = ["basic_plus", "full"];

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Person {
    number: String,
    cookie: String,
    /// `/p/{handle}`.
    home: String,
}

/// What one kind of request came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Whole answers that said yes.
    pub answered: i64,
    /// Sent, and no such answer: it may have been carried out or not.
    pub unknown: i64,
}

/// What a run of load came to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Pages of one's own appointments.
    pub looks: Count,
    /// Chosen levels of consent.
    pub choices: Count,
    /// Whose level was last answered as saved, with nothing asked of it since.
    pub saved: Vec<(Person, &'static str)>,
    /// Answers that had begun and broke off in the middle.
    pub broken: i64,
    /// The longest time in which nobody had an answer.
    pub silence: Duration,
}

/// A load that runs until it is stopped.
pub struct Load {
    stop: Arc<AtomicBool>,
    tasks: JoinSet<(Tally, Vec<Instant>)>,
    begun: Instant,
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

impl Load {
    /// Three of four look at their appointments, the fourth changes their level, as fast as they are answered.
    pub fn start(installation: &Installation, people: &[Person]) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for (at, person) in people.iter().enumerate() {
            let errand = Errand::new(installation.origin(), person.clone(), Arc::clone(&stop));
            if at % 4 == 0 {
                tasks.spawn(errand.choose());
            } else {
                tasks.spawn(errand.look());
            }
        }
        Self { stop, tasks, begun: Instant::now() }
    }

    /// Ends it and adds up.
    pub async fn stop(mut self) -> Tally {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Tally::default();
        let mut answers = vec![self.begun];
        while let Some(done) = self.tasks.join_next().await {
            let Ok((tally, times)) = done else { continue };
            all.add(tally);
            answers.extend(times);
        }
        answers.sort_unstable();
        all.silence = answers.windows(2).map(|two| two[1] - two[0]).max().unwrap_or_default();
        all
    }
}

impl Tally {
    /// Adds another run's.
    pub fn add(&mut self, other: Self) {
        for (mine, theirs) in [(&mut self.looks, other.looks), (&mut self.choices, other.choices)] {
            mine.answered += theirs.answered;
            mine.unknown += theirs.unknown;
        }
        self.saved.extend(other.saved);
        self.broken += other.broken;
        self.silence = self.silence.max(other.silence);
    }

    /// Those of `saved` whose level is now another: what they were told is saved is not.
    pub async fn forgotten(&self, installation: &Installation) -> usize {
        let client = client();
        let mut forgotten = 0;
        for (person, level) in &self.saved {
            let page = client.get(format!("{}{}/samtykke", installation.origin(), person.home));
            let page = page.header(COOKIE, &person.cookie).send().await;
            let body = match page {
                Ok(page) => page.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            forgotten += usize::from(chosen(&body) != Some(level));
        }
        forgotten
    }
}

/// The value of the radio button that is on.
fn chosen(body: &str) -> Option<&str> {
    let tags = body.split('<').filter(|tag| tag.starts_with("input") && tag.contains("name=\"niva\""));
    let tag = tags.into_iter().find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("checked")))?;
    tag.split_once("value=\"")?.1.split('"').next()
}

/// One person's errand, over and over.
struct Errand {
    client: Client,
    origin: String,
    person: Person,
    stop: Arc<AtomicBool>,
    tally: Tally,
    answers: Vec<Instant>,
}

/// What became of a request.
enum Heard {
    Whole(u16, String),
    /// Nothing at all, or it broke off: `true` when the answer had begun.
    Nothing(bool),
}

impl Errand {
    fn new(origin: String, person: Person, stop: Arc<AtomicBool>) -> Self {
        Self { client: client(), origin, person, stop, tally: Tally::default(), answers: Vec::new() }
    }

    async fn look(mut self) -> (Tally, Vec<Instant>) {
        while !self.stop.load(Ordering::Relaxed) {
            let asked = self.client.get(format!("{}{}/timer", self.origin, self.person.home));
            let heard = self.send(asked).await;
            let yes = matches!(&heard, Heard::Whole(200, page) if page.contains("</html>"));
            count(&mut self.tally.looks, yes);
            self.after(&heard).await;
        }
        (self.tally, self.answers)
    }

    async fn choose(mut self) -> (Tally, Vec<Instant>) {
        let mut saved = None;
        for level in LEVELS.iter().cycle() {
            if self.stop.load(Ordering::Relaxed) {
                break;
            }
            let asked = self.client.post(format!("{}{}/samtykke/niva", self.origin, self.person.home));
            let heard = self.send(asked.header(ORIGIN, &self.origin).form(&[("niva", level)])).await;
            let yes = matches!(heard, Heard::Whole(303, _));
            count(&mut self.tally.choices, yes);
            saved = yes.then_some(*level);
            self.after(&heard).await;
        }
        self.tally.saved.extend(saved.map(|level| (self.person, level)));
        (self.tally, self.answers)
    }

    async fn send(&self, asked: reqwest::RequestBuilder) -> Heard {
        match asked.header(COOKIE, &self.person.cookie).send().await {
            Ok(answer) => {
                let status = answer.status().as_u16();
                answer.text().await.map_or(Heard::Nothing(true), |body| Heard::Whole(status, body))
            }
            Err(_) => Heard::Nothing(false),
        }
    }

    async fn after(&mut self, heard: &Heard) {
        match heard {
            Heard::Whole(200 | 303, _) => self.answers.push(Instant::now()),
            Heard::Whole(..) => sleep(PAUSE).await,
            Heard::Nothing(begun) => {
                self.tally.broken += i64::from(*begun);
                sleep(PAUSE).await;
            }
        }
    }
}

fn count(count: &mut Count, yes: bool) {
    *(if yes { &mut count.answered } else { &mut count.unknown }) += 1;
}

fn client() -> Client {
    let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(15)).build();
    client.unwrap_or_default()
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

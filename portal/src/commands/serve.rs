//! `helsevei serve`: the production start.

use std::{fs, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args as ClapArgs;
use eid::oidc::{ClientAuth, Settings, SigningKey};
use hooks::Patience;
use notify::{Channel, ChannelKind, Push, Sms, Smtp};
use tokio::net::TcpListener;
use tracing::{info, warn};
use web::{Language, Portal, Words};

use super::{Outcome, target::plan_of};
use crate::{
    config::{Config, ConfigError, Content, Eid},
    house::House,
    jobs::{self, Mailbox},
    logging::{self, Form},
    measures,
    router::router,
    server::{self, Bounds},
};

#[derive(ClapArgs, Debug)]
pub struct Args {
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

pub(super) async fn run(args: Args) -> Outcome {
    let config = Config::read(&args.config)?;
    config.check_production()?;
    logging::start(Form::Json, "info")?;
    let plan = plan_of(&config)?;
    let house = House::open(&plan).await?;
    let _measures = match &config.metrics {
        Some(settings) => Some(measures::open(&settings.listen, &house).await?),
        None => None,
    };
    let log_in = house.log_in(eid_settings(&config)?)?;
    let portal = house.portal(plan.site, log_in).await?;
    let articles = Content::articles(config.content.as_ref());
    let site = articles.open(&portal)?;
    let clients = house.clients(&config.public_url).await?;
    let channels = channels(&config, &house).await?;
    let mailbox = mailbox(&config, &channels, &portal);
    let worker = Arc::new(house.worker(&portal, channels, &config.public_url));
    let jobs = jobs::start(&house, worker, house.hooks(&config.public_url, Patience::default())?, mailbox).await?;
    let listener =
        TcpListener::bind(&config.listen).await.map_err(|fault| format!("listen = {}: {fault}", config.listen))?;
    info!(address = %listener.local_addr()?, "the portal is open");
    let app = router(&house, &portal, &clients, site.clone());
    let watch = articles.watch(site, portal);
    server::serve(listener, app, house.readiness.clone(), Bounds::of(&house.outside)).await?;
    watch.abort();
    jobs.stop().await;
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Where whoever runs the portal is told that readers have written.
fn mailbox(config: &Config, channels: &[Arc<dyn Channel>], portal: &Portal) -> Option<Mailbox> {
    if config.contact.security.is_none() {
        warn!("there is no security.txt: name contact.security, so that holes are reported to you");
    }
    let to = config.contact.accessibility.clone()?;
    let channel = channels.iter().find(|channel| channel.kind() == ChannelKind::Email)?.clone();
    let words = Words::new(portal.texts().clone(), Language::Nb);
    let address = format!("{}/skranke/drift/tilbakemeldinger", config.public_url.trim_end_matches('/'));
    let text = words.say("reader-letter").with("address", address).to_string();
    Some(Mailbox { channel, to, subject: words.t("reader-letter-subject").to_owned(), text })
}

/// The ways out for letters that the settings name.
async fn channels(
    config: &Config,
    house: &House,
) -> Result<Vec<Arc<dyn Channel>>, Box<dyn std::error::Error + Send + Sync>> {
    let refused =
        |section: &str, fault: &dyn std::error::Error| ConfigError::Refused(vec![format!("{section}: {fault}")]);
    let (clock, random) = (house.clock.clone(), house.random.clone());
    let mut all: Vec<Arc<dyn Channel>> = Vec::new();
    if config.push.is_some() {
        let (vapid, hosts) = (house.notices.vapid().await?.clone(), house.notices.setup().push_hosts.clone());
        let push = Push::new(vapid, hosts, &config.public_url, clock.clone(), random);
        all.push(Arc::new(push.map_err(|fault| refused("push", &fault))?));
    }
    if let Some(sms) = &config.sms {
        let sms = Sms::new(sms.settings()?, clock.clone());
        all.push(Arc::new(sms.map_err(|fault| refused("sms", &fault))?));
    }
    if let Some(smtp) = &config.smtp {
        all.push(Arc::new(Smtp::new(smtp.settings()?, clock).map_err(|fault| refused("smtp", &fault))?));
    }
    if all.is_empty() {
        warn!(
            "nothing goes out: the settings have neither [push], [sms] nor [smtp]; people are told in the portal alone"
        );
    }
    Ok(all)
}

/// The registration at the provider, as ID-porten wants it.
fn eid_settings(config: &Config) -> Result<Settings, ConfigError> {
    let origin = config.public_url.trim_end_matches('/');
    let settings = Settings {
        issuer: config.eid.issuer.clone(),
        client_id: config.eid.client_id.clone(),
        client_auth: client_auth(&config.eid)?,
        redirect_uri: format!("{origin}/logg-inn/retur"),
        after_log_out_uri: format!("{origin}/logg-ut"),
        scope: "openid".to_owned(),
        acr: config.eid.acr.clone(),
        number_claim: config.eid.number_claim.clone(),
    };
    settings.check().map_err(|fault| ConfigError::Refused(vec![format!("eid: {fault}")]))?;
    Ok(settings)
}

fn client_auth(eid: &Eid) -> Result<ClientAuth, ConfigError> {
    let Some(path) = &eid.client_key_file else {
        return Ok(ClientAuth::Secret(eid.client_secret.clone().unwrap_or_default()));
    };
    let pem = fs::read(path).map_err(|fault| ConfigError::File { path: path.clone(), fault })?;
    SigningKey::from_pem(&pem, eid.client_key_id.clone())
        .map(ClientAuth::PrivateKey)
        .map_err(|fault| ConfigError::Refused(vec![format!("{}: {fault}", path.display())]))
}

//! A system for each of the demo's health services, with its private key in a file, ready to call the API.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use clients::{Clients, NewClient, PublicKey, RegistryError};
use db::Random;
use eid::oidc::{KeyError, SigningKey};
use futures_util::future::try_join_all;
use records::Source;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::appointments::sources;

const SCOPE: &str = "system/*.crus";
const BY: &str = "the demo";

/// Why a system cannot be written.
#[derive(Debug, Error)]
pub enum SystemsError {
    #[error("a demo's system cannot be written: {0}")]
    File(#[from] io::Error),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// What a file holds: all a system needs to call.
#[derive(Serialize, Deserialize)]
struct System {
    client_id: String,
    private_key_jwk: Map<String, Value>,
    token_url: String,
    fhir_base: String,
    organisation: String,
    organisation_name: String,
    scope: String,
}

/// Writes a file for each health service into `folder` and registers what is not registered yet. Keys that are there are
/// kept; addresses are written anew, since the port may be another.
///
/// # Errors
/// [`SystemsError`]: a folder that cannot be written, or the database.
pub async fn write(clients: &Clients, folder: &Path, random: &Random) -> Result<(), SystemsError> {
    fs::create_dir_all(folder)?;
    try_join_all(sources().into_iter().map(|source| ready(clients, folder, random, source))).await.map(drop)
}

async fn ready(clients: &Clients, folder: &Path, random: &Random, source: Source) -> Result<(), SystemsError> {
    let file = folder.join(format!("{}.json", file_name(&source.name)));
    let known: Option<System> = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let private_key_jwk = match known {
        Some(known) => known.private_key_jwk,
        None => private_key(random)?,
    };
    let client_id = format!("demo-{}", source.organisation);
    register(clients, &client_id, &source, &private_key_jwk).await?;
    let system = System {
        client_id,
        private_key_jwk,
        token_url: clients.token_url().to_owned(),
        fhir_base: clients.api_url().to_owned(),
        organisation: source.organisation,
        organisation_name: source.name,
        scope: SCOPE.to_owned(),
    };
    Ok(put(&file, &system)?)
}

/// Makes the system and its key known where they are not.
async fn register(
    clients: &Clients,
    client_id: &str,
    source: &Source,
    private: &Map<String, Value>,
) -> Result<(), SystemsError> {
    let public: Map<String, Value> =
        private.iter().filter(|(name, _)| *name != "d").map(|(name, value)| (name.clone(), value.clone())).collect();
    let key = PublicKey::read(&public).map_err(RegistryError::from)?;
    let registry = clients.registry();
    match registry.find(client_id).await? {
        // An operator who tries the commands has ended it.
        Some(client) if client.ended_at.is_some() => {}
        Some(client) if client.keys.iter().any(|known| known.key.kid() == key.kid()) => {}
        Some(_) => registry.add_key(client_id, key, BY).await?,
        None => {
            let new = NewClient {
                id: Some(client_id.to_owned()),
                organisation: source.organisation.clone(),
                name: format!("{} (demo)", source.name),
                scopes: SCOPE.parse().unwrap_or_default(),
                dpop_required: false,
                per_minute: None,
                keys: vec![key],
            };
            registry.add(new, BY).await?;
        }
    }
    Ok(())
}

/// A fresh P-256 key with its private number `d`.
fn private_key(random: &Random) -> Result<Map<String, Value>, KeyError> {
    let made = |secret: [u8; 32]| Some((secret, SigningKey::from_p256(&secret).ok()?));
    // A draw outside the curve's order is one in 2^32.
    let (secret, key) = (0..8).find_map(|_| made(random.bytes())).ok_or(KeyError::CannotSign)?;
    let public = serde_json::to_value(key.public()?).map_err(|_| KeyError::CannotSign)?;
    let mut jwk = public.as_object().cloned().ok_or(KeyError::CannotSign)?;
    jwk.insert("d".into(), json!(URL_SAFE_NO_PAD.encode(secret)));
    Ok(jwk)
}

/// Readable by its owner alone, and whole whenever it is read.
fn put(file: &Path, system: &System) -> io::Result<()> {
    let partial = file.with_extension("partial");
    let _gone = fs::remove_file(&partial);
    let mut open = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&partial)?;
    open.write_all(serde_json::to_string_pretty(system)?.as_bytes())?;
    fs::rename(partial, file)
}

/// `Furulia legesenter` is `furulia-legesenter`.
fn file_name(name: &str) -> String {
    let plain = |letter: char| match letter {
        'æ' => 'a',
        'ø' => 'o',
        'å' => 'a',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    };
    name.to_lowercase().chars().map(plain).collect()
}

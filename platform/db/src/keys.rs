//! A key per person, wrapped by a master key: a stolen database tells nothing, and erasing the key erases the person.

use std::sync::Arc;

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    digest::{SHA256, digest},
    hmac,
};

use crate::{Db, DbError, PersonId, Random, Row, Tx, args};

/// The key that wraps all others: 256 bits from a file, the environment or a key service.
#[derive(Clone)]
pub struct MasterKey {
    id: String,
    key: Arc<LessSafeKey>,
}

impl MasterKey {
    /// From 32 bytes. Its id is a hash of it, so that a wrapped key says which master opens it.
    pub fn new(bytes: &[u8; 32]) -> Self {
        let hash = digest(&SHA256, &[b"helsevei master key id".as_slice(), bytes].concat());
        Self { id: hex(&hash.as_ref()[..8]), key: Arc::new(aead_key(bytes)) }
    }

    /// From 64 hexadecimal digits, as `helsevei` settings and key files hold it.
    ///
    /// # Errors
    /// [`DbError::MasterKey`] when the text is anything else.
    pub fn from_hex(text: &str) -> Result<Self, DbError> {
        let wrong = DbError::MasterKey("it must be 64 hexadecimal digits (32 bytes)");
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong);
        }
        let mut bytes = [0u8; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).unwrap_or_default();
            *byte = u8::from_str_radix(pair, 16).map_err(|_| DbError::MasterKey("it must be hexadecimal"))?;
        }
        Ok(Self::new(&bytes))
    }
}

/// The key of one person. Seals what is stored of them; each sealed text is bound to its label (table and column).
#[derive(Clone)]
pub struct PersonKey {
    key: Arc<LessSafeKey>,
    random: Random,
}

impl PersonKey {
    /// Seals bytes under this key: nonce (12 bytes), ciphertext, tag (16 bytes).
    pub fn seal(&self, label: &str, plain: &[u8]) -> Vec<u8> {
        seal(&self.key, &self.random, label.as_bytes(), plain)
    }

    /// Opens what [`PersonKey::seal`] made with the same label.
    ///
    /// # Errors
    /// [`DbError::Sealed`] when a byte differs, or the label or key is another.
    pub fn open(&self, label: &str, sealed: &[u8]) -> Result<Vec<u8>, DbError> {
        open(&self.key, label.as_bytes(), sealed)
    }
}

/// All keys of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Keyring {
    db: Db,
    random: Random,
    /// The first wraps what is new; the others still open what is old, until rotation has passed.
    masters: Arc<Vec<MasterKey>>,
    lookup: Arc<hmac::Key>,
}

impl Keyring {
    /// Opens the installation's keys, making its secrets at the first start.
    ///
    /// # Errors
    /// [`DbError::MasterKey`] when no given master opens the installation's secrets.
    pub async fn open(db: Db, masters: Vec<MasterKey>, random: Random) -> Result<Self, DbError> {
        if masters.is_empty() {
            return Err(DbError::MasterKey("none was given"));
        }
        let secret = installation_secret(&db, &masters, &random, "lookup").await?;
        let lookup = Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &secret));
        Ok(Self { db, random, masters: Arc::new(masters), lookup })
    }

    /// Makes the key of a new person, in the transaction that makes the person.
    pub async fn create(&self, tx: &mut Tx, person: PersonId) -> Result<PersonKey, DbError> {
        let (key, wrapped) = self.new_key(person);
        let sql = "INSERT INTO person_keys (person, master, wrapped) VALUES ($1, $2, $3)";
        tx.execute(sql, args![person, &self.masters[0].id, wrapped]).await?;
        Ok(key)
    }

    /// A new key and the columns `master` and `wrapped` of its row, for bulk loading.
    pub fn create_row(&self, person: PersonId) -> (PersonKey, String, Vec<u8>) {
        let (key, wrapped) = self.new_key(person);
        (key, self.masters[0].id.clone(), wrapped)
    }

    fn new_key(&self, person: PersonId) -> (PersonKey, Vec<u8>) {
        let bytes = self.random.bytes::<32>();
        let wrapped = seal(&self.masters[0].key, &self.random, person.0.as_bytes(), &bytes);
        (PersonKey { key: Arc::new(aead_key(&bytes)), random: self.random.clone() }, wrapped)
    }

    /// The key of a person.
    ///
    /// # Errors
    /// [`DbError::NoKey`] when it was erased or never made.
    pub async fn person(&self, person: PersonId) -> Result<PersonKey, DbError> {
        let sql = "SELECT master, wrapped FROM person_keys WHERE person = $1";
        let row = self.db.fetch_optional(sql, args![person]).await?.ok_or(DbError::NoKey)?;
        self.unwrap_row(person, &row, 0)
    }

    /// The key of a person, inside a transaction.
    pub async fn person_in(&self, tx: &mut Tx, person: PersonId) -> Result<PersonKey, DbError> {
        let sql = "SELECT master, wrapped FROM person_keys WHERE person = $1";
        let row = tx.fetch_optional(sql, args![person]).await?.ok_or(DbError::NoKey)?;
        self.unwrap_row(person, &row, 0)
    }

    /// The key from a row that has `master` and `wrapped` at `column` and the next: for statements that join them.
    pub fn unwrap_row(&self, person: PersonId, row: &Row, column: usize) -> Result<PersonKey, DbError> {
        self.unwrap(person, row.str(column)?, row.blob(column + 1)?)
    }

    fn unwrap(&self, person: PersonId, master: &str, wrapped: &[u8]) -> Result<PersonKey, DbError> {
        let bytes = open(&master_of(&self.masters, master)?.key, person.0.as_bytes(), wrapped)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| DbError::Sealed)?;
        Ok(PersonKey { key: Arc::new(aead_key(&bytes)), random: self.random.clone() })
    }

    /// Destroys a person's key: all that is sealed with it is unreadable from the commit on, in backups taken after it.
    pub async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        tx.execute("DELETE FROM person_keys WHERE person = $1", args![person]).await.map(drop)
    }

    /// A keyed hash (hex) to find a value by without storing it: national numbers, birthdays.
    pub fn lookup(&self, kind: &str, text: &str) -> String {
        let mut context = hmac::Context::with_key(&self.lookup);
        context.update(kind.as_bytes());
        context.update(&[0]);
        context.update(text.as_bytes());
        hex(context.sign().as_ref())
    }

    /// Wraps up to `batch` keys anew under the first master and says how many it wrapped; 0 when all are done.
    pub async fn rotate(&self, batch: i64) -> Result<usize, DbError> {
        let keyring = self.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let current = keyring.masters[0].id.clone();
                    let secrets = "SELECT name, master, wrapped FROM secrets WHERE master <> $1";
                    for row in tx.fetch_all(secrets, args![&current]).await? {
                        let name = row.text(0)?;
                        let plain =
                            open(&master_of(&keyring.masters, &row.text(1)?)?.key, name.as_bytes(), &row.bytes(2)?)?;
                        let wrapped = seal(&keyring.masters[0].key, &keyring.random, name.as_bytes(), &plain);
                        let sql = "UPDATE secrets SET master = $1, wrapped = $2 WHERE name = $3";
                        tx.execute(sql, args![&current, wrapped, name]).await?;
                    }
                    let people = "SELECT person, master, wrapped FROM person_keys WHERE master <> $1 LIMIT $2";
                    let rows = tx.fetch_all(people, args![&current, batch]).await?;
                    for row in &rows {
                        let person = row.person(0)?;
                        let master = master_of(&keyring.masters, &row.text(1)?)?;
                        let plain = open(&master.key, person.0.as_bytes(), &row.bytes(2)?)?;
                        let wrapped = seal(&keyring.masters[0].key, &keyring.random, person.0.as_bytes(), &plain);
                        let sql = "UPDATE person_keys SET master = $1, wrapped = $2 WHERE person = $3";
                        tx.execute(sql, args![&current, wrapped, person]).await?;
                    }
                    Ok(rows.len())
                })
            })
            .await
    }

    /// A secret of the installation by name, 32 bytes, made when it is first asked for.
    pub async fn secret(&self, name: &str) -> Result<[u8; 32], DbError> {
        installation_secret(&self.db, &self.masters, &self.random, name).await
    }

    /// A key of the installation's own, from the secret of this name: it seals as a person's does, what is nobody's here.
    pub async fn own(&self, name: &str) -> Result<PersonKey, DbError> {
        Ok(PersonKey { key: Arc::new(aead_key(&self.secret(name).await?)), random: self.random.clone() })
    }

    /// Destroys a secret of the installation.
    pub async fn forget_secret(&self, name: String) -> Result<(), DbError> {
        let job = self.db.write(move |tx| {
            Box::pin(async move { tx.execute("DELETE FROM secrets WHERE name = $1", args![name]).await.map(drop) })
        });
        job.await
    }
}

fn master_of<'m>(masters: &'m [MasterKey], id: &str) -> Result<&'m MasterKey, DbError> {
    masters.iter().find(|master| master.id == id).ok_or(DbError::MasterKey("it is not the one that wrapped these keys"))
}

async fn installation_secret(db: &Db, masters: &[MasterKey], random: &Random, name: &str) -> Result<[u8; 32], DbError> {
    let (id, name) = (masters[0].id.clone(), name.to_owned());
    let made = seal(&masters[0].key, random, name.as_bytes(), &random.bytes::<32>());
    let row = db
        .write(move |tx| {
            Box::pin(async move {
                // Of two processes that start at once, one makes it and both read that one.
                let insert =
                    "INSERT INTO secrets (name, master, wrapped) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
                tx.execute(insert, args![&name, id, made]).await?;
                let row =
                    tx.fetch_optional("SELECT master, wrapped FROM secrets WHERE name = $1", args![&name]).await?;
                let row = row.ok_or(DbError::NoKey)?;
                Ok::<_, DbError>((name, row.text(0)?, row.bytes(1)?))
            })
        })
        .await?;
    let plain = open(&master_of(masters, &row.1)?.key, row.0.as_bytes(), &row.2)?;
    plain.try_into().map_err(|_| DbError::Sealed)
}

fn aead_key(bytes: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, bytes).expect("32 bytes are a key of AES-256"))
}

fn seal(key: &LessSafeKey, random: &Random, label: &[u8], plain: &[u8]) -> Vec<u8> {
    let nonce = random.bytes::<NONCE_LEN>();
    let mut sealed = Vec::with_capacity(NONCE_LEN + plain.len() + 16);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let tag = key
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(label), &mut sealed[NONCE_LEN..])
        .expect("AES-GCM seals anything under 64 GiB");
    sealed.extend_from_slice(tag.as_ref());
    sealed
}

fn open(key: &LessSafeKey, label: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DbError> {
    let (nonce, body) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(DbError::Sealed)?;
    let mut body = body.to_vec();
    let plain = key
        .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(label), &mut body)
        .map_err(|_| DbError::Sealed)?;
    let length = plain.len();
    body.truncate(length);
    Ok(body)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

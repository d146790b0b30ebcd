-- All migrations in their order, as PostgreSQL reads them. Written by `make update`.

-- 20261121T1000_create_keys_and_leases

-- One key per person, wrapped by a master key: erasing the row makes all that is sealed with it unreadable.
CREATE TABLE person_keys (
    person TEXT NOT NULL PRIMARY KEY,
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

-- Secrets of the installation, wrapped likewise: the key that look-ups are hashed with, the key that handles are made with.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

-- Who does a job just now, when several processes stand beside each other.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at BIGINT NOT NULL
);

-- 20261121T1020_create_access

-- What the gate decides by, one row per person (L2, L3, L7, S2). History is in consent_events.
CREATE TABLE access_states (
    person TEXT NOT NULL PRIMARY KEY,
    terms_version TEXT,
    terms_accepted_at BIGINT,
    level TEXT,
    level_set_by TEXT,
    parental_consent_by TEXT,
    access_removed BOOLEAN NOT NULL,
    patient_record_removed BOOLEAN NOT NULL,
    services_off TEXT NOT NULL
);

-- The record of consents themselves: kept when everything else goes (L4).
CREATE TABLE consent_events (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT,
    by_person TEXT NOT NULL,
    PRIMARY KEY (person, id)
);

-- Powers of attorney, by their giver (R5). History is kept: a row is ended, never removed while the giver is a user.
CREATE TABLE powers (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    holder TEXT NOT NULL,
    areas TEXT NOT NULL,
    may_act BOOLEAN NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    given_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (person, id)
);

-- The same powers by their holder, so that the holder's page needs the holder's rows alone.
CREATE TABLE powers_held (
    person TEXT NOT NULL,
    giver TEXT NOT NULL,
    power TEXT NOT NULL,
    PRIMARY KEY (person, giver, power)
);

-- Every item of a person that can carry a mark (R4), whichever service keeps it: log lines follow its present visibility.
CREATE TABLE items (
    person TEXT NOT NULL,
    item TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    PRIMARY KEY (person, item)
);

-- Municipalities that offer a service digitally (L6, P5).
CREATE TABLE connected_municipalities (
    service TEXT NOT NULL,
    municipality TEXT NOT NULL,
    PRIMARY KEY (service, municipality)
);

-- Whom a pilot is open to: kind is person, municipality or region (L6).
CREATE TABLE pilot_members (
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (service, kind, value)
);

-- The usage log (S4): one line in the log of `person` about access to the data of `subject`.
CREATE TABLE usage_log (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    subject TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    service TEXT NOT NULL,
    deed TEXT NOT NULL,
    item TEXT,
    granted BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    place TEXT NOT NULL,
    seal BIGINT,
    PRIMARY KEY (person, id)
);
CREATE INDEX usage_log_unsealed ON usage_log (at) WHERE seal IS NULL;
CREATE INDEX usage_log_seal ON usage_log (seal) WHERE seal IS NOT NULL;

-- The chain over the log: each seal covers the lines that bear its number, and the seal before it.
CREATE TABLE usage_seals (
    number BIGINT NOT NULL PRIMARY KEY,
    segment TEXT NOT NULL,
    lines BIGINT NOT NULL,
    up_to_at BIGINT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    pruned BOOLEAN NOT NULL
);

-- 20261121T1040_create_log_ins_and_sessions

-- Log-ins under way: between sending somebody to the electronic ID and their return. Single use.
CREATE TABLE pending_log_ins (
    state_hash TEXT NOT NULL PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    return_to TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_log_ins_by_expiry ON pending_log_ins (expires_at);

-- Found by the hash of its token in every request, before anybody knows whose it is: the key is the hash.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    previous_at BIGINT,
    device TEXT NOT NULL,
    place TEXT,
    acr TEXT NOT NULL,
    provider_session TEXT,
    id_token BYTEA
);
CREATE INDEX sessions_by_person ON sessions (person, id);
CREATE INDEX sessions_by_provider_session ON sessions (provider_session);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- When a person last logged in: outlives the sessions.
CREATE TABLE log_ins (
    person TEXT NOT NULL PRIMARY KEY,
    last_at BIGINT NOT NULL
);

-- Forms sent after the session had ended, for the same person to send again.
CREATE TABLE kept_forms (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    kept_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);
CREATE INDEX kept_forms_by_expiry ON kept_forms (expires_at);

-- 20261121T1100_create_people

-- What the population register says of a person, sealed under the person's key.
-- birthday_key is a keyed hash of the birth date: the daily job finds birthdays by it and reads no dates.
-- merged_into: the record was found to be the same person as another, and leads there.
CREATE TABLE people (
    person TEXT NOT NULL PRIMARY KEY,
    identity BYTEA NOT NULL,
    birthday_key TEXT NOT NULL,
    merged_into TEXT,
    updated_at BIGINT NOT NULL
);

CREATE INDEX people_by_birthday ON people (birthday_key);

CREATE INDEX people_by_merger ON people (merged_into) WHERE merged_into IS NOT NULL;

-- From a keyed hash of a national number to its person; ended numbers lead there too.
CREATE TABLE person_identifiers (
    lookup TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    identifier BYTEA NOT NULL
);

CREATE INDEX person_identifiers_by_person ON person_identifiers (person);

-- Each tie stands twice, once from each end, so that either person's own rows answer.
CREATE TABLE person_relations (
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (person, kind, other)
);

-- 20261121T1200_create_records

-- Health services' systems that deliver here, by organisation number.
-- item_source: what kind of health service it is, as the gate counts it. profile: helsenorge, or none for base R4 alone.
CREATE TABLE sources (
    organisation TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    profile TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

-- One FHIR resource of a person, in its present version. body is the received bytes with the portal's id and references,
-- sealed. starts_at, ends_at and status are what lists are sorted and filtered by.
-- source_version: the last version that the source sent; later ones are the citizen's.
CREATE TABLE records (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    source_version BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    starts_at BIGINT,
    ends_at BIGINT,
    status TEXT,
    updated_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, resource_type, id)
);

-- Versions that are no longer the present one. Who may see them is who may see the present one.
CREATE TABLE record_versions (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, resource_type, id, version)
);

-- From the id of a resource to its person.
CREATE TABLE resource_routes (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL
);

CREATE INDEX resource_routes_by_person ON resource_routes (person);

-- Resources that are about no patient: organisations, practitioners, places, definitions.
CREATE TABLE shared_resources (
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (resource_type, id)
);

-- 20261121T1300_create_appointment_requests

-- That somebody has asked for another time. It is shown with its appointment alone, and so as hidden as that is.
CREATE TABLE appointment_requests (
    person TEXT NOT NULL,
    appointment TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    wish BYTEA NOT NULL,
    PRIMARY KEY (person, appointment)
);

-- 20261122T0200_create_first_uses_and_counts

-- What may be used once, and was: ids of proofs and assertions, across processes. The key is a hash.
CREATE TABLE first_uses (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (kind, key)
);

-- How often somebody asked in a window of time, as far as processes have told each other. The key is a keyed hash.
CREATE TABLE shared_counts (
    key TEXT NOT NULL,
    window_at BIGINT NOT NULL,
    hits BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (key, window_at)
);

-- 20261122T0210_create_api_clients

-- Health services' systems that may call. A row stays when the system ends: lines elsewhere name it.
CREATE TABLE api_clients (
    client_id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    dpop_required BOOLEAN NOT NULL,
    per_minute BIGINT,
    added_at BIGINT NOT NULL,
    ended_at BIGINT
);

-- Their public keys; several at a time, so that a key can be changed without a pause.
CREATE TABLE api_client_keys (
    client_id TEXT NOT NULL,
    kid TEXT NOT NULL,
    jwk TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (client_id, kid)
);

-- Who changed what of a system, and when.
CREATE TABLE api_client_changes (
    id TEXT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    change TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- The keys that access tokens are signed with. The private half is a secret of the installation under this id.
CREATE TABLE api_token_keys (
    id TEXT NOT NULL PRIMARY KEY,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);

-- 20261122T0211_create_contacts

-- How a person can be reached, as the contact register says, sealed under the person's key.
-- email_key is a keyed hash of the address: who shares a mailbox is found by it.
CREATE TABLE contacts (
    person TEXT NOT NULL PRIMARY KEY,
    details BYTEA NOT NULL,
    email_key TEXT,
    updated_at BIGINT NOT NULL
);

CREATE INDEX contacts_by_email ON contacts (email_key) WHERE email_key IS NOT NULL;

-- 20261122T0215_create_feeds_and_identifiers

-- What its source calls a resource of a person: a keyed hash of organisation, type, system and value.
CREATE TABLE record_identifiers (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    lookup TEXT NOT NULL,
    PRIMARY KEY (person, resource_type, id, lookup)
);
CREATE INDEX record_identifiers_by_lookup ON record_identifiers (lookup, id);

-- Every version of every resource of a person, for the organisation that sent the resource: its change feed.
-- settled: its place in the feed will not change any more (docs/decisions/feed-dated-when-read.md).
CREATE TABLE organisation_changes (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    settled BOOLEAN NOT NULL,
    PRIMARY KEY (person, id, version)
);
CREATE INDEX organisation_changes_by_time ON organisation_changes (organisation, changed_at, id);
CREATE INDEX organisation_changes_unsettled ON organisation_changes (organisation, changed_at) WHERE NOT settled;

-- Up to when each organisation's feed is settled.
CREATE TABLE organisation_feeds (
    organisation TEXT NOT NULL PRIMARY KEY,
    settled_at BIGINT NOT NULL
);

INSERT INTO organisation_changes (person, resource_type, id, version, organisation, changed_at, settled)
SELECT person, resource_type, id, version, organisation, updated_at, FALSE FROM records;

-- An organisation's day: its resources by time.
CREATE INDEX records_by_organisation ON records (organisation, resource_type, starts_at, id);

-- Resources about no patient are searched and keep their versions as well.
ALTER TABLE shared_resources ADD COLUMN status TEXT;
ALTER TABLE shared_resources ADD COLUMN starts_at BIGINT;
CREATE INDEX shared_resources_by_organisation ON shared_resources (organisation, resource_type, updated_at, id);

CREATE TABLE shared_resource_versions (
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (resource_type, id, version)
);

CREATE TABLE shared_identifiers (
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    lookup TEXT NOT NULL,
    PRIMARY KEY (resource_type, id, lookup)
);
CREATE INDEX shared_identifiers_by_lookup ON shared_identifiers (lookup, id);

-- 20261122T0220_create_notices

-- Something that has happened to a person, on its way to those who may know of it. Goes when they are told.
-- sender: the name that the source wants to be called by, sealed. unnamed: no sender may be named.
CREATE TABLE notice_events (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    class BIGINT NOT NULL,
    item TEXT NOT NULL,
    organisation TEXT,
    sender BYTEA,
    unnamed BOOLEAN NOT NULL,
    by_person TEXT,
    try_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);

CREATE INDEX notice_events_by_time ON notice_events (try_at);

-- That somebody (recipient) was told of something that happened to the person: the bell and the history (N5).
-- It is seen only while the recipient may see the item. quiet: why no letter goes out of the portal.
CREATE TABLE notices (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    at BIGINT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    class BIGINT NOT NULL,
    item TEXT NOT NULL,
    organisation TEXT,
    sender BYTEA,
    unnamed BOOLEAN NOT NULL,
    read_at BIGINT,
    quiet TEXT,
    PRIMARY KEY (person, id)
);

CREATE INDEX notices_unread ON notices (recipient) WHERE read_at IS NULL;

CREATE INDEX notices_by_recipient ON notices (recipient, person);

-- The outbox: a letter by one channel to one recipient. Letters of one event go together, so that a household that
-- shares a mailbox gets one. address: where it was sent, sealed, once it was.
CREATE TABLE letters (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    notice TEXT NOT NULL,
    recipient TEXT NOT NULL,
    event TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claim TEXT,
    claimed_until BIGINT NOT NULL,
    ended_at BIGINT,
    reason TEXT,
    address BYTEA,
    PRIMARY KEY (person, id)
);

CREATE INDEX letters_waiting ON letters (due_at) WHERE state = 'waiting';

CREATE INDEX letters_by_event ON letters (event) WHERE state = 'waiting';

CREATE INDEX letters_dead ON letters (ended_at) WHERE state = 'dead';

CREATE INDEX letters_by_notice ON letters (person, notice);

-- How much one wants to be told (S5).
CREATE TABLE notice_settings (
    person TEXT NOT NULL PRIMARY KEY,
    level TEXT NOT NULL
);

-- Whom of those one represents by a power of attorney one wants to be told about (S5).
CREATE TABLE notice_choices (
    person TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (person, about)
);

-- 20261122T0551_add_kin_to_notices

-- Which holders of powers are told of an event, where that is not all who have asked for it (R7, B5); and whether the
-- event may be named where it goes out of the portal, which the person has agreed to (N3).
ALTER TABLE notice_events ADD COLUMN kin TEXT;
ALTER TABLE notice_events ADD COLUMN named BOOLEAN;
ALTER TABLE notices ADD COLUMN kin TEXT;
ALTER TABLE notices ADD COLUMN named BOOLEAN;

-- The person's word about one holder of a power (holder) and one kind of event.
CREATE TABLE notice_kin (
    person TEXT NOT NULL,
    holder TEXT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    told BOOLEAN NOT NULL,
    PRIMARY KEY (person, holder, service, kind)
);

-- 20261122T0600_create_offices

-- Where people turn to, and who answers them there. A row stays when the office ends: what it sent names it.
CREATE TABLE offices (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    municipality TEXT,
    telephone TEXT,
    answer_days BIGINT NOT NULL,
    post_after_days BIGINT,
    ended_at BIGINT,
    added_at BIGINT NOT NULL
);
CREATE INDEX offices_by_organisation ON offices (organisation, name);
CREATE INDEX offices_by_municipality ON offices (municipality, kind);

-- 20261122T0601_index_shared_resources_by_what_they_belong_to

-- Slots by their Schedule, Schedules by their office: what is free in an office is found without reading any document.
-- Rows from before are found once their source sends them again.
ALTER TABLE shared_resources ADD COLUMN ends_at BIGINT;
ALTER TABLE shared_resources ADD COLUMN belongs_to TEXT;
CREATE INDEX shared_resources_by_whole ON shared_resources (belongs_to, resource_type, starts_at, status, id)
    WHERE belongs_to IS NOT NULL;

-- 20261122T0603_create_bookings

-- Which offered time an appointment was booked in: freed when it is cancelled. Shown with its appointment alone, and so
-- as hidden as that is.
CREATE TABLE bookings (
    person TEXT NOT NULL,
    appointment TEXT NOT NULL,
    slot TEXT NOT NULL,
    office TEXT NOT NULL,
    by_staff BOOLEAN NOT NULL,
    booked_at BIGINT NOT NULL,
    PRIMARY KEY (person, appointment)
);

-- 20261122T0604_add_staff

-- Who works where and as what (H3). History is kept: a row is ended, never removed.
CREATE TABLE members (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    office TEXT NOT NULL,
    role TEXT NOT NULL,
    hpr BYTEA,
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    ended_by TEXT,
    ended_at BIGINT,
    PRIMARY KEY (person, id)
);
CREATE INDEX members_by_organisation ON members (organisation, given_at);

-- What staff have stated as their reason for a look: a line of the usage log each, sealed with the key of the person
-- whose log it is.
CREATE TABLE usage_log_words (
    person TEXT NOT NULL,
    line TEXT NOT NULL,
    words BYTEA NOT NULL,
    PRIMARY KEY (person, line)
);

-- 20261122T0605_add_ladder

-- A notice is told by several rungs, each a letter that is due in its time (N1): to a device first, then by text message
-- or e-mail. message: the id that the letter goes out under, and that reports of its arrival name. device: which one, of
-- a letter to a device. delivered_at: when the other side said that it had arrived.
ALTER TABLE letters ADD COLUMN message TEXT;

ALTER TABLE letters ADD COLUMN device TEXT;

ALTER TABLE letters ADD COLUMN delivered_at BIGINT;

CREATE INDEX letters_by_message ON letters (message) WHERE message IS NOT NULL;

-- posted_at: when it went out on paper, as the letter's own service says (L8).
ALTER TABLE notices ADD COLUMN posted_at BIGINT;

-- alternative: what comes after the device, or instead of one (S5). Nothing chosen: whichever can be reached.
ALTER TABLE notice_settings ADD COLUMN alternative TEXT;

-- Devices that want to be told (Web Push). endpoint_key: a keyed hash, so that a device is one person's at a time.
-- subscription: where to send and the keys to encrypt to, as JSON, sealed.
CREATE TABLE notice_devices (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    endpoint_key TEXT NOT NULL,
    subscription BYTEA NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);

CREATE UNIQUE INDEX notice_devices_by_endpoint ON notice_devices (endpoint_key);

-- 20261122T0606_add_mobile_keys

-- Whom a mobile number is shared with: a keyed hash, as for the e-mail address.
ALTER TABLE contacts ADD COLUMN mobile_key TEXT;

CREATE INDEX contacts_by_mobile ON contacts (mobile_key);

-- 20261122T0607_add_kinds_of_power

-- Powers on a doctor's certificate and for the pharmacy beside the ordinary ones (R5, R6, R9), why each ended, and which
-- warnings of its end have been given.
ALTER TABLE powers ADD COLUMN kind TEXT NOT NULL DEFAULT 'ordinary';
ALTER TABLE powers ADD COLUMN end_reason TEXT;
ALTER TABLE powers ADD COLUMN replaces TEXT;
ALTER TABLE powers ADD COLUMN warned_days BIGINT;
ALTER TABLE powers ADD COLUMN certificate BYTEA;
ALTER TABLE powers ADD COLUMN code BYTEA;
ALTER TABLE powers ADD COLUMN code_lookup TEXT;
CREATE UNIQUE INDEX powers_code_lookup ON powers (code_lookup) WHERE code_lookup IS NOT NULL;

-- The jobs that watch over powers read those that have not ended.
CREATE INDEX powers_standing ON powers (person, id) WHERE ended_at IS NULL;

-- The pharmacy's code as its holder sees it.
ALTER TABLE powers_held ADD COLUMN code BYTEA;

-- 20261122T0608_create_dialogue

-- A conversation between a person and a health service. Its id is the id of the message that began it.
-- office: null where the organisation's own system answers and has no offices here. waiting_since: when the first message
-- that the office has not answered came; null when none waits. assigned_to: who of the office has taken it.
CREATE TABLE dialogue_threads (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    office TEXT,
    kind TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    waiting_since BIGINT,
    closed_at BIGINT,
    assigned_to TEXT,
    PRIMARY KEY (person, id)
);
CREATE INDEX dialogue_threads_waiting ON dialogue_threads (office, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX dialogue_threads_by_office ON dialogue_threads (office, last_at, id);

-- What lists and rules need of each message; the message itself is a Communication in records, under the same id.
-- author: who wrote it, a citizen or a member of staff; null where an organisation's system sent it. shown_at: when it came,
-- or was last opened to more readers. post_at: when it goes by post unless somebody opens it first.
CREATE TABLE dialogue_messages (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    thread TEXT NOT NULL,
    from_office BOOLEAN NOT NULL,
    author TEXT,
    sent_at BIGINT NOT NULL,
    shown_at BIGINT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    subject BYTEA,
    asks_confirmation BOOLEAN NOT NULL,
    answer_by TEXT,
    opened_at BIGINT,
    confirmed_at BIGINT,
    post_at BIGINT,
    posted_at BIGINT,
    PRIMARY KEY (person, id)
);
CREATE INDEX dialogue_messages_by_thread ON dialogue_messages (person, thread, sent_at, id);
CREATE INDEX dialogue_messages_to_post ON dialogue_messages (post_at, id) WHERE post_at IS NOT NULL;

-- A conversation as an audience sees it: everyone (0), parents (1), the youth (2). One row for each that sees any of its
-- messages, made from those messages alone. Marks: for whom the row is not. first: the first message that they see.
CREATE TABLE dialogue_heads (
    person TEXT NOT NULL,
    audience BIGINT NOT NULL,
    thread TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    first TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    office_at BIGINT,
    answered BOOLEAN NOT NULL,
    has_letter BOOLEAN NOT NULL,
    PRIMARY KEY (person, audience, thread)
);
CREATE INDEX dialogue_heads_by_time ON dialogue_heads (person, audience, last_at, thread);

-- Until when a reader has read a conversation, and when they put it away.
CREATE TABLE dialogue_marks (
    person TEXT NOT NULL,
    reader TEXT NOT NULL,
    thread TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    archived_at BIGINT,
    PRIMARY KEY (person, reader, thread)
);

-- When a reader first had a message before them. reader_is: oneself, parent, power or office.
CREATE TABLE dialogue_receipts (
    person TEXT NOT NULL,
    message TEXT NOT NULL,
    reader TEXT NOT NULL,
    reader_is TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (person, message, reader)
);

-- What a citizen is writing, for themself or for another; nobody else sees it.
CREATE TABLE dialogue_drafts (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    author TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, id)
);
CREATE INDEX dialogue_drafts_old ON dialogue_drafts (changed_at);

-- Files that are to go with a draft.
CREATE TABLE dialogue_draft_files (
    person TEXT NOT NULL,
    draft TEXT NOT NULL,
    id TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    content_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    name BYTEA NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, draft, id)
);

-- 20261122T0610_create_home_visits

-- Visits to a person's home that have begun or been made, as their sources' Encounters say. visit: the planned visit
-- that was kept by it, an Appointment; none for one that nobody planned.
CREATE TABLE home_visits (
    person TEXT NOT NULL,
    encounter TEXT NOT NULL,
    visit TEXT,
    began_at BIGINT NOT NULL,
    finished BOOLEAN NOT NULL,
    PRIMARY KEY (person, encounter)
);

-- What one has chosen about home care. named: notices about visits may say that they are (N3). missed_after: minutes
-- after the planned end at which chosen next of kin are told that nobody has registered the visit (B5); none for never.
CREATE TABLE home_care_settings (
    person TEXT NOT NULL PRIMARY KEY,
    named BOOLEAN NOT NULL,
    missed_after BIGINT
);

CREATE INDEX home_care_settings_watched ON home_care_settings (person) WHERE missed_after IS NOT NULL;

-- Planned visits that were told of as missed: each once for the time it was planned to end.
CREATE TABLE missed_visits (
    person TEXT NOT NULL,
    visit TEXT NOT NULL,
    planned_end BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (person, visit, planned_end)
);

-- 20261122T0611_index_appointments_by_end

-- Appointments by the end of their planned time: which of them nobody has kept is found without reading any document.
CREATE INDEX records_appointments_by_end ON records ((COALESCE(ends_at, starts_at)))
    WHERE resource_type = 'Appointment';

-- 20261122T0620_create_own_health_contacts

-- Contacts that one has added oneself. details: name, role and telephone, sealed.
CREATE TABLE own_health_contacts (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    details BYTEA NOT NULL,
    PRIMARY KEY (person, id)
);

-- 20261122T0636_create_subscriptions

-- What health services' systems want to be told of (FHIR Subscription, rest-hook). state: requested, active, error, off.
-- told_*: the place in the organisation's feed up to which the system has been told. telling_*: the end of what it is
-- being told: kept until it has answered, so that what is told again after a fault is the same.
CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    client_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    criteria TEXT NOT NULL,
    reason TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    with_ids BOOLEAN NOT NULL,
    ends_at BIGINT,
    fault TEXT,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    told_key BIGINT NOT NULL,
    told_id TEXT NOT NULL,
    telling_key BIGINT,
    telling_id TEXT,
    claim TEXT,
    claimed_until BIGINT NOT NULL
);
CREATE INDEX subscriptions_by_organisation ON subscriptions (organisation, id);

-- 20261122T0645_create_profiles

-- What people have told of themselves (S1), sealed with their own key. One row a person.
CREATE TABLE profiles (
    person TEXT NOT NULL PRIMARY KEY,
    details BYTEA,
    needs BYTEA,
    changed_at BIGINT NOT NULL
);

-- 20261122T0646_add_sessions_at_work

-- Which sessions are at work, and as what: a role of `members`, chosen after log-in. A citizen's has neither.
ALTER TABLE sessions ADD COLUMN at_work BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE sessions ADD COLUMN membership TEXT;

-- Forms sent from the desk wait for the next log-in at work, never for the citizen's.
ALTER TABLE kept_forms ADD COLUMN at_work BOOLEAN NOT NULL DEFAULT FALSE;

-- 20261122T0657_create_answer_templates

-- Answers that an office has written once and uses often. Nothing in them is about a person.
CREATE TABLE answer_templates (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);

-- 20261122T0658_index_bookings_by_office

-- The day of an office: who comes in which of its times.
CREATE INDEX bookings_by_office ON bookings (office, slot);

-- 20261122T0715_add_operator_changes

-- What operators have changed of offices and connections, and who did it.
CREATE TABLE operator_changes (
    id TEXT NOT NULL PRIMARY KEY,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    change TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- 20261122T0716_add_paper_forms

-- Forms on paper that guidance has registered (P10): what was done by them is in consent_events.
CREATE TABLE paper_forms (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    received_on TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);

-- 20261122T0738_narrow_messages_to_their_organisation

-- Whose a message is, in every table that staff read: another organisation's are gone before counts and pages.
ALTER TABLE dialogue_messages ADD COLUMN organisation TEXT;
ALTER TABLE dialogue_heads ADD COLUMN organisation TEXT;
UPDATE dialogue_messages SET organisation = (SELECT t.organisation FROM dialogue_threads t
    WHERE t.person = dialogue_messages.person AND t.id = dialogue_messages.thread);
UPDATE dialogue_heads SET organisation = (SELECT t.organisation FROM dialogue_threads t
    WHERE t.person = dialogue_heads.person AND t.id = dialogue_heads.thread);

-- 20261122T0904_note_what_files_messages_name

-- Which messages name a file that stands by itself (Binary): it is as hidden as all of them together.
CREATE TABLE dialogue_files (
    person TEXT NOT NULL,
    file TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (person, file, message)
);

-- 20261122T0920_add_service_to_records

-- Which of a municipality's services an Appointment or a CareTeam belongs to, by its code (Volven 7619); none for others.
-- One organisation has many services: each of its offices is shown its own alone, by the statement.
-- Rows from before have theirs once their source sends them again.
ALTER TABLE records ADD COLUMN service TEXT;

-- 20261122T0926_index_queues_by_who_and_what

-- A view of a queue is found without reading all that waits: one's own, what nobody has taken, one kind, what is done.
CREATE INDEX dialogue_threads_assigned ON dialogue_threads (office, assigned_to, waiting_since, id)
    WHERE waiting_since IS NOT NULL;
CREATE INDEX dialogue_threads_of_kind ON dialogue_threads (office, kind, waiting_since, id)
    WHERE waiting_since IS NOT NULL;
CREATE INDEX dialogue_threads_done ON dialogue_threads (office, last_at, id) WHERE waiting_since IS NULL;

-- 20261122T0946_add_last_use

-- When a system last got a token, to the minute.
ALTER TABLE api_clients ADD COLUMN used_at BIGINT;

-- 20261122T1300_create_treatments

-- What is treated where, and how many weeks one waits. All of it comes from one file and goes with the next.
CREATE TABLE treatments (
    code TEXT NOT NULL PRIMARY KEY,
    field TEXT NOT NULL,
    name_nb TEXT NOT NULL,
    name_nn TEXT NOT NULL,
    name_en TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE TABLE treatment_places (
    organisation TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    private_agreement BOOLEAN NOT NULL,
    region TEXT NOT NULL,
    municipality TEXT NOT NULL,
    municipality_name TEXT NOT NULL,
    street TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    telephone TEXT,
    web TEXT
);
CREATE TABLE treatment_waits (
    treatment TEXT NOT NULL,
    organisation TEXT NOT NULL,
    stage TEXT NOT NULL,
    weeks BIGINT NOT NULL,
    updated_on TEXT NOT NULL,
    PRIMARY KEY (treatment, organisation, stage)
);

-- 20261122T1305_create_feedback

-- Whether articles were useful: numbers alone, for an article, a language and a month. Nothing of who answered.
CREATE TABLE article_opinions (
    article TEXT NOT NULL,
    language TEXT NOT NULL,
    month TEXT NOT NULL,
    useful BIGINT NOT NULL,
    not_useful BIGINT NOT NULL,
    PRIMARY KEY (article, language, month)
);

-- What readers wrote to the operator. The text, the page and the e-mail address are sealed together.
CREATE TABLE feedback_messages (
    id TEXT NOT NULL PRIMARY KEY,
    about TEXT NOT NULL,
    language TEXT NOT NULL,
    content BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    handled_at BIGINT,
    handled_by TEXT,
    told_at BIGINT
);
CREATE INDEX feedback_messages_received_at ON feedback_messages (received_at);

-- 20261122T1310_add_visiting_to_offices

-- Where an office is visited, and when. The week's hours are read and written whole, as FHIR's availableTime is: JSON.
ALTER TABLE offices ADD COLUMN street TEXT;
ALTER TABLE offices ADD COLUMN postal_code TEXT;
ALTER TABLE offices ADD COLUMN city TEXT;
ALTER TABLE offices ADD COLUMN available_time TEXT;
ALTER TABLE offices ADD COLUMN open_on_holidays BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE offices ADD COLUMN hours_note TEXT;

-- 20261122T1311_create_municipality_names

-- The register of municipalities and postal codes. Public: a postal code here belongs to a place, never to a person.
CREATE TABLE municipality_names (
    municipality TEXT NOT NULL,
    rank BIGINT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (municipality, rank)
);
CREATE TABLE postal_codes (
    code TEXT NOT NULL PRIMARY KEY,
    place TEXT NOT NULL,
    folded TEXT NOT NULL,
    municipality TEXT NOT NULL,
    category TEXT NOT NULL
);
CREATE INDEX postal_codes_by_municipality ON postal_codes (municipality, code);

-- 20261122T1330_create_incidents

-- Incidents and planned maintenance, as the operator tells them. About nobody.
CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    component TEXT NOT NULL,
    impact TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    resolved_at BIGINT
);
CREATE INDEX incidents_starts_at ON incidents (starts_at);

-- What was told of each, in the three languages.
CREATE TABLE incident_updates (
    incident TEXT NOT NULL,
    id TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    nb TEXT NOT NULL,
    nn TEXT NOT NULL,
    en TEXT NOT NULL,
    PRIMARY KEY (incident, id)
);

# Why something is closed: what it is, and what to do. NoTrace has no text: it is answered as "not found".
refusal-dead = Folkeregisteret har registrert at personen er død, og tjenestene er stengt. Er det feil, må Skatteetaten rette det.
refusal-access-removed = Tilgangen til dette på nett er fjernet. Den kan bare åpnes igjen med et skjema på papir. Veiledningen hjelper deg med det.
refusal-age = Denne tjenesten er ikke åpen for deg ennå. Fra du fyller 16 år, kan du bruke alle tjenestene selv.
refusal-age-of-child = Denne tjenesten er stengt for foreldre når barnet er så gammelt. Trenger du noe herfra, kan du spørre helsetjenesten.
refusal-parental-consent = En forelder må samtykke før du kan se dette. Be en forelder om å gjøre det under «Samtykke».
refusal-only-the-person = Dette kan bare personen selv gjøre. Du kan ikke gjøre det for andre her.
refusal-outside-the-power = Fullmakten din gjelder ikke denne tjenesten. Den som ga deg fullmakten, kan gi deg en ny.
refusal-power-sees-only = Fullmakten din lar deg se, men ikke gjøre noe. Den som ga deg fullmakten, kan gi deg en ny.
refusal-consent-level = Tjenesten krever et høyere samtykkenivå enn det som er valgt. Personen selv kan endre det under «Samtykke». For barn under 16 år gjør en forelder det.
refusal-terms-not-accepted = Vilkårene er ikke godtatt, og samtykkenivå er ikke valgt. Personen selv gjør det under «Samtykke». For barn under 16 år gjør en forelder det.
refusal-service-off = Tjenesten er slått av i personverninnstillingene. Den kan slås på igjen der.
refusal-municipality-not-connected = Kommunen har ikke tatt i bruk denne tjenesten. Ta kontakt med kommunen hvis du trenger hjelp.
refusal-in-pilot = Tjenesten prøves ut med noen utvalgte og er ikke åpen for alle ennå. Du trenger ikke gjøre noe.
refusal-not-your-role = Rollen du er på jobb i, åpner ikke for dette. Spør administratoren hos dere hvis du trenger det.
refusal-own-data = Du kan ikke åpne egne eller barnas opplysninger fra jobb. Logg inn som innbygger for å se dem.

# Why a list shows items from some sources only. It depends on the reader alone, never on what is there.
narrowed-age = Før du fyller 16 år, ser du her bare det som kommer fra fastlegen og kommunen.
narrowed-parental-consent = Så lenge ingen forelder har samtykket, ser du her bare det som kommer fra helsesykepleieren på skolen.

# Why access was given (B1).
basis-oneself = Deg selv
basis-parental-responsibility = Foreldreansvar
basis-power-of-attorney = Fullmakt
basis-attested-power = Fullmakt på legeerklæring
basis-at-work = På jobb for helsetjenesten

level-basic = Basis
level-basic-plus = Basis+
level-full = Full

area-registered = Innsyn i registrerte opplysninger
area-patient-record = Pasientjournal
area-digital = Digitale helsetjenester

# Services by their rows in the table of rules, and what else the usage log names.
service-appointments = Timer
service-inbox = Innboks
service-prescriptions = Resepter
service-referrals = Henvisninger
service-patient-record = Pasientjournal
service-test-results = Prøvesvar
service-vaccinations = Vaksiner
service-critical-information = Sykdommer og kritisk informasjon
service-summary-care-record = Kjernejournal
service-health-contacts = Helsekontakter
service-change-gp = Bytte fastlege
service-treatment-centre = Velg behandlingssted
service-early-childhood = Barnets første leveår
service-home-care = Hjemmetjeneste
service-donor-card = Donorkort
service-documents = Dokumenter
service-tools = Verktøy
service-exemption-card = Frikort og egenandeler
service-patient-travel = Pasientreiser
service-health-insurance-card = Helsetrygdkort
service-refunds = Refusjoner
service-health-registers = Helseregistre
service-research = Forskning og screening
service-side-effects = Meld bivirkninger
service-adverse-events = Meld alvorlige hendelser
service-usage-log = Logg over bruk
service-consent = Samtykke
service-powers-of-attorney = Fullmakter
service-contact-details = Kontaktopplysninger
service-notification-settings = Varsler
service-active-logins = Innlogginger
service-log-in = Innlogging
service-records = Helseopplysninger
service-members = Roller på jobb
service-guidance = Veiledning
service-paper-forms = Papirskjemaer

# What was done, after the name of the service. A service's own verbs are among its own texts.
deed-list = så oversikten
deed-show = så innholdet
deed-card = så det neste på Min side
deed-timeline = så nytt siden sist på Min side
deed-download = lastet ned en kopi
deed-export = tok ut en kopi
deed-change = endret
deed-deliver = leverte opplysninger
deed-notify = varslet
deed-notices = så varslene
deed-fetch-own = hentet det den selv har sendt
deed-search-own = så etter det den selv har sendt
deed-check-user = sjekket om du bruker portalen
deed-birthday = endret tilgangen ved bursdag
deed-check-code = sjekket koden til apoteket
deed-look-up = slo opp personen
deed-give-role = ga en rolle
deed-end-role = avsluttet en rolle
deed-register-form = registrerte et skjema
deed-register-power = registrerte en fullmakt på legeerklæring
deed-end-power = avsluttet en fullmakt
deed-log-in = logget inn
deed-log-in-at-work = logget inn på jobb
deed-log-out = logget ut
deed-log-out-everywhere = logget ut overalt

# Reasons in the usage log without a decision behind them (B1).
why-delivered = Helsetjenesten sender hit det som gjelder deg
why-own-records = Helsetjenesten ser det den selv har sendt hit
why-asked-if-user = Helsetjenesten kan spørre om du bruker portalen, for å kunne nå deg her
why-code-shown = Fullmektigen har vist koden, og apoteket skal se om den gjelder
why-side-of-power = Dere er de to partene i fullmakten
why-number-ended = Nummeret er ikke lenger i bruk

# Hvorfor de ansatte så, når de ikke sa det med egne ord.
why-queue = Noe du har sendt, venter på svar
why-appointment = Du har eller skal få en time
why-contact = Kontoret er en av helsekontaktene dine
why-member = Du har eller har hatt en rolle ved kontoret
why-power = Du er part i en fullmakt med en annen, som fikk hjelp av veiledningen
why-no-role = Ingen rolle ved noe kontor

# Who it was, when it was nobody.
job-birthdays = Portalen, ved bursdag
job-demo-seed = Portalen, oppsett av demonstrasjonen
job-import = Portalen, innlesing av filer
job-expiry = Portalen, opprydding
job-log-in = Portalen, innlogging
job-notices = Portalen, varsling
job-powers = Portalen, oppfølging av fullmakter
job-pharmacy-check = Portalen, sjekk av apotekkode
job-operator = Portalen, ved den driftsansvarlige
job-missed-visits = Portalen, besøk som ikke er registrert

# Hva man er på jobb (H3).
role-clerk = Helsesekretær
role-nurse = Sykepleier
role-midwife = Jordmor
role-doctor = Lege
role-carer = Helsefagarbeider
role-administrator = Administrator
role-guidance = Veileder
role-operator = Driftsansvarlig

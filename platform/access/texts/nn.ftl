# Why something is closed: what it is, and what to do. NoTrace has no text: it is answered as "not found".
refusal-dead = Folkeregisteret har registrert at personen er død, og tenestene er stengde. Er det feil, må Skatteetaten rette det.
refusal-access-removed = Tilgangen til dette på nett er fjerna. Han kan berre opnast att med eit skjema på papir. Rettleiinga hjelper deg med det.
refusal-age = Denne tenesta er ikkje open for deg enno. Frå du fyller 16 år, kan du bruke alle tenestene sjølv.
refusal-age-of-child = Denne tenesta er stengd for foreldre når barnet er så gammalt. Treng du noko herifrå, kan du spørje helsetenesta.
refusal-parental-consent = Ein forelder må samtykkje før du kan sjå dette. Be ein forelder om å gjere det under «Samtykke».
refusal-only-the-person = Dette kan berre personen sjølv gjere. Du kan ikkje gjere det for andre her.
refusal-outside-the-power = Fullmakta di gjeld ikkje denne tenesta. Den som gav deg fullmakta, kan gi deg ei ny.
refusal-power-sees-only = Fullmakta di lèt deg sjå, men ikkje gjere noko. Den som gav deg fullmakta, kan gi deg ei ny.
refusal-consent-level = Tenesta krev eit høgare samtykkenivå enn det som er valt. Personen sjølv kan endre det under «Samtykke». For barn under 16 år gjer ein forelder det.
refusal-terms-not-accepted = Vilkåra er ikkje godtekne, og samtykkenivå er ikkje valt. Personen sjølv gjer det under «Samtykke». For barn under 16 år gjer ein forelder det.
refusal-service-off = Tenesta er slått av i personverninnstillingane. Ho kan slåast på att der.
refusal-municipality-not-connected = Kommunen har ikkje teke i bruk denne tenesta. Ta kontakt med kommunen om du treng hjelp.
refusal-in-pilot = Tenesta blir prøvd ut med nokre utvalde og er ikkje open for alle enno. Du treng ikkje gjere noko.
refusal-not-your-role = Rolla du er på jobb i, opnar ikkje for dette. Spør administratoren hos dykk om du treng det.
refusal-own-data = Du kan ikkje opne eigne opplysningar eller opplysningane til barna dine frå jobb. Logg inn som innbyggjar for å sjå dei.

# Why a list shows items from some sources only. It depends on the reader alone, never on what is there.
narrowed-age = Før du fyller 16 år, ser du her berre det som kjem frå fastlegen og kommunen.
narrowed-parental-consent = Så lenge ingen forelder har samtykt, ser du her berre det som kjem frå helsesjukepleiaren på skulen.

# Why access was given (B1).
basis-oneself = Deg sjølv
basis-parental-responsibility = Foreldreansvar
basis-power-of-attorney = Fullmakt
basis-attested-power = Fullmakt på legeerklæring
basis-at-work = På jobb for helsetenesta

level-basic = Basis
level-basic-plus = Basis+
level-full = Full

area-registered = Innsyn i registrerte opplysningar
area-patient-record = Pasientjournal
area-digital = Digitale helsetenester

# Services by their rows in the table of rules, and what else the usage log names.
service-appointments = Timar
service-inbox = Innboks
service-prescriptions = Reseptar
service-referrals = Tilvisingar
service-patient-record = Pasientjournal
service-test-results = Prøvesvar
service-vaccinations = Vaksinar
service-critical-information = Sjukdommar og kritisk informasjon
service-summary-care-record = Kjernejournal
service-health-contacts = Helsekontaktar
service-change-gp = Byte fastlege
service-treatment-centre = Vel behandlingsstad
service-early-childhood = Dei første leveåra til barnet
service-home-care = Heimeteneste
service-donor-card = Donorkort
service-documents = Dokument
service-tools = Verktøy
service-exemption-card = Frikort og eigendelar
service-patient-travel = Pasientreiser
service-health-insurance-card = Helsetrygdkort
service-refunds = Refusjonar
service-health-registers = Helseregister
service-research = Forsking og screening
service-side-effects = Meld biverknader
service-adverse-events = Meld alvorlege hendingar
service-usage-log = Logg over bruk
service-consent = Samtykke
service-powers-of-attorney = Fullmakter
service-contact-details = Kontaktopplysningar
service-notification-settings = Varsel
service-active-logins = Innloggingar
service-log-in = Innlogging
service-records = Helseopplysningar
service-members = Roller på jobb
service-guidance = Rettleiing
service-paper-forms = Papirskjema

# What was done, after the name of the service. A service's own verbs are among its own texts.
deed-list = såg oversikta
deed-show = såg innhaldet
deed-card = såg det neste på Mi side
deed-timeline = såg nytt sidan sist på Mi side
deed-download = lasta ned ein kopi
deed-export = tok ut ein kopi
deed-change = endra
deed-deliver = leverte opplysningar
deed-notify = varsla
deed-notices = såg varsla
deed-fetch-own = henta det ho sjølv har sendt
deed-search-own = såg etter det ho sjølv har sendt
deed-check-user = sjekka om du bruker portalen
deed-birthday = endra tilgangen ved bursdag
deed-check-code = sjekka koden til apoteket
deed-look-up = slo opp personen
deed-give-role = gav ei rolle
deed-end-role = avslutta ei rolle
deed-register-form = registrerte eit skjema
deed-register-power = registrerte ei fullmakt på legeerklæring
deed-end-power = avslutta ei fullmakt
deed-log-in = logga inn
deed-log-in-at-work = logga inn på jobb
deed-log-out = logga ut
deed-log-out-everywhere = logga ut overalt

# Reasons in the usage log without a decision behind them (B1).
why-delivered = Helsetenesta sender hit det som gjeld deg
why-own-records = Helsetenesta ser det ho sjølv har sendt hit
why-asked-if-user = Helsetenesta kan spørje om du bruker portalen, for å kunne nå deg her
why-code-shown = Fullmektigen har vist koden, og apoteket skal sjå om han gjeld
why-side-of-power = De er dei to partane i fullmakta
why-number-ended = Nummeret er ikkje lenger i bruk

# Kvifor dei tilsette såg, når dei ikkje sa det med eigne ord.
why-queue = Noko du har sendt, ventar på svar
why-appointment = Du har eller skal få ein time
why-contact = Kontoret er ein av helsekontaktane dine
why-member = Du har eller har hatt ei rolle ved kontoret
why-power = Du er part i ei fullmakt med ein annan, som fekk hjelp av rettleiinga
why-no-role = Inga rolle ved noko kontor

# Who it was, when it was nobody.
job-birthdays = Portalen, ved bursdag
job-demo-seed = Portalen, oppsett av demonstrasjonen
job-import = Portalen, innlesing av filer
job-expiry = Portalen, opprydding
job-log-in = Portalen, innlogging
job-notices = Portalen, varsling
job-powers = Portalen, oppfølging av fullmakter
job-pharmacy-check = Portalen, sjekk av apotekkode
job-operator = Portalen, ved den driftsansvarlege
job-missed-visits = Portalen, besøk som ikkje er registrerte

# Kva ein er på jobb (H3).
role-clerk = Helsesekretær
role-nurse = Sjukepleiar
role-midwife = Jordmor
role-doctor = Lege
role-carer = Helsefagarbeidar
role-administrator = Administrator
role-guidance = Rettleiar
role-operator = Driftsansvarleg

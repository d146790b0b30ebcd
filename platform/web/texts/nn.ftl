# Layout
page-skip = Hopp til innhaldet
page-demo = Dette er ein demonstrasjon. Alle personar og opplysningar er oppdikta.
page-language = Språk
page-menu = Meny
page-home = Mi side
page-home-of-another = Oversyn
page-log-in = Logg inn
page-log-out = Logg ut
page-crumbs = Du er her
page-back = Tilbake til { $place }
page-no-sami = Denne sida finst ikkje på nordsamisk enno. Du ser henne på bokmål.
page-bell = { $count ->
    [0] Ingen nye hendingar
    [one] { $count } ny hending
   *[other] { $count } nye hendingar
 }
foot-about = Vegen din inn til helsetenesta. Open programvare som alle kan bruke og bidra til.
foot-site = Om nettstaden
foot-find = Tenester der du bur
foot-site-about = Kva Helsevei er
foot-privacy = Personvern
foot-accessibility = Tilgjenge
foot-cookies = Informasjonskapslar
foot-feedback = Tilbakemelding
foot-status = Driftsstatus
foot-languages = Språk
foot-help = Treng du hjelp?
foot-guidance = Rettleiing på telefon:
foot-emergency = Når det står om liv:

# For whom one is acting
person-as-oneself = Du er logga inn som
person-as-child = Du handlar på vegner av barnet
person-as-power = Du handlar med fullmakt frå
person-switch = Byt person
person-oneself = Deg sjølv
person-child = Barn
person-power = Fullmakt

# The session
idle-title = Er du der enno?
idle-text = Du blir snart logga ut fordi sida ikkje har vore brukt på ei stund. Det er for å verne opplysningane dine.
idle-extend = Hald fram med å vere logga inn

# Help on every service's page
help-title = Meir om denne tenesta
help-consent = Samtykke
help-power = Fullmakt
help-children = På vegner av barn
help-more = Les meir om tenesta
help-unlisted = Hemmeleg adresse

# Forms and lists
form-faults = Rett opp dette for å gå vidare
pages-label = Sider
pages-newer = Nyare
pages-older = Eldre
pages-number = Side { $number }
confirm-back = Nei, gå tilbake
form-cancel = Avbryt
file-add = Legg ved filer (valfritt)
file-help = Bilete (JPEG, PNG) og PDF. Høgst fem filer på 8 MB, 16 MB til saman. Vi fjernar opplysningar om tid og stad frå bileta.
file-empty = Fila er tom. Vel ei anna.
file-too-large = Fila er for stor. Ho kan vere høgst 8 MB.
file-together = Filene er for store til saman. Dei kan vere høgst 16 MB.
file-other-kind = Du kan berre leggje ved bilete (JPEG, PNG) og PDF.
file-broken = Fila er øydelagd. Lagre henne på nytt, eller vel ei anna.
file-too-many = Du kan leggje ved høgst fem filer.

# Front page

# When something is not as it should be
error-refused-title = Du har ikkje tilgang
error-missing-title = Vi finn ikkje sida
error-missing-text = Adressa kan vere feil, eller sida kan vere fjerna.
error-input-title = Vi forstod ikkje det som vart sendt
error-input-text = Gå tilbake og prøv ein gong til. Blir det feil igjen, kan du starte på nytt frå framsida.
error-ended-title = Du er logga ut
error-ended-text = Du vart logga ut fordi sida ikkje har vore brukt på ei stund, eller fordi du logga ut ein annan stad. Logg inn for å halde fram.
error-kept-text = Du vart logga ut fordi sida ikkje har vore brukt på ei stund. Det du skreiv, er teke vare på. Logg inn, så kan du sende det på nytt.
error-office-title = Du er på jobb for eit anna kontor no
error-office-text = Skjemaet vart fylt ut for eit anna kontor enn det du har valt no. Ingenting er sendt eller endra. Gå tilbake for å ta vare på det du skreiv, vel kontoret du fylte det ut for, og send på nytt.
error-foreign-title = Skjemaet kom frå ein annan nettstad
error-foreign-text = Av tryggleiksgrunnar tek vi berre imot skjema frå våre eigne sider. Ingenting er endra.
error-large-title = Det du sende, er for stort
error-large-text = Send noko mindre, og prøv ein gong til. Ingenting er endra.
error-many-title = For mange forsøk på kort tid
error-many-text = Vent eit minutt, og prøv ein gong til. Ingenting er endra.
error-busy-title = Det er kø akkurat no
error-busy-text = Vent litt, og prøv ein gong til.
error-unavailable-title = Noko gjekk gale hos oss
error-unavailable-text = Det er ikkje din feil. Prøv igjen om nokre minutt. Det du skreiv, kan vere tapt, men ingenting er halvvegs endra.
error-reference = Oppgi dette nummeret om du ringjer rettleiinga: { $reference }
error-front = Gå til framsida
error-tell = Sei frå om ein feil på sida
error-search-label = Kva leitar du etter?
error-search = Søk
error-home = Gå til Mi side

# Pages over all services
overview-title = Alle tenester
overview-link = Sjå alle tenester
overview-about = Det du kan gjere her, og kvifor noko kan vere stengt.
group-follow-up = Oppfølging
group-overviews = Oversikter
group-applications = Søknader og refusjonar
group-management = Kvalitet og innstillingar
home-services = Tenester
home-since = Sidan du var her sist
home-previous = Førre innlogging: { $when }
home-nothing = Det har ikkje skjedd noko nytt.

# Open pages about the services, and who can see what (B8)
about-services-title = Tenestene
about-services-lead = Dette kan du bruke Helsevei til. Vel ei teneste for å lese om henne.
about-open = Logg inn og bruk tenesta
about-open-to-all = Bruk ho utan å logge inn
about-needed = Kva du treng
about-needed-text = Du loggar inn med ein elektronisk ID på høgaste nivå, til dømes BankID. Har du ingen, kan du ringje helsetenesta i staden.
about-help = Hjelp
about-who-may = Kven kan bruke henne
about-who-title = Kven kan sjå kva om meg
about-who-lead = Reglane for tilgang er dei same for alle. Her står dei slik dei verkar, teneste for teneste.
about-who-always = Dette gjeld i alle tenester
about-who-oneself = Frå du fyller 16 år, ser du dine eigne opplysningar når samtykkenivået er høgt nok.
about-who-parents = Ein forelder med foreldreansvar handlar for barn under 16 år når minst éin av foreldra bur på adressa til barnet. På 16-årsdagen er det slutt.
about-who-powers = Den som har fullmakt frå deg, ser det fullmakta gjeld, og aldri meir enn du sjølv ser.
about-who-hidden = Det helsetenesta har skjult for foreldre eller for ungdommen, finst ikkje nokon stad for dei: ikkje i lister, tal, varsel eller logg.
about-who-unlisted = Har nokon hemmeleg adresse (kode 6 eller 7), kan dei ikkje handle for andre, og ingen kan handle for dei.
about-who-log = Kvar gong nokon ser på eller endrar noko, står det i loggen din kven det var, og kvifor dei fekk tilgang.
about-who-here = Tenester i bruk her
about-who-later = Tenester som kan kome
about-who-later-text = Reglane er bestemte også for desse, men tenestene er ikkje tekne i bruk her enno.
rule-level = Samtykkenivå
rule-no-level = Treng ikkje nivå
rule-parent-under-12 = Forelder til barn under 12 år
rule-parent-12-to-15 = Forelder til barn på 12 til 15 år
rule-youth-with-consent = Ungdom på 13 til 15 år med samtykke frå ein forelder
rule-youth-without = Ungdom på 13 til 15 år utan samtykke
rule-power = Den som har fullmakt
rule-yes = Ja
rule-no = Nei
rule-own-use = Berre det dei sjølve har gjort
rule-parents-own = Vala til forelderen sjølv
rule-sees = Ser, men kan ikkje endre
rule-under-two = Til barnet er to år, og det som har vore
rule-gp-and-municipal = Berre det som kjem frå fastlegen og kommunen
rule-school-nurse = Berre det som kjem frå helsesjukepleiaren på skulen
rule-power-sees = Ser. Fullmakta må gjelde: { $area }
rule-power-acts = Ser, og handlar når fullmakta seier det. Ho må gjelde: { $area }
error-consent = Gå til «Samtykke»
error-privacy = Gå til «Personvern»

# At work (H3)
desk-front = Skranken
desk-at-work-for = På jobb for
desk-change-office = Byt kontor eller rolle

offline-title = Du er utan nett
offline-text = Helsevei treng nett for å vise noko om deg. Ingenting er lagra på denne eininga. Prøv igjen når du er på nett.

# Opningstider
opening-hours = Opningstider
opening-until = Ope no, til kl. { $time }
opening-until-midnight = Ope no, til midnatt
opening-until-day = Ope no, til { $day } kl. { $time }
opening-always = Ope heile døgnet
opening-today = Stengt no. Opnar kl. { $time } i dag.
opening-tomorrow = Stengt no. Opnar kl. { $time } i morgon.
opening-later = Stengt no. Opnar { $day } kl. { $time }.
opening-not-soon = Stengt no
opening-closed = Stengt
opening-all-day = Heile døgnet
opening-every-day = Alle dagar
opening-days = { $first } til { $last }
opening-two-days = { $first } og { $last }
opening-holidays = Stengt på heilagdagar.
opening-on-holidays = Ope på heilagdagar òg.
opening-map = Vis på kart (openstreetmap.org)

# How the portal is just now
status-told = Driftsmelding
status-more = Sjå driftsstatus
status-works = Verkar
status-maintenance = Vedlikehald
status-degraded = Verkar delvis
status-down = Verkar ikkje
status-log-in = Innlogging
status-pages = Sidene til innbyggjarane
status-messages = Meldingar og varsel
status-api = API for systema til helsetenestene
status-open = Søk og artiklar

# The letter that says that readers have written
reader-letter-subject = Nye tilbakemeldingar i Helsevei
reader-letter = Nokon har skrive til dykk i Helsevei. Logg inn for å lese det: { $address }

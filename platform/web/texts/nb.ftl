# Layout
page-skip = Hopp til innholdet
page-demo = Dette er en demonstrasjon. Alle personer og opplysninger er oppdiktet.
page-language = Språk
page-menu = Meny
page-home = Min side
page-home-of-another = Oversikt
page-log-in = Logg inn
page-log-out = Logg ut
page-crumbs = Du er her
page-back = Tilbake til { $place }
page-no-sami = Denne siden finnes ikke på nordsamisk ennå. Du ser den på bokmål.
page-bell = { $count ->
    [0] Ingen nye hendelser
    [one] { $count } ny hendelse
   *[other] { $count } nye hendelser
 }
foot-about = Din vei inn til helsetjenesten. Åpen programvare som alle kan bruke og bidra til.
foot-site = Om nettstedet
foot-find = Tjenester der du bor
foot-site-about = Hva Helsevei er
foot-privacy = Personvern
foot-accessibility = Tilgjengelighet
foot-cookies = Informasjonskapsler
foot-feedback = Tilbakemelding
foot-status = Driftsstatus
foot-languages = Språk
foot-help = Trenger du hjelp?
foot-guidance = Veiledning på telefon:
foot-emergency = Når det står om liv:

# For whom one is acting
person-as-oneself = Du er logget inn som
person-as-child = Du handler på vegne av barnet
person-as-power = Du handler med fullmakt fra
person-switch = Bytt person
person-oneself = Deg selv
person-child = Barn
person-power = Fullmakt

# The session
idle-title = Er du der fortsatt?
idle-text = Du blir snart logget ut fordi siden ikke har vært brukt på en stund. Det er for å beskytte opplysningene dine.
idle-extend = Fortsett å være logget inn

# Help on every service's page
help-title = Mer om denne tjenesten
help-consent = Samtykke
help-power = Fullmakt
help-children = På vegne av barn
help-more = Les mer om tjenesten
help-unlisted = Hemmelig adresse

# Forms and lists
form-faults = Rett opp dette for å gå videre
pages-label = Sider
pages-newer = Nyere
pages-older = Eldre
pages-number = Side { $number }
confirm-back = Nei, gå tilbake
form-cancel = Avbryt
file-add = Legg ved filer (valgfritt)
file-help = Bilder (JPEG, PNG) og PDF. Høyst fem filer på 8 MB, 16 MB til sammen. Vi fjerner opplysninger om tid og sted fra bildene.
file-empty = Filen er tom. Velg en annen.
file-too-large = Filen er for stor. Den kan være høyst 8 MB.
file-together = Filene er for store til sammen. De kan være høyst 16 MB.
file-other-kind = Du kan bare legge ved bilder (JPEG, PNG) og PDF.
file-broken = Filen er ødelagt. Lagre den på nytt, eller velg en annen.
file-too-many = Du kan legge ved høyst fem filer.

# Front page

# When something is not as it should be
error-refused-title = Du har ikke tilgang
error-missing-title = Vi finner ikke siden
error-missing-text = Adressen kan være feil, eller siden kan være fjernet.
error-input-title = Vi forstod ikke det som ble sendt
error-input-text = Gå tilbake og prøv en gang til. Blir det feil igjen, kan du starte på nytt fra forsiden.
error-ended-title = Du er logget ut
error-ended-text = Du ble logget ut fordi siden ikke har vært brukt på en stund, eller fordi du logget ut et annet sted. Logg inn for å fortsette.
error-kept-text = Du ble logget ut fordi siden ikke har vært brukt på en stund. Det du skrev, er tatt vare på. Logg inn, så kan du sende det på nytt.
error-office-title = Du er på jobb for et annet kontor nå
error-office-text = Skjemaet ble fylt ut for et annet kontor enn det du har valgt nå. Ingenting er sendt eller endret. Gå tilbake for å ta vare på det du skrev, velg kontoret du fylte det ut for, og send på nytt.
error-foreign-title = Skjemaet kom fra et annet nettsted
error-foreign-text = Av sikkerhetsgrunner tar vi bare imot skjemaer fra våre egne sider. Ingenting er endret.
error-large-title = Det du sendte, er for stort
error-large-text = Send noe mindre, og prøv en gang til. Ingenting er endret.
error-many-title = For mange forsøk på kort tid
error-many-text = Vent et minutt, og prøv en gang til. Ingenting er endret.
error-busy-title = Det er kø akkurat nå
error-busy-text = Vent litt, og prøv en gang til.
error-unavailable-title = Noe gikk galt hos oss
error-unavailable-text = Det er ikke din feil. Prøv igjen om noen minutter. Det du skrev, kan være tapt, men ingenting er halvveis endret.
error-reference = Oppgi dette nummeret hvis du ringer veiledningen: { $reference }
error-front = Gå til forsiden
error-tell = Si fra om en feil på siden
error-search-label = Hva leter du etter?
error-search = Søk
error-home = Gå til Min side

# Pages over all services
overview-title = Alle tjenester
overview-link = Se alle tjenester
overview-about = Det du kan gjøre her, og hvorfor noe kan være stengt.
group-follow-up = Oppfølging
group-overviews = Oversikter
group-applications = Søknader og refusjoner
group-management = Kvalitet og innstillinger
home-services = Tjenester
home-since = Siden du var her sist
home-previous = Forrige innlogging: { $when }
home-nothing = Det har ikke skjedd noe nytt.

# Open pages about the services, and who can see what (B8)
about-services-title = Tjenestene
about-services-lead = Dette kan du bruke Helsevei til. Velg en tjeneste for å lese om den.
about-open = Logg inn og bruk tjenesten
about-open-to-all = Bruk den uten å logge inn
about-needed = Hva du trenger
about-needed-text = Du logger inn med en elektronisk ID på høyeste nivå, for eksempel BankID. Har du ingen, kan du ringe helsetjenesten i stedet.
about-help = Hjelp
about-who-may = Hvem kan bruke den
about-who-title = Hvem kan se hva om meg
about-who-lead = Reglene for tilgang er de samme for alle. Her står de slik de virker, tjeneste for tjeneste.
about-who-always = Dette gjelder i alle tjenester
about-who-oneself = Fra du fyller 16 år, ser du dine egne opplysninger når samtykkenivået er høyt nok.
about-who-parents = En forelder med foreldreansvar handler for barn under 16 år når minst én av foreldrene bor på barnets adresse. På 16-årsdagen er det slutt.
about-who-powers = Den som har fullmakt fra deg, ser det fullmakten gjelder, og aldri mer enn du selv ser.
about-who-hidden = Det helsetjenesten har skjult for foreldre eller for ungdommen, finnes ikke noe sted for dem: ikke i lister, antall, varsler eller logg.
about-who-unlisted = Har noen hemmelig adresse (kode 6 eller 7), kan de ikke handle for andre, og ingen kan handle for dem.
about-who-log = Hver gang noen ser på eller endrer noe, står det i loggen din hvem det var, og hvorfor de fikk tilgang.
about-who-here = Tjenester i bruk her
about-who-later = Tjenester som kan komme
about-who-later-text = Reglene er bestemt også for disse, men tjenestene er ikke tatt i bruk her ennå.
rule-level = Samtykkenivå
rule-no-level = Trenger ikke nivå
rule-parent-under-12 = Forelder til barn under 12 år
rule-parent-12-to-15 = Forelder til barn på 12 til 15 år
rule-youth-with-consent = Ungdom på 13 til 15 år med samtykke fra en forelder
rule-youth-without = Ungdom på 13 til 15 år uten samtykke
rule-power = Den som har fullmakt
rule-yes = Ja
rule-no = Nei
rule-own-use = Bare det de selv har gjort
rule-parents-own = Forelderens egne valg
rule-sees = Ser, men kan ikke endre
rule-under-two = Til barnet er to år, og det som har vært
rule-gp-and-municipal = Bare det som kommer fra fastlegen og kommunen
rule-school-nurse = Bare det som kommer fra helsesykepleieren på skolen
rule-power-sees = Ser. Fullmakten må gjelde: { $area }
rule-power-acts = Ser, og handler når fullmakten sier det. Den må gjelde: { $area }
error-consent = Gå til «Samtykke»
error-privacy = Gå til «Personvern»

# At work (H3)
desk-front = Skranken
desk-at-work-for = På jobb for
desk-change-office = Bytt kontor eller rolle

offline-title = Du er uten nett
offline-text = Helsevei trenger nett for å vise noe om deg. Ingenting er lagret på denne enheten. Prøv igjen når du er på nett.

# Åpningstider
opening-hours = Åpningstider
opening-until = Åpent nå, til kl. { $time }
opening-until-midnight = Åpent nå, til midnatt
opening-until-day = Åpent nå, til { $day } kl. { $time }
opening-always = Åpent hele døgnet
opening-today = Stengt nå. Åpner kl. { $time } i dag.
opening-tomorrow = Stengt nå. Åpner kl. { $time } i morgen.
opening-later = Stengt nå. Åpner { $day } kl. { $time }.
opening-not-soon = Stengt nå
opening-closed = Stengt
opening-all-day = Hele døgnet
opening-every-day = Alle dager
opening-days = { $first } til { $last }
opening-two-days = { $first } og { $last }
opening-holidays = Stengt på helligdager.
opening-on-holidays = Åpent på helligdager også.
opening-map = Vis på kart (openstreetmap.org)

# How the portal is just now
status-told = Driftsmelding
status-more = Se driftsstatus
status-works = Virker
status-maintenance = Vedlikehold
status-degraded = Virker delvis
status-down = Virker ikke
status-log-in = Innlogging
status-pages = Innbyggernes sider
status-messages = Meldinger og varsler
status-api = API for helsetjenestenes systemer
status-open = Søk og artikler

# The letter that says that readers have written
reader-letter-subject = Nye tilbakemeldinger i Helsevei
reader-letter = Noen har skrevet til dere i Helsevei. Logg inn for å lese det: { $address }

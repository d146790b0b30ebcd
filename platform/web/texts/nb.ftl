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
    [one] Én ny hendelse
   *[other] { $count } nye hendelser
 }
foot-about = Din vei inn til helsetjenesten. Åpen programvare som alle kan bruke og bidra til.
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
help-unlisted = Hemmelig adresse

# Forms and lists
form-faults = Rett opp dette for å gå videre
pages-label = Sider
pages-newer = Nyere
pages-older = Eldre
pages-number = Side { $number }
confirm-back = Nei, gå tilbake

# Front page
front-title = Din vei til helsetjenesten
front-lead = Se timene dine, hvem som har sett på opplysningene dine, og bestem selv over dem. For deg, barna dine og dem du har fullmakt fra.
front-log-in = Logg inn
front-services = Tjenester
front-children = For barna dine
front-children-text = Er du forelder, ser du timene til barn under 16 år og kan handle for dem. Fra barnet er 12 år, ser du mindre.
front-control = Du bestemmer
front-control-text = Hver gang noen ser på opplysningene dine, skrives det ned hvem, når og hvorfor. Du kan lese det selv.
front-everyone = For alle
front-everyone-text = Alt virker på telefon, med skjermleser, med tastatur og på en treg linje.
front-about = Slik virker det

# When something is not as it should be
error-refused-title = Du har ikke tilgang
error-missing-title = Vi finner ikke siden
error-missing-text = Adressen kan være feil, eller siden kan være fjernet.
error-input-title = Vi forstod ikke det som ble sendt
error-input-text = Gå tilbake og prøv en gang til. Blir det feil igjen, kan du starte på nytt fra forsiden.
error-ended-title = Du er logget ut
error-ended-text = Du ble logget ut fordi siden ikke har vært brukt på en stund, eller fordi du logget ut et annet sted. Logg inn for å fortsette.
error-kept-text = Du ble logget ut fordi siden ikke har vært brukt på en stund. Det du skrev, er tatt vare på. Logg inn, så kan du sende det på nytt.
error-foreign-title = Skjemaet kom fra et annet nettsted
error-foreign-text = Av sikkerhetsgrunner tar vi bare imot skjemaer fra våre egne sider. Ingenting er endret.
error-large-title = Det du sendte, er for stort
error-large-text = Send noe mindre, og prøv en gang til. Ingenting er endret.
error-busy-title = Det er kø akkurat nå
error-busy-text = Vent litt, og prøv en gang til.
error-unavailable-title = Noe gikk galt hos oss
error-unavailable-text = Det er ikke din feil. Prøv igjen om noen minutter. Det du skrev, kan være tapt, men ingenting er halvveis endret.
error-reference = Oppgi dette nummeret hvis du ringer veiledningen: { $reference }
error-front = Gå til forsiden
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

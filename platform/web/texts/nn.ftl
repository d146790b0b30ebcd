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
    [one] Éi ny hending
   *[other] { $count } nye hendingar
 }
foot-about = Vegen din inn til helsetenesta. Open programvare som alle kan bruke og bidra til.
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
help-unlisted = Hemmeleg adresse

# Forms and lists
form-faults = Rett opp dette for å gå vidare
pages-label = Sider
pages-newer = Nyare
pages-older = Eldre
pages-number = Side { $number }
confirm-back = Nei, gå tilbake

# Front page
front-title = Vegen din til helsetenesta
front-lead = Sjå timane dine, kven som har sett på opplysningane dine, og bestem sjølv over dei. For deg, barna dine og dei du har fullmakt frå.
front-log-in = Logg inn
front-services = Tenester
front-children = For barna dine
front-children-text = Er du forelder, ser du timane til barn under 16 år og kan handle for dei. Frå barnet er 12 år, ser du mindre.
front-control = Du bestemmer
front-control-text = Kvar gong nokon ser på opplysningane dine, blir det skrive ned kven, når og kvifor. Du kan lese det sjølv.
front-everyone = For alle
front-everyone-text = Alt verkar på telefon, med skjermlesar, med tastatur og på ei treg linje.
front-about = Slik verkar det

# When something is not as it should be
error-refused-title = Du har ikkje tilgang
error-missing-title = Vi finn ikkje sida
error-missing-text = Adressa kan vere feil, eller sida kan vere fjerna.
error-input-title = Vi forstod ikkje det som vart sendt
error-input-text = Gå tilbake og prøv ein gong til. Blir det feil igjen, kan du starte på nytt frå framsida.
error-ended-title = Du er logga ut
error-ended-text = Du vart logga ut fordi sida ikkje har vore brukt på ei stund, eller fordi du logga ut ein annan stad. Logg inn for å halde fram.
error-kept-text = Du vart logga ut fordi sida ikkje har vore brukt på ei stund. Det du skreiv, er teke vare på. Logg inn, så kan du sende det på nytt.
error-foreign-title = Skjemaet kom frå ein annan nettstad
error-foreign-text = Av tryggleiksgrunnar tek vi berre imot skjema frå våre eigne sider. Ingenting er endra.
error-large-title = Det du sende, er for stort
error-large-text = Send noko mindre, og prøv ein gong til. Ingenting er endra.
error-busy-title = Det er kø akkurat no
error-busy-text = Vent litt, og prøv ein gong til.
error-unavailable-title = Noko gjekk gale hos oss
error-unavailable-text = Det er ikkje din feil. Prøv igjen om nokre minutt. Det du skreiv, kan vere tapt, men ingenting er halvvegs endra.
error-reference = Oppgi dette nummeret om du ringjer rettleiinga: { $reference }
error-front = Gå til framsida
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

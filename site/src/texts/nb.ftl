site-front-title = Din vei til helsetjenesten
site-front-lead = Se timene dine, hvem som har sett på opplysningene dine, og bestem selv over dem. For deg, barna dine og dem du har fullmakt fra.
site-front-log-in = Logg inn
site-front-services = Tjenester
site-front-children = For barna dine
site-front-children-text = Er du forelder, ser du timene til barn under 16 år og kan handle for dem. Fra barnet er 12 år, ser du mindre.
site-front-control = Du bestemmer
site-front-control-text = Hver gang noen ser på opplysningene dine, skrives det ned hvem, når og hvorfor. Du kan lese det selv.
site-front-everyone = For alle
site-front-everyone-text = Alt virker på telefon, med skjermleser, med tastatur og på en treg linje.
site-front-about = Slik virker det
site-front-urgent = Haster det?
site-front-life = Når det står om liv:
site-front-doctor = Legevakt:
site-front-more-help = Flere telefonnumre og råd
site-front-current = Aktuelt
site-topics = Temaer
site-topics-lead = Les om helse, hjelp og rettigheter. Du trenger ikke logge inn.
site-alphabet = Fra A til Å
site-alphabet-lead = Alle artikler og tjenester i alfabetisk rekkefølge.
site-alphabet-letters = Bokstaver
site-languages = Språk
site-languages-lead = Du kan bruke hele portalen på bokmål, nynorsk og engelsk. Her ser du hva som finnes å lese på hvert språk.
site-languages-choose = Vis portalen på { $name }
site-languages-none = Ingen artikler ennå.
site-languages-count = { $count ->
    [one] Én artikkel
   *[other] { $count } artikler
  }
site-in-nb = (på bokmål)
site-in-nn = (på nynorsk)
site-in-en = (på engelsk)
site-in-se = (på nordsamisk)
site-not-in-your-language = Denne artikkelen finnes ikke på språket du har valgt. Du leser den
site-emergency = Nødsituasjon
site-note = Godt å vite
site-contents = Innhold
site-services = Bruk tjenestene
site-related = Les også
site-about-article = Om artikkelen
site-contributor = Ansvarlig
site-authors = Skrevet av
site-updated = Sist oppdatert
site-next-review = Gjennomgås på nytt innen
site-sources = Kilder
site-cite = Slik viser du til artikkelen
site-cite-as = { $contributor }. { $title }. Helsevei, oppdatert { $updated }. { $address }
site-also-in = Finnes også på
site-search = Søk
site-search-lead = Søk i artikler og tjenester. Det du søker etter, blir ikke knyttet til deg.
site-search-label = Hva leter du etter?
site-search-topic = Tema
site-search-all-topics = Alle temaer
site-search-language = Språk
site-search-all-languages = Alle språk
site-search-hits = { $count ->
    [0] Ingen treff
    [one] Ett treff
   *[other] { $count } treff
  }
site-search-none = Prøv andre ord, færre ord eller en annen skrivemåte. Du kan også gå til et tema:
site-search-none-else = Eller se alt som finnes:
site-kind-service = Tjeneste
site-previous = Forrige
site-next = Neste
site-feed = Helsevei: nye og endrede artikler
site-treatments = Velg behandlingssted
site-treatments-lead = Se hvem som gir behandlingen du er henvist til, og hvor lenge du må regne med å vente.
site-treatments-label = Hvilken behandling gjelder det?
site-treatments-hits = { $count ->
    [0] Ingen behandlinger
    [one] 1 behandling
   *[other] { $count } behandlinger
}
site-treatments-none = Vi fant ikke behandlingen. Prøv et annet ord, eller se etter den i listen under.
site-treatments-none-else = Ikke alle behandlinger står her. Spør fastlegen, eller stedet du er henvist til.
site-treatments-empty = Det er ingen behandlinger her ennå.
site-treatments-all = Alle behandlinger
site-treatments-summary = { $name }: stedene som gir behandlingen, og forventet ventetid.
site-treatments-compare = Sammenlign: { $name }
site-treatments-found = Velg behandlingssted for

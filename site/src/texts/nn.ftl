site-front-title = Vegen din til helsetenesta
site-front-lead = Sjå timane dine, kven som har sett på opplysningane dine, og bestem sjølv over dei. For deg, barna dine og dei du har fullmakt frå.
site-front-log-in = Logg inn
site-front-services = Tenester
site-front-children = For barna dine
site-front-children-text = Er du forelder, ser du timane til barn under 16 år og kan handle for dei. Frå barnet er 12 år, ser du mindre.
site-front-control = Du bestemmer
site-front-control-text = Kvar gong nokon ser på opplysningane dine, blir det skrive ned kven, når og kvifor. Du kan lese det sjølv.
site-front-everyone = For alle
site-front-everyone-text = Alt verkar på telefon, med skjermlesar, med tastatur og på ei treg linje.
site-front-about = Slik verkar det
site-front-urgent = Hastar det?
site-front-life = Når det står om liv:
site-front-doctor = Legevakt:
site-front-more-help = Fleire telefonnummer og råd
site-front-current = Aktuelt
site-topics = Tema
site-topics-lead = Les om helse, hjelp og rettar. Du treng ikkje logge inn.
site-alphabet = Frå A til Å
site-alphabet-lead = Alle artiklar og tenester i alfabetisk rekkjefølgje.
site-alphabet-letters = Bokstavar
site-languages = Språk
site-languages-lead = Du kan bruke heile portalen på bokmål, nynorsk og engelsk. Her ser du kva som finst å lese på kvart språk.
site-languages-choose = Vis portalen på { $name }
site-languages-none = Ingen artiklar enno.
site-languages-count = { $count ->
    [one] Éin artikkel
   *[other] { $count } artiklar
  }
site-in-nb = (på bokmål)
site-in-nn = (på nynorsk)
site-in-en = (på engelsk)
site-in-se = (på nordsamisk)
site-not-in-your-language = Denne artikkelen finst ikkje på språket du har valt. Du les han
site-emergency = Naudsituasjon
site-note = Greitt å vite
site-contents = Innhald
site-services = Bruk tenestene
site-related = Les også
site-about-article = Om artikkelen
site-contributor = Ansvarleg
site-authors = Skriven av
site-updated = Sist oppdatert
site-next-review = Blir gått gjennom på nytt innan
site-sources = Kjelder
site-cite = Slik viser du til artikkelen
site-cite-as = { $contributor }. { $title }. Helsevei, oppdatert { $updated }. { $address }
site-also-in = Finst også på
site-search = Søk
site-search-lead = Søk i artiklar og tenester. Det du søkjer etter, blir ikkje knytt til deg.
site-search-label = Kva leitar du etter?
site-search-topic = Tema
site-search-all-topics = Alle tema
site-search-language = Språk
site-search-all-languages = Alle språk
site-search-hits = { $count ->
    [0] Ingen treff
    [one] Eitt treff
   *[other] { $count } treff
  }
site-search-none = Prøv andre ord, færre ord eller ein annan skrivemåte. Du kan også gå til eit tema:
site-search-none-else = Eller sjå alt som finst:
site-kind-service = Teneste
site-previous = Førre
site-next = Neste
site-feed = Helsevei: nye og endra artiklar
site-treatments = Vel behandlingsstad
site-treatments-lead = Sjå kven som gir behandlinga du er tilvist til, og kor lenge du må rekne med å vente.
site-treatments-label = Kva behandling gjeld det?
site-treatments-hits = { $count ->
    [0] Ingen behandlingar
    [one] 1 behandling
   *[other] { $count } behandlingar
}
site-treatments-none = Vi fann ikkje behandlinga. Prøv eit anna ord, eller sjå etter ho i lista under.
site-treatments-none-else = Ikkje alle behandlingar står her. Spør fastlegen, eller staden du er tilvist til.
site-treatments-empty = Det er ingen behandlingar her enno.
site-treatments-all = Alle behandlingar
site-treatments-summary = { $name }: stadene som gir behandlinga, og forventa ventetid.
site-treatments-compare = Samanlikn: { $name }
site-treatments-found = Vel behandlingsstad for

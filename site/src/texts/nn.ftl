site-topics = Tema
site-topics-lead = Les om helse, hjelp og rettar. Du treng ikkje logge inn.
site-alphabet = Frå A til Å
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

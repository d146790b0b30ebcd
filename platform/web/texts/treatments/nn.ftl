treatments-region = Helseregion
treatments-region-all = Heile landet
treatments-stage = Kva det gjeld
treatments-stage-all = Alle
treatments-stage-utredning = Utgreiing
treatments-stage-dagbehandling = Dagbehandling
treatments-stage-dognbehandling = Døgnbehandling
treatments-from = Avstand frå
treatments-from-nowhere = Vel kommune
treatments-from-missing = Vel kvar avstanden skal reknast frå
treatments-within = Innan
treatments-within-any = Uansett avstand
treatments-kilometres = { $count } km
treatments-order = Sorter etter
treatments-order-ventetid = Ventetid
treatments-order-avstand = Avstand
treatments-order-navn = Namn
treatments-show = Vis stader
treatments-shown = { $count ->
    [one] 1 stad av { $total }
   *[other] { $count } stader av { $total }
}
treatments-nothing = Ingen stader passar til det du har valt.
treatments-nothing-why = Prøv ein annan helseregion, ein større avstand eller «Alle».
treatments-show-all = Vis alle stader
treatments-legend = Stadene
treatments-choose-three = Kryss av for to eller tre stader for å samanlikne dei.
treatments-too-few = Kryss av for to eller tre stader
treatments-too-many = Du kan samanlikne høgst tre stader. Ta bort krysset for nokre.
treatments-mark = Samanlikn { $name }
treatments-compare = Samanlikn stader
treatments-csv = Last ned som rekneark (CSV)
treatments-back = Tilbake til stadene
treatments-comparison = Stadene side om side
treatments-fact = Opplysning
treatments-weeks = { $count ->
    [0] Under 1 veke
    [one] 1 veke
   *[other] { $count } veker
}
treatments-updated = Oppdatert { $day }
treatments-old = Gammalt tal: spør staden
treatments-private = Privat med avtale
treatments-public = Offentleg
treatments-owner = Offentleg eller privat
treatments-distance = Avstand i luftlinje (km)
treatments-far = Avstand i luftlinje
treatments-distance-unknown = Ukjent
treatments-address = Adresse
treatments-telephone = Telefon
treatments-web = Nettstad
treatments-web-of = Nettstaden til { $name }
treatments-none = Ikkje oppgitt
treatments-not-offered = Blir ikkje tilbode her
treatments-treatment = Behandling
treatments-place = Stad
treatments-municipality = Kommune
treatments-expected = Forventa ventetid (veker)
treatments-updated-head = Oppdatert
treatments-checked = Ventetidene vart sist kontrollerte { $day }.
treatments-is-old = Nokre av ventetidene er meir enn 90 dagar gamle, og kan vere feil. Ring staden og spør før du vel.
treatments-air = Avstandar er i luftlinje frå midt mellom stadene i kommunen.
treatments-about = Slik vel du
treatments-about-wait = Kva betyr ventetida?
treatments-about-wait-text = Forventa ventetid er kor mange veker staden reknar med at ein ny pasient må vente. Det er eit anslag. Hastar det meir for deg, skal du få hjelp før. Blir du dårlegare medan du ventar, ta kontakt med fastlegen.
treatments-about-stages = Utgreiing er den første timen og undersøkingane. Ved dagbehandling reiser du heim same dagen. Ved døgnbehandling overnattar du.
treatments-about-right = Din rett til å velje
treatments-about-right-text = Når du er tilvist til spesialisthelsetenesta, kan du velje kvar du vil bli behandla: på offentlege sjukehus i heile landet, og på private stader som har avtale med eit regionalt helseføretak. Retten gjeld ikkje når det er akutt, og du kan ikkje velje eit meir spesialisert tilbod enn du treng. Eigendelen for reisa kan bli høgare i ein annan helseregion.
treatments-about-do = Kva gjer du?
treatments-about-do-gp = Er du ikkje tilvist enno? Snakk med fastlegen, og sei kvar du vil bli tilvist.
treatments-about-do-place = Er du tilvist, eller står du på venteliste? Ring staden du vil til. Dei hjelper deg med å flytte tilvisinga.
treatments-about-do-call = Treng du råd? Ring rettleiinga:

# Fagområde.
treatments-field-addiction = Rus og avhengnad
treatments-field-cancer = Kreft
treatments-field-children = Barn og unge
treatments-field-ear-nose-throat = Øyre, nase og hals
treatments-field-eyes = Auge
treatments-field-heart = Hjarte og blodårer
treatments-field-hormones = Hormon og stoffskifte
treatments-field-imaging = Røntgen, MR og ultralyd
treatments-field-kidneys = Nyrer
treatments-field-lungs = Lunger
treatments-field-mental-health = Psykisk helse
treatments-field-nerves = Hjerne og nervar
treatments-field-orthopaedics = Skjelett, ledd og musklar
treatments-field-pain = Smerter
treatments-field-rehabilitation = Rehabilitering
treatments-field-rheumatism = Revmatisme
treatments-field-skin = Hud
treatments-field-sleep = Søvn
treatments-field-stomach = Mage og tarm
treatments-field-surgery = Kirurgi
treatments-field-teeth = Kjeve og tenner
treatments-field-urology = Urinvegar
treatments-field-womens-health = Kvinnehelse
treatments-field-other = Anna

treatments-region = Helseregion
treatments-region-all = Hele landet
treatments-stage = Hva det gjelder
treatments-stage-all = Alle
treatments-stage-utredning = Utredning
treatments-stage-dagbehandling = Dagbehandling
treatments-stage-dognbehandling = Døgnbehandling
treatments-from = Avstand fra
treatments-from-nowhere = Velg kommune
treatments-from-missing = Velg hvor avstanden skal regnes fra
treatments-within = Innen
treatments-within-any = Uansett avstand
treatments-kilometres = { $count } km
treatments-order = Sorter etter
treatments-order-ventetid = Ventetid
treatments-order-avstand = Avstand
treatments-order-navn = Navn
treatments-show = Vis steder
treatments-shown = { $count ->
    [one] 1 sted av { $total }
   *[other] { $count } steder av { $total }
}
treatments-nothing = Ingen steder passer til det du har valgt.
treatments-nothing-why = Prøv en annen helseregion, en større avstand eller «Alle».
treatments-show-all = Vis alle steder
treatments-legend = Stedene
treatments-choose-three = Kryss av for to eller tre steder for å sammenligne dem.
treatments-too-few = Kryss av for to eller tre steder
treatments-too-many = Du kan sammenligne høyst tre steder. Ta bort krysset for noen.
treatments-mark = Sammenlign { $name }
treatments-compare = Sammenlign steder
treatments-csv = Last ned som regneark (CSV)
treatments-back = Tilbake til stedene
treatments-comparison = Stedene side om side
treatments-fact = Opplysning
treatments-weeks = { $count ->
    [0] Under 1 uke
    [one] 1 uke
   *[other] { $count } uker
}
treatments-updated = Oppdatert { $day }
treatments-old = Gammelt tall: spør stedet
treatments-private = Privat med avtale
treatments-public = Offentlig
treatments-owner = Offentlig eller privat
treatments-distance = Avstand i luftlinje (km)
treatments-far = Avstand i luftlinje
treatments-distance-unknown = Ukjent
treatments-address = Adresse
treatments-telephone = Telefon
treatments-web = Nettsted
treatments-web-of = Nettstedet til { $name }
treatments-none = Ikke oppgitt
treatments-not-offered = Tilbys ikke her
treatments-treatment = Behandling
treatments-place = Sted
treatments-municipality = Kommune
treatments-expected = Forventet ventetid (uker)
treatments-updated-head = Oppdatert
treatments-checked = Ventetidene ble sist kontrollert { $day }.
treatments-is-old = Noen av ventetidene er mer enn 90 dager gamle, og kan være feil. Ring stedet og spør før du velger.
treatments-air = Avstander er i luftlinje fra midt mellom stedene i kommunen.
treatments-about = Slik velger du
treatments-about-wait = Hva betyr ventetiden?
treatments-about-wait-text = Forventet ventetid er hvor mange uker stedet regner med at en ny pasient må vente. Det er et anslag. Haster det mer for deg, skal du få hjelp før. Blir du dårligere mens du venter, ta kontakt med fastlegen.
treatments-about-stages = Utredning er den første timen og undersøkelsene. Ved dagbehandling reiser du hjem samme dag. Ved døgnbehandling overnatter du.
treatments-about-right = Din rett til å velge
treatments-about-right-text = Når du er henvist til spesialisthelsetjenesten, kan du velge hvor du vil behandles: på offentlige sykehus i hele landet, og på private steder som har avtale med et regionalt helseforetak. Retten gjelder ikke når det er akutt, og du kan ikke velge et mer spesialisert tilbud enn du trenger. Egenandelen for reisen kan bli høyere i en annen helseregion.
treatments-about-do = Hva gjør du?
treatments-about-do-gp = Er du ikke henvist ennå? Snakk med fastlegen, og si hvor du vil henvises.
treatments-about-do-place = Er du henvist, eller står du på venteliste? Ring stedet du vil til. De hjelper deg med å flytte henvisningen.
treatments-about-do-call = Trenger du råd? Ring veiledningen:

# Fagområder.
treatments-field-addiction = Rus og avhengighet
treatments-field-cancer = Kreft
treatments-field-children = Barn og unge
treatments-field-ear-nose-throat = Øre, nese og hals
treatments-field-eyes = Øyne
treatments-field-heart = Hjerte og blodårer
treatments-field-hormones = Hormoner og stoffskifte
treatments-field-imaging = Røntgen, MR og ultralyd
treatments-field-kidneys = Nyrer
treatments-field-lungs = Lunger
treatments-field-mental-health = Psykisk helse
treatments-field-nerves = Hjerne og nerver
treatments-field-orthopaedics = Skjelett, ledd og muskler
treatments-field-pain = Smerter
treatments-field-rehabilitation = Rehabilitering
treatments-field-rheumatism = Revmatisme
treatments-field-skin = Hud
treatments-field-sleep = Søvn
treatments-field-stomach = Mage og tarm
treatments-field-surgery = Kirurgi
treatments-field-teeth = Kjeve og tenner
treatments-field-urology = Urinveier
treatments-field-womens-health = Kvinnehelse
treatments-field-other = Annet

treatment-centre-title = Vel behandlingsstad
treatment-centre-about = Sjå kven som gir behandlinga du er tilvist til, og kor lenge du må rekne med å vente.
treatment-centre-help-consent = Alle kan sjå stader og ventetider utan å logge inn. Tilvisingane dine høyrer til nivået Full. Utan det samtykket ser du dei ikkje her.
treatment-centre-help-power = Den du gir fullmakt til «Digitale helsetenester», ser tilvisingane dine og stadene for dei.
treatment-centre-help-children = Du ser tilvisingane til barn under 12 år. Frå 12 år ser foreldre dei ikkje, og ungdom ser dei ikkje sjølve før dei er 16. Ring staden eller fastlegen.
treatment-centre-help-unlisted = Har du fortruleg eller strengt fortruleg adresse, vel du stad som andre. Ingen kan sjå tilvisingane på vegner av deg, og vi bruker aldri adressa di til å rekne avstand.
treatment-centre-lead = Vel ei tilvising for å sjå kven som gir behandlinga, og kor lenge du må rekne med å vente.
treatment-centre-yours = Tilvisingar
treatment-centre-none = Det er ingen tilvisingar her.
treatment-centre-none-why = Ikkje alle sender tilvisingar hit enno. Du kan likevel sjå alle behandlingar, stader og ventetider.
treatment-centre-all = Sjå alle behandlingar
treatment-centre-refused = Tilvisingar blir ikkje viste her.
treatment-centre-referral = Tilvising
treatment-centre-referred = Tilvist { $day }
treatment-centre-by = Frå { $name }
treatment-centre-to = Til { $name }
treatment-centre-compare = Samanlikn stader
treatment-centre-unknown = Tilvisinga seier ikkje kva for ei av behandlingane her ho gjeld. Vel den som passar, eller spør den som tilviste deg.
treatment-centre-which = Kva behandling gjeld det?
treatment-centre-choose = Vel behandling
treatment-centre-show = Vis stader
treatment-centre-count = { $count ->
    [one] 1 tilvising å velje stad for
   *[other] { $count } tilvisingar å velje stad for
}
treatment-centre-event-new = Ny tilvising: { $what }
treatment-centre-event-changed = Endra tilvising: { $what }

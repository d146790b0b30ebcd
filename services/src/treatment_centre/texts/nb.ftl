treatment-centre-title = Velg behandlingssted
treatment-centre-about = Se hvem som gir behandlingen du er henvist til, og hvor lenge du må regne med å vente.
treatment-centre-help-consent = Alle kan se steder og ventetider uten å logge inn. Henvisningene dine hører til nivået Full. Uten det samtykket ser du dem ikke her.
treatment-centre-help-power = Den du gir fullmakt til «Digitale helsetjenester», ser henvisningene dine og stedene for dem.
treatment-centre-help-children = Du ser henvisningene til barn under 12 år. Fra 12 år ser foreldre dem ikke, og ungdom ser dem ikke selv før de er 16. Ring stedet eller fastlegen.
treatment-centre-help-unlisted = Har du fortrolig eller strengt fortrolig adresse, velger du sted som andre. Ingen kan se henvisningene på vegne av deg, og vi bruker aldri adressen din til å regne avstand.
treatment-centre-lead = Velg en henvisning for å se hvem som gir behandlingen, og hvor lenge du må regne med å vente.
treatment-centre-yours = Henvisninger
treatment-centre-none = Det er ingen henvisninger her.
treatment-centre-none-why = Ikke alle sender henvisninger hit ennå. Du kan likevel se alle behandlinger, steder og ventetider.
treatment-centre-all = Se alle behandlinger
treatment-centre-refused = Henvisninger vises ikke her.
treatment-centre-referral = Henvisning
treatment-centre-referred = Henvist { $day }
treatment-centre-by = Fra { $name }
treatment-centre-to = Til { $name }
treatment-centre-compare = Sammenlign steder
treatment-centre-unknown = Henvisningen sier ikke hvilken av behandlingene her den gjelder. Velg den som passer, eller spør den som henviste deg.
treatment-centre-which = Hvilken behandling gjelder det?
treatment-centre-choose = Velg behandling
treatment-centre-show = Vis steder
treatment-centre-count = { $count ->
    [one] 1 henvisning å velge sted for
   *[other] { $count } henvisninger å velge sted for
}
treatment-centre-event-new = Ny henvisning: { $what }
treatment-centre-event-changed = Endret henvisning: { $what }

notification-settings-title = Varsel
notification-settings-about = Sjå kva vi har varsla deg om, og bestem kor mykje du vil ha.
notification-settings-help-consent = Denne sida er open for alle som kan logge inn, same kva samtykkenivå dei har. Du får varsel berre om det du sjølv kan opne.
notification-settings-help-power = Har du fullmakt frå nokon, avgjer du sjølv om du vil ha varsel om det same som dei.
notification-settings-help-children = Foreldre får alltid varsel om barn under 16 år, så langt dei kan sjå det. Barn frå 13 år får eigne varsel.
notification-settings-help-unlisted = Har du hemmeleg adresse, får du varsel som andre, men vi nemner aldri kven avsendaren er.

notification-settings-views = Visingar
notification-settings-tab-list = Varsel
notification-settings-tab-choose = Innstillingar
notification-settings-for-another = Her er det du sjølv er varsla om for denne personen.
notification-settings-own-choices = Sjå dine eigne innstillingar
notification-settings-none = Du har ingen varsel.
notification-settings-none-why = Når noko nytt kjem til deg, står det her.
notification-settings-new = Ny
notification-settings-about-person = Gjeld { $name }
notification-settings-kept = Varsel blir ståande i eitt år. Dei 100 nyaste er viste.
notification-settings-sent = Sendt på e-post til { $to } { $when }
notification-settings-waiting = E-post blir send tidlegast { $when }
notification-settings-dead = E-posten kunne ikkje leverast ({ $when }). Sjå etter at adressa di er rett.
notification-settings-quiet-level = Vist berre her, fordi du har valt færre varsel.
notification-settings-quiet-unknown = Vist berre her, fordi vi ikkje har e-postadressa di.
notification-settings-quiet-reserved = Vist berre her, fordi du har reservert deg mot digital post.
notification-settings-quiet-stale = Vist berre her, fordi e-postadressa di ikkje er stadfesta på 18 månader.
notification-settings-quiet-shared = Vist berre her, fordi fleire bruker e-postadressa di.
notification-settings-quiet-other = Vist berre her.
notification-settings-choose-title = Innstillingar for varsel
notification-settings-saved = Vala dine er lagra.
notification-settings-where = Kvar vi sender varsel
notification-settings-email = E-post
notification-settings-confirmed = Sist stadfesta
notification-settings-where-text = Adressa kjem frå Kontakt- og reservasjonsregisteret. Du endrar og stadfestar henne på norge.no. Vi sender e-post mellom klokka 7 og 23.
notification-settings-no-address = Vi har inga e-postadresse til deg. Legg henne inn på norge.no for å få varsel. Til då ser du alt her.
notification-settings-reserved = Du har reservert deg mot digital post. Då sender vi ingen varsel. Du ser alt her.
notification-settings-stale = E-postadressa er ikkje stadfesta på 18 månader, og vi bruker henne ikkje. Stadfest henne på norge.no.
notification-settings-level = Kor mykje vil du ha varsel om?
notification-settings-level-text = Valet gjeld e-post. Her i Helsevei ser du alt.
notification-settings-few = Så lite som mogleg
notification-settings-few-text = Om behandlinga di: timar, meldingar frå helsepersonell, vedtak og det du må følgje opp.
notification-settings-standard = Vanleg
notification-settings-standard-text = Også svar på det du har bede om.
notification-settings-many = Så mykje som mogleg
notification-settings-many-text = Også stadfestingar og kvitteringar på det du sjølv gjer.
notification-settings-others = Dei du har fullmakt frå
notification-settings-about-giver = Gi meg dei same varsla om { $name }
notification-settings-children = Du får alltid varsel om barna du handlar for:
notification-settings-save = Lagre vala
notification-settings-choose-level = Vel kor mykje du vil ha varsel om.

# A letter never says more than this (N3): no names, nothing that logs in.
notification-settings-letter-subject = Ny melding i Helsevei
notification-settings-letter-new = Du har ei ny melding i Helsevei.
notification-settings-letter-from = Du har ei ny melding i Helsevei frå { $sender }.
notification-settings-letter-named = Du har ei ny melding i Helsevei: { $what }.
notification-settings-letter-from-named = Du har ei ny melding i Helsevei frå { $sender }: { $what }.
notification-settings-letter-text =
    { $news }

    Logg inn på den måten du pleier for å lese henne. Helsevei har adressa { $address }

    Denne e-posten er send automatisk og kan ikkje svarast på. Kva du vil ha varsel om, avgjer du sjølv i Helsevei.

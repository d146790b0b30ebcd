notification-settings-title = Varsler
notification-settings-about = Se hva vi har varslet deg om, og bestem hvor mye du vil ha.
notification-settings-help-consent = Denne siden er åpen for alle som kan logge inn, uansett samtykkenivå. Du får varsel bare om det du selv kan åpne.
notification-settings-help-power = Har du fullmakt fra noen, bestemmer du selv om du vil ha varsel om det samme som de.
notification-settings-help-children = Foreldre får alltid varsel om barn under 16 år, så langt de kan se det. Barn fra 13 år får egne varsler.
notification-settings-help-unlisted = Har du hemmelig adresse, får du varsel som andre, men vi nevner aldri hvem avsenderen er.

notification-settings-views = Visninger
notification-settings-tab-list = Varsler
notification-settings-tab-choose = Innstillinger
notification-settings-for-another = Her er det du selv er varslet om for denne personen.
notification-settings-own-choices = Se dine egne innstillinger
notification-settings-none = Du har ingen varsler.
notification-settings-none-why = Når noe nytt kommer til deg, står det her.
notification-settings-new = Ny
notification-settings-about-person = Gjelder { $name }
notification-settings-kept = Varsler blir stående i ett år. De 100 nyeste vises.
notification-settings-sent = Sendt på e-post til { $to } { $when }
notification-settings-waiting = E-post blir sendt tidligst { $when }
notification-settings-dead = E-posten kunne ikke leveres ({ $when }). Se etter at adressen din er riktig.
notification-settings-quiet-level = Vist bare her, fordi du har valgt færre varsler.
notification-settings-quiet-unknown = Vist bare her, fordi vi ikke har e-postadressen din.
notification-settings-quiet-reserved = Vist bare her, fordi du har reservert deg mot digital post.
notification-settings-quiet-stale = Vist bare her, fordi e-postadressen din ikke er bekreftet på 18 måneder.
notification-settings-quiet-shared = Vist bare her, fordi flere bruker e-postadressen din.
notification-settings-quiet-other = Vist bare her.
notification-settings-choose-title = Innstillinger for varsler
notification-settings-saved = Valgene dine er lagret.
notification-settings-where = Hvor vi sender varsel
notification-settings-email = E-post
notification-settings-confirmed = Sist bekreftet
notification-settings-where-text = Adressen kommer fra Kontakt- og reservasjonsregisteret. Du endrer og bekrefter den på norge.no. Vi sender e-post mellom klokka 7 og 23.
notification-settings-no-address = Vi har ingen e-postadresse til deg. Legg den inn på norge.no for å få varsel. Til da ser du alt her.
notification-settings-reserved = Du har reservert deg mot digital post. Da sender vi ingen varsler. Du ser alt her.
notification-settings-stale = E-postadressen er ikke bekreftet på 18 måneder, og vi bruker den ikke. Bekreft den på norge.no.
notification-settings-level = Hvor mye vil du ha varsel om?
notification-settings-level-text = Valget gjelder e-post. Her i Helsevei ser du alt.
notification-settings-few = Så lite som mulig
notification-settings-few-text = Om behandlingen din: timer, meldinger fra helsepersonell, vedtak og det du må følge opp.
notification-settings-standard = Vanlig
notification-settings-standard-text = Også svar på det du har bedt om.
notification-settings-many = Så mye som mulig
notification-settings-many-text = Også bekreftelser og kvitteringer på det du selv gjør.
notification-settings-others = De du har fullmakt fra
notification-settings-about-giver = Gi meg de samme varslene om { $name }
notification-settings-children = Du får alltid varsel om barna du handler for:
notification-settings-save = Lagre valgene
notification-settings-choose-level = Velg hvor mye du vil ha varsel om.

# A letter never says more than this (N3): no names, nothing that logs in.
notification-settings-letter-subject = Ny melding i Helsevei
notification-settings-letter-new = Du har en ny melding i Helsevei.
notification-settings-letter-from = Du har en ny melding i Helsevei fra { $sender }.
notification-settings-letter-named = Du har en ny melding i Helsevei: { $what }.
notification-settings-letter-from-named = Du har en ny melding i Helsevei fra { $sender }: { $what }.
notification-settings-letter-text =
    { $news }

    Logg inn på den måten du pleier for å lese den. Helsevei har adressen { $address }

    Denne e-posten er sendt automatisk og kan ikke besvares. Hva du vil ha varsel om, bestemmer du selv i Helsevei.

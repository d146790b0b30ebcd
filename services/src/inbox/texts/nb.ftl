inbox-title = Innboks
inbox-about = Skriv til helsetjenesten, og les svar og brev derfra.
inbox-help-consent = Innboksen hører til nivået Full. Velger du et lavere nivå, kan du verken lese eller skrive her.
inbox-help-power = Den du gir fullmakt til «Digitale helsetjenester», leser meldingene dine. Fullmakten sier om hun eller han også kan skrive for deg.
inbox-help-children = Du skriver og leser for barn under 16 år. Det du skriver, ser ikke ungdommen. Helsetjenesten kan skjerme et svar for foreldre.
inbox-help-unlisted = Har du eller barnet fortrolig eller strengt fortrolig adresse, kan ingen lese eller skrive på vegne av andre.
inbox-views = Hvilke meldinger
inbox-view-inbox = Alle
inbox-view-unread = Uleste
inbox-view-letters = Brev
inbox-view-archive = Arkiv
inbox-none = Det er ingen meldinger her.
inbox-none-why = Meldinger fra helsetjenesten kommer hit når den bruker Helsevei.
inbox-unread = Ulest
inbox-messages = { $count ->
    [one] én melding
   *[other] { $count } meldinger
 }
inbox-card = { $count ->
    [0] Ingen uleste meldinger.
    [one] Én ulest samtale.
   *[other] { $count } uleste samtaler.
 }
inbox-event = Ny melding fra { $who }
inbox-message-from = Melding fra { $who }
inbox-unknown-service = Helsetjenesten
inbox-state-answered = Besvart
inbox-state-closed = Avsluttet
inbox-kind = Hva gjelder det?
inbox-kind-question = Spørsmål
inbox-kind-question-about = Noe du lurer på, og som ikke haster.
inbox-kind-e-consultation = E-konsultasjon
inbox-kind-e-consultation-about = Legen vurderer plagene dine skriftlig. Det koster som en time på kontoret.
inbox-kind-renewal = Fornye resept
inbox-kind-renewal-about = Et legemiddel du bruker fast, og snart er tom for.
inbox-kind-appointment-request = Be om time
inbox-kind-appointment-request-about = Du får forslag til time i svaret.
inbox-kind-letter = Brev
inbox-write = Skriv melding
inbox-search = Søk i meldinger
inbox-search-words = Ord du leter etter
inbox-search-help = Vi leter i emner, meldinger og navn på tjenester.
inbox-search-do = Søk
inbox-search-none = Ingen meldinger har alle ordene.
inbox-drafts = Utkast
inbox-drafts-none = Du har ingen utkast.
inbox-drafts-full = Du har 20 utkast, og det er ikke plass til flere. Send eller slett ett av dem først.
inbox-drafts-open = Se utkastene
inbox-discard = Slett utkastet
inbox-not-urgent = Haster det? Skriv ikke her. Ring 113 når liv er i fare, og legevakten på 116 117 når det ikke kan vente.
inbox-recipient = Hvem vil du skrive til?
inbox-recipient-help = Du kan skrive til dem du har kontakt med, og til tjenestene i kommunen din.
inbox-answers-within = Svarer vanligvis innen { $days ->
    [one] én arbeidsdag
   *[other] { $days } arbeidsdager
 }.
inbox-choose-recipient = Velg hvem du vil skrive til
inbox-choose-kind = Velg hva det gjelder
inbox-nobody = Det er ingen du kan skrive til her ennå.
inbox-nobody-why = Ring helsetjenesten du vil ha kontakt med.
inbox-next = Neste
inbox-back = Tilbake
inbox-to = Til { $who }
inbox-subject = Emne
inbox-subject-help = Kort, for eksempel «Utslett på armen».
inbox-subject-missing = Skriv hva det gjelder
inbox-line-too-long = Teksten er for lang. Bruk høyst 200 tegn.
inbox-field-medicine = Hvilket legemiddel?
inbox-field-medicine-help = Navn og styrke, slik det står på pakningen.
inbox-medicine-missing = Skriv hvilket legemiddel det gjelder
inbox-field-since = Hvor lenge har du hatt plagene? (valgfritt)
inbox-field-since-help = For eksempel «to uker».
inbox-field-when = Når passer det?
inbox-field-when-help = For eksempel «etter kl. 12, ikke torsdager».
inbox-when-missing = Skriv når det passer
inbox-text = Melding
inbox-text-help = Høyst 5000 tegn.
inbox-text-missing = Skriv meldingen
inbox-text-too-long = Meldingen er for lang. Bruk høyst 5000 tegn.
inbox-hide = Ikke vis dette for foreldrene mine
inbox-hide-help = Da ser de verken meldingen eller svaret.
inbox-files = Vedlegg
inbox-file-remove = Fjern
inbox-check = Se over
inbox-check-title = Se over meldingen
inbox-save = Lagre utkast
inbox-saved = Utkastet er lagret.
inbox-send = Send
inbox-change-text = Endre
inbox-sent = Meldingen er sendt.
inbox-expect-answer = Du kan vente svar innen { $days ->
    [one] én arbeidsdag
   *[other] { $days } arbeidsdager
 }.
inbox-you = Du
inbox-on-behalf = På vegne av { $who }
inbox-read-by-office = Lest { $when }
inbox-hidden-from-parents = Foreldrene dine ser ikke dette
inbox-hidden-from-youth = Barnet ser ikke dette
inbox-answer-by = Svar senest { $day }
inbox-confirm-by = Bekreft senest { $day }
inbox-confirm-asked = Avsenderen ber deg bekrefte.
inbox-confirm = Jeg bekrefter
inbox-confirmed = Bekreftet { $when }
inbox-posted = Sendt i posten { $when }
inbox-closed = Samtalen er avsluttet. Skriv en ny melding hvis det er noe mer.
inbox-answer = Svar
inbox-close = Avslutt samtalen
inbox-archive = Arkiver
inbox-unarchive = Flytt til innboksen

# Det som er gjort, i bruksloggen.
inbox-deed-search = søkte i meldinger
inbox-deed-list-drafts = så utkast
inbox-deed-draft = skrev på et utkast
inbox-deed-discard-draft = slettet et utkast
inbox-deed-write = sendte en melding
inbox-deed-close = avsluttet en samtale
inbox-deed-reopen = åpnet en avsluttet samtale igjen
inbox-deed-mark = endret hvem som ser en melding
inbox-deed-archive = arkiverte en samtale
inbox-deed-confirm = bekreftet et brev
inbox-deed-open-file = lastet ned et vedlegg
inbox-deed-print-letter = gjorde et uåpnet brev klart for posten
inbox-deed-post-letter = sendte et uåpnet brev i posten

# Det man får vite om.
inbox-notice-message = Ny melding
inbox-notice-answer = Svar på en melding
inbox-notice-letter = Nytt brev
inbox-notice-sent = En melding ble sendt fra Helsevei
inbox-notice-posted = Et brev du ikke har åpnet, er sendt i posten

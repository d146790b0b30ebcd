inbox-title = Innboks
inbox-about = Skriv til helsetenesta, og les svar og brev derifrå.
inbox-help-consent = Innboksen høyrer til nivået Full. Vel du eit lågare nivå, kan du verken lese eller skrive her.
inbox-help-power = Den du gir fullmakt til «Digitale helsetenester», les meldingane dine. Fullmakta seier om ho eller han også kan skrive for deg.
inbox-help-children = Du skriv og les for barn under 16 år. Det du skriv, ser ikkje ungdommen. Helsetenesta kan skjerme eit svar for foreldre.
inbox-help-unlisted = Har du eller barnet fortruleg eller strengt fortruleg adresse, kan ingen lese eller skrive på vegner av andre.
inbox-views = Kva meldingar
inbox-view-inbox = Alle
inbox-view-unread = Ulesne
inbox-view-letters = Brev
inbox-view-archive = Arkiv
inbox-none = Det er ingen meldingar her.
inbox-none-why = Meldingar frå helsetenesta kjem hit når ho bruker Helsevei.
inbox-unread = Ulesen
inbox-messages = { $count ->
    [one] éi melding
   *[other] { $count } meldingar
 }
inbox-card = { $count ->
    [0] Ingen ulesne meldingar.
    [one] Éin ulesen samtale.
   *[other] { $count } ulesne samtalar.
 }
inbox-event = Ny melding frå { $who }
inbox-message-from = Melding frå { $who }
inbox-unknown-service = Helsetenesta
inbox-state-answered = Svart på
inbox-state-closed = Avslutta
inbox-kind = Kva gjeld det?
inbox-kind-question = Spørsmål
inbox-kind-question-about = Noko du lurer på, og som ikkje hastar.
inbox-kind-e-consultation = E-konsultasjon
inbox-kind-e-consultation-about = Legen vurderer plagene dine skriftleg. Det kostar som ein time på kontoret.
inbox-kind-renewal = Fornye resept
inbox-kind-renewal-about = Eit legemiddel du bruker fast, og snart er tom for.
inbox-kind-appointment-request = Be om time
inbox-kind-appointment-request-about = Du får framlegg til time i svaret.
inbox-kind-letter = Brev
inbox-write = Skriv melding
inbox-search = Søk i meldingar
inbox-search-words = Ord du leitar etter
inbox-search-help = Vi leitar i emne, meldingar og namn på tenester.
inbox-search-do = Søk
inbox-search-none = Ingen meldingar har alle orda.
inbox-drafts = Utkast
inbox-drafts-none = Du har ingen utkast.
inbox-drafts-full = Du har 20 utkast, og det er ikkje plass til fleire. Send eller slett eitt av dei først.
inbox-drafts-open = Sjå utkasta
inbox-discard = Slett utkastet
inbox-not-urgent = Hastar det? Skriv ikkje her. Ring 113 når liv er i fare, og legevakta på 116 117 når det ikkje kan vente.
inbox-recipient = Kven vil du skrive til?
inbox-recipient-help = Du kan skrive til dei du har kontakt med, og til tenestene i kommunen din.
inbox-answers-within = Svarer vanlegvis innan { $days ->
    [one] éin arbeidsdag
   *[other] { $days } arbeidsdagar
 }.
inbox-choose-recipient = Vel kven du vil skrive til
inbox-choose-kind = Vel kva det gjeld
inbox-nobody = Det er ingen du kan skrive til her enno.
inbox-nobody-why = Ring helsetenesta du vil ha kontakt med.
inbox-next = Neste
inbox-back = Tilbake
inbox-to = Til { $who }
inbox-subject = Emne
inbox-subject-help = Kort, til dømes «Utslett på armen».
inbox-subject-missing = Skriv kva det gjeld
inbox-line-too-long = Teksten er for lang. Bruk høgst 200 teikn.
inbox-field-medicine = Kva legemiddel?
inbox-field-medicine-help = Namn og styrke, slik det står på pakninga.
inbox-medicine-missing = Skriv kva legemiddel det gjeld
inbox-field-since = Kor lenge har du hatt plagene? (valfritt)
inbox-field-since-help = Til dømes «to veker».
inbox-field-when = Når passar det?
inbox-field-when-help = Til dømes «etter kl. 12, ikkje torsdagar».
inbox-when-missing = Skriv når det passar
inbox-text = Melding
inbox-text-help = Høgst 5000 teikn.
inbox-text-missing = Skriv meldinga
inbox-text-too-long = Meldinga er for lang. Bruk høgst 5000 teikn.
inbox-hide = Ikkje vis dette for foreldra mine
inbox-hide-help = Då ser dei verken meldinga eller svaret.
inbox-files = Vedlegg
inbox-file-remove = Fjern
inbox-check = Sjå over
inbox-check-title = Sjå over meldinga
inbox-save = Lagre utkast
inbox-saved = Utkastet er lagra.
inbox-send = Send
inbox-change-text = Endre
inbox-sent = Meldinga er send.
inbox-expect-answer = Du kan vente svar innan { $days ->
    [one] éin arbeidsdag
   *[other] { $days } arbeidsdagar
 }.
inbox-you = Du
inbox-on-behalf = På vegner av { $who }
inbox-read-by-office = Lesen { $when }
inbox-hidden-from-parents = Foreldra dine ser ikkje dette
inbox-hidden-from-youth = Barnet ser ikkje dette
inbox-answer-by = Svar seinast { $day }
inbox-confirm-by = Stadfest seinast { $day }
inbox-confirm-asked = Avsendaren ber deg stadfeste.
inbox-confirm = Eg stadfester
inbox-confirmed = Stadfesta { $when }
inbox-posted = Send i posten { $when }
inbox-closed = Samtalen er avslutta. Skriv ei ny melding om det er noko meir.
inbox-answer = Svar
inbox-close = Avslutt samtalen
inbox-archive = Arkiver
inbox-unarchive = Flytt til innboksen

# Det som er gjort, i bruksloggen.
inbox-deed-search = søkte i meldingar
inbox-deed-list-drafts = såg utkast
inbox-deed-draft = skreiv på eit utkast
inbox-deed-discard-draft = sletta eit utkast
inbox-deed-write = sende ei melding
inbox-deed-close = avslutta ein samtale
inbox-deed-reopen = opna ein avslutta samtale att
inbox-deed-mark = endra kven som ser ei melding
inbox-deed-archive = arkiverte ein samtale
inbox-deed-confirm = stadfesta eit brev
inbox-deed-open-file = lasta ned eit vedlegg
inbox-deed-print-letter = gjorde eit uopna brev klart for posten
inbox-deed-post-letter = sende eit uopna brev i posten

# Det ein får vite om.
inbox-notice-message = Ny melding
inbox-notice-answer = Svar på ei melding
inbox-notice-letter = Nytt brev
inbox-notice-sent = Ei melding vart send frå Helsevei
inbox-notice-posted = Eit brev du ikkje har opna, er sendt i posten

# Log-ins that did not succeed
log-in-cancelled-title = Du avbrøt innloggingen
log-in-cancelled-text = Du er ikke logget inn. Du kan prøve igjen når du vil.
log-in-stale-title = Innloggingen ble ikke fullført
log-in-stale-text = Det tok for lang tid, eller siden er brukt før. Det kan også være at du begynte i en annen nettleser. Prøv igjen.
log-in-level-title = Du må bruke en sikrere innlogging
log-in-level-text = Helsevei viser helseopplysninger og krever høyeste sikkerhetsnivå. Logg inn med BankID, Buypass eller Commfides.
log-in-foreign-title = Du trenger et norsk nummer
log-in-foreign-text = Den elektroniske ID-en din har ikke norsk fødselsnummer eller D-nummer. Uten det finner vi ikke opplysningene dine.
log-in-doubt-title = Vi kunne ikke stole på innloggingen
log-in-doubt-text = Svaret vi fikk, stemte ikke med innloggingen din. For sikkerhets skyld er du ikke logget inn. Prøv igjen, og si fra til oss hvis det gjentar seg.
log-in-away-title = Innloggingen virker ikke akkurat nå
log-in-away-text = Vi får ikke kontakt med den elektroniske ID-en. Prøv igjen om noen minutter.
log-in-young-title = Du er for ung til å logge inn
log-in-young-text = Du må være 13 år for å logge inn selv. En av foreldrene dine kan logge inn og hjelpe deg.
log-in-ended-title = Nummeret er ikke i bruk lenger
log-in-ended-text = Fødselsnummeret eller D-nummeret du logget inn med, er ikke i bruk i Folkeregisteret. Har du fått et nytt, trenger du en elektronisk ID med det nye nummeret. Skatteetaten kan svare på spørsmål om nummeret ditt.
log-in-unknown-title = Vi kan ikke logge deg inn
log-in-unknown-text = Den elektroniske ID-en kan ikke brukes her, etter det som står i Folkeregisteret. Mener du at det er feil, kan du kontakte Skatteetaten.
log-in-no-role-title = Du har ingen rolle ved noe kontor
log-in-no-role-text = Vi vet hvem du er, men ingen har gitt deg en rolle her. Spør administratoren der du jobber. Vil du se dine egne opplysninger, logger du inn som innbygger.
log-in-guidance = Trenger du hjelp? Ring oss på
log-in-again = Prøv igjen
log-in-out-of-eid = Logg ut av den elektroniske ID-en

# Log-out
log-in-out-title = Vil du logge ut?
log-in-out-text = Du blir logget ut av Helsevei og av den elektroniske ID-en.
log-in-done-title = Du er logget ut
log-in-done-text = Lukk nettleseren hvis andre bruker samme enhet.
log-in-done-next = Du er logget ut av Helsevei og sendes nå videre for å logge ut av den elektroniske ID-en.

# Forms sent too late
log-in-kept-title = Skjemaer vi har tatt vare på
log-in-kept-text = Du sendte inn noe etter at du var logget ut. Det er ikke levert ennå. Vil du sende det nå?
log-in-kept-none = Ingen skjemaer venter på deg.
log-in-kept-form = Skjema
log-in-kept-when = Du prøvde å sende det { $time }.
log-in-kept-send = Send nå
log-in-kept-discard = Slett

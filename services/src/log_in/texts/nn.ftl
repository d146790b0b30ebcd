# Log-ins that did not succeed
log-in-cancelled-title = Du avbraut innlogginga
log-in-cancelled-text = Du er ikkje logga inn. Du kan prøve igjen når du vil.
log-in-stale-title = Innlogginga vart ikkje fullført
log-in-stale-text = Det tok for lang tid, eller sida er brukt før. Det kan òg vere at du byrja i ein annan nettlesar. Prøv igjen.
log-in-level-title = Du må bruke ei sikrare innlogging
log-in-level-text = Helsevei viser helseopplysningar og krev høgaste tryggleiksnivå. Logg inn med BankID, Buypass eller Commfides.
log-in-foreign-title = Du treng eit norsk nummer
log-in-foreign-text = Den elektroniske ID-en din har ikkje norsk fødselsnummer eller D-nummer. Utan det finn vi ikkje opplysningane dine.
log-in-doubt-title = Vi kunne ikkje lite på innlogginga
log-in-doubt-text = Svaret vi fekk, stemte ikkje med innlogginga di. For å vere trygg er du ikkje logga inn. Prøv igjen, og sei frå til oss om det gjentek seg.
log-in-away-title = Innlogginga verkar ikkje akkurat no
log-in-away-text = Vi får ikkje kontakt med den elektroniske ID-en. Prøv igjen om nokre minutt.
log-in-young-title = Du er for ung til å logge inn
log-in-young-text = Du må vere 13 år for å logge inn sjølv. Ein av foreldra dine kan logge inn og hjelpe deg.
log-in-ended-title = Nummeret er ikkje i bruk lenger
log-in-ended-text = Fødselsnummeret eller D-nummeret du logga inn med, er ikkje i bruk i Folkeregisteret. Har du fått eit nytt, treng du ein elektronisk ID med det nye nummeret. Skatteetaten kan svare på spørsmål om nummeret ditt.
log-in-unknown-title = Vi kan ikkje logge deg inn
log-in-unknown-text = Den elektroniske ID-en kan ikkje brukast her, etter det som står i Folkeregisteret. Meiner du at det er feil, kan du kontakte Skatteetaten.
log-in-no-role-title = Du har inga rolle ved noko kontor
log-in-no-role-text = Vi veit kven du er, men ingen har gitt deg ei rolle her. Spør administratoren der du jobbar. Vil du sjå dine eigne opplysningar, loggar du inn som innbyggjar.
log-in-guidance = Treng du hjelp? Ring oss på
log-in-again = Prøv igjen
log-in-out-of-eid = Logg ut av den elektroniske ID-en

# Log-out
log-in-out-title = Vil du logge ut?
log-in-out-text = Du blir logga ut av Helsevei og av den elektroniske ID-en.
log-in-done-title = Du er logga ut
log-in-done-text = Lukk nettlesaren om andre bruker same eining.
log-in-done-next = Du er logga ut av Helsevei og blir no send vidare for å logge ut av den elektroniske ID-en.

# Forms sent too late
log-in-kept-title = Skjema vi har teke vare på
log-in-kept-text = Du sende inn noko etter at du var logga ut. Det er ikkje levert enno. Vil du sende det no?
log-in-kept-none = Ingen skjema ventar på deg.
log-in-kept-form = Skjema
log-in-kept-when = Du prøvde å sende det { $time }.
log-in-kept-send = Send no
log-in-kept-discard = Slett

KEBAB-title = TITLE
KEBAB-about = Her ser du det som er registrert om deg.
KEBAB-empty = Det er ikkje registrert noko enno.
KEBAB-help-consent = Du må ha valt eit nivå som gir tilgang til tenesta. Du ser nivået ditt under Samtykke.
KEBAB-help-power = Den du gir fullmakt for området, kan bruke tenesta for deg.
KEBAB-help-children = Tenesta kan ikkje brukast på vegner av barn.
KEBAB-help-unlisted = Med adressesperre kan du bruke tenesta for deg sjølv, men ikkje for andre.

KEBAB-title = TITLE
KEBAB-about = Her ser du det som er registrert om deg.
KEBAB-empty = Det er ikke registrert noe ennå.
KEBAB-help-consent = Du må ha valgt et nivå som gir tilgang til tjenesten. Du ser nivået ditt under Samtykke.
KEBAB-help-power = Den du gir fullmakt for området, kan bruke tjenesten for deg.
KEBAB-help-children = Tjenesten kan ikke brukes på vegne av barn.
KEBAB-help-unlisted = Med adressesperre kan du bruke tjenesten for deg selv, men ikke for andre.

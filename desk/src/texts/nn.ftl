desk-nothing = Det er ikkje noko her for rolla di enno.
desk-choose-title = Kvar er du på jobb?
desk-choose-text = Du har fleire roller. Vel den du er på jobb i no. Du kan byte i menyen.
desk-choose-none = Rolla di er avslutta, eller kontoret er stengt. Spør administratoren der du jobbar.
desk-choose-as = På jobb som { $role }

desk-number = Fødselsnummer eller D-nummer
desk-number-wrong = Skriv nummeret med alle dei elleve sifra.
desk-number-unknown = Ingen i Folkeregisteret har dette nummeret.

# Medarbeidarar (H3)
desk-members-title = Medarbeidarar og roller
desk-members-menu = Kven som er på jobb, og som kva.
desk-members-text = Dei som har ei rolle i verksemda di. Når du avsluttar ei rolle, er det ho opnar, stengt frå neste klikk. Den det gjeld, ser i sin eigen logg over bruk kva du gjer her.
desk-members-from = Frå { $time }
desk-members-until = Avslutta { $time }
desk-members-hpr-is = HPR-nummer { $number }
desk-members-end = Avslutt rolla { $role } for { $name }
desk-members-give = Gi nokon ei rolle
desk-members-give-button = Gi rolla
desk-members-office = Kontor
desk-members-office-wanting = Vel eit av kontora dykkar.
desk-members-role = Rolle
desk-members-role-wanting = Vel ei rolle du kan gi.
desk-members-hpr = HPR-nummer
desk-members-hpr-about = For helsepersonell med autorisasjon. Lat det stå tomt for andre.
desk-members-hpr-wrong = HPR-nummeret har sju til ni siffer.
desk-members-ended = Roller som er avslutta

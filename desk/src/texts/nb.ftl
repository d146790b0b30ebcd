desk-nothing = Det er ikke noe her for rollen din ennå.
desk-choose-title = Hvor er du på jobb?
desk-choose-text = Du har flere roller. Velg den du er på jobb i nå. Du kan bytte i menyen.
desk-choose-none = Rollen din er avsluttet, eller kontoret er stengt. Spør administratoren der du jobber.
desk-choose-as = På jobb som { $role }

desk-number = Fødselsnummer eller D-nummer
desk-number-wrong = Skriv nummeret med alle de elleve sifrene.
desk-number-unknown = Ingen i Folkeregisteret har dette nummeret.

# Medarbeidere (H3)
desk-members-title = Medarbeidere og roller
desk-members-menu = Hvem som er på jobb, og som hva.
desk-members-text = De som har en rolle i virksomheten din. Når du avslutter en rolle, er det den åpner, stengt fra neste klikk. Den det gjelder, ser i sin egen logg over bruk hva du gjør her.
desk-members-from = Fra { $time }
desk-members-until = Avsluttet { $time }
desk-members-hpr-is = HPR-nummer { $number }
desk-members-end = Avslutt rollen { $role } for { $name }
desk-members-give = Gi noen en rolle
desk-members-give-button = Gi rollen
desk-members-office = Kontor
desk-members-office-wanting = Velg et av kontorene deres.
desk-members-role = Rolle
desk-members-role-wanting = Velg en rolle du kan gi.
desk-members-hpr = HPR-nummer
desk-members-hpr-about = For helsepersonell med autorisasjon. La det stå tomt for andre.
desk-members-hpr-wrong = HPR-nummeret har sju til ni sifre.
desk-members-ended = Roller som er avsluttet

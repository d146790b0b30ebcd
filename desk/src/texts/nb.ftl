desk-nothing = Det er ikke noe her for rollen din ennå.
desk-choose-title = Hvor er du på jobb?
desk-choose-text = Du har flere roller. Velg den du er på jobb i nå. Du kan bytte i menyen.
desk-choose-none = Rollen din er avsluttet, eller kontoret er stengt. Spør administratoren der du jobber.
desk-choose-as = På jobb som { $role }

desk-nothing = Det er ikkje noko her for rolla di enno.
desk-choose-title = Kvar er du på jobb?
desk-choose-text = Du har fleire roller. Vel den du er på jobb i no. Du kan byte i menyen.
desk-choose-none = Rolla di er avslutta, eller kontoret er stengt. Spør administratoren der du jobbar.
desk-choose-as = På jobb som { $role }

treatment-centre-title = Choose where to be treated
treatment-centre-about = See who gives the treatment you are referred to, and how long you can expect to wait.
treatment-centre-help-consent = Everyone can see places and waiting times without logging in. Your referrals belong to the level Full. Without that consent you do not see them here.
treatment-centre-help-power = Somebody with your power of attorney for “Digital health services” sees your referrals and the places for them.
treatment-centre-help-children = You see the referrals of children under 12. From 12 parents do not see them, and young people do not see them themselves until they are 16. Call the place or the GP.
treatment-centre-help-unlisted = If you have a confidential or strictly confidential address, you choose a place as others do. Nobody can see the referrals on your behalf, and we never use your address to work out a distance.
treatment-centre-lead = Choose a referral to see who gives the treatment, and how long you can expect to wait.
treatment-centre-yours = Referrals
treatment-centre-none = There are no referrals here.
treatment-centre-none-why = Not everyone sends referrals here yet. You can still see all treatments, places and waiting times.
treatment-centre-all = See all treatments
treatment-centre-refused = Referrals are not shown here.
treatment-centre-referral = Referral
treatment-centre-referred = Referred { $day }
treatment-centre-by = From { $name }
treatment-centre-to = To { $name }
treatment-centre-compare = Compare places
treatment-centre-unknown = The referral does not say which of the treatments here it is for. Choose the one that fits, or ask the one who referred you.
treatment-centre-which = Which treatment is it?
treatment-centre-choose = Choose a treatment
treatment-centre-show = Show places
treatment-centre-count = { $count ->
    [one] 1 referral to choose a place for
   *[other] { $count } referrals to choose a place for
}
treatment-centre-event-new = New referral: { $what }
treatment-centre-event-changed = Changed referral: { $what }

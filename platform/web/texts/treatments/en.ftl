treatments-region = Health region
treatments-region-all = All of Norway
treatments-stage = Stage of care
treatments-stage-all = All
treatments-stage-utredning = Assessment
treatments-stage-dagbehandling = Day treatment
treatments-stage-dognbehandling = Inpatient treatment
treatments-from = Distance from
treatments-from-nowhere = Choose a municipality
treatments-from-missing = Choose where the distance is counted from
treatments-within = Within
treatments-within-any = Any distance
treatments-kilometres = { $count } km
treatments-order = Sort by
treatments-order-ventetid = Waiting time
treatments-order-avstand = Distance
treatments-order-navn = Name
treatments-show = Show places
treatments-shown = { $count ->
    [one] 1 place out of { $total }
   *[other] { $count } places out of { $total }
}
treatments-nothing = No places fit what you have chosen.
treatments-nothing-why = Try another health region, a longer distance or “All”.
treatments-show-all = Show all places
treatments-legend = The places
treatments-choose-three = Tick two or three places to compare them.
treatments-too-few = Tick two or three places
treatments-too-many = You can compare three places at most. Untick some.
treatments-mark = Compare { $name }
treatments-compare = Compare places
treatments-csv = Download as a spreadsheet (CSV)
treatments-back = Back to the places
treatments-comparison = The places side by side
treatments-fact = Fact
treatments-weeks = { $count ->
    [0] Under 1 week
    [one] 1 week
   *[other] { $count } weeks
}
treatments-updated = Updated { $day }
treatments-old = Old figure: ask the place
treatments-private = Private, with an agreement
treatments-public = Public
treatments-owner = Public or private
treatments-distance = Distance in a straight line (km)
treatments-far = Distance in a straight line
treatments-distance-unknown = Unknown
treatments-address = Address
treatments-telephone = Telephone
treatments-web = Website
treatments-web-of = Website of { $name }
treatments-none = Not given
treatments-not-offered = Not offered here
treatments-treatment = Treatment
treatments-place = Place
treatments-municipality = Municipality
treatments-expected = Expected wait (weeks)
treatments-updated-head = Updated
treatments-checked = The waiting times were last checked on { $day }.
treatments-is-old = Some of the waiting times are more than 90 days old and may be wrong. Call the place and ask before you choose.
treatments-air = Distances are in a straight line from the middle of the places in the municipality.
treatments-about = How to choose
treatments-about-wait = What does the waiting time mean?
treatments-about-wait-text = The expected wait is how many weeks the place thinks a new patient has to wait. It is an estimate. If your case is more urgent, you get help sooner. If you get worse while you wait, contact your GP.
treatments-about-stages = Assessment is the first appointment and the examinations. With day treatment you go home the same day. With inpatient treatment you stay overnight.
treatments-about-right = Your right to choose
treatments-about-right-text = When you are referred to the specialist health service, you can choose where to be treated: at public hospitals in all of Norway, and at private places that have an agreement with a regional health authority. The right does not apply in an emergency, and you cannot choose more specialised care than you need. Your share of the travel costs may be higher in another health region.
treatments-about-do = What do you do?
treatments-about-do-gp = Not referred yet? Talk to your GP, and say where you want to be referred.
treatments-about-do-place = Referred already, or on a waiting list? Call the place you want to go to. They help you move the referral.
treatments-about-do-call = Need advice? Call guidance:

# Fields of medicine.
treatments-field-addiction = Addiction
treatments-field-cancer = Cancer
treatments-field-children = Children and young people
treatments-field-ear-nose-throat = Ear, nose and throat
treatments-field-eyes = Eyes
treatments-field-heart = Heart and blood vessels
treatments-field-hormones = Hormones and metabolism
treatments-field-imaging = X-ray, MRI and ultrasound
treatments-field-kidneys = Kidneys
treatments-field-lungs = Lungs
treatments-field-mental-health = Mental health
treatments-field-nerves = Brain and nerves
treatments-field-orthopaedics = Bones, joints and muscles
treatments-field-pain = Pain
treatments-field-rehabilitation = Rehabilitation
treatments-field-rheumatism = Rheumatism
treatments-field-skin = Skin
treatments-field-sleep = Sleep
treatments-field-stomach = Stomach and bowels
treatments-field-surgery = Surgery
treatments-field-teeth = Jaw and teeth
treatments-field-urology = Urinary tract
treatments-field-womens-health = Women’s health
treatments-field-other = Other

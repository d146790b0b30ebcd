# Why something is closed: what it is, and what to do. NoTrace has no text: it is answered as "not found".
refusal-dead = The population register says that the person is dead, and the services are closed. If this is wrong, the Norwegian Tax Administration must correct it.
refusal-access-removed = Online access to this has been removed. It can only be reopened with a paper form. Our guidance service can help you.
refusal-age = This service is not open to you yet. From your 16th birthday you can use all the services yourself.
refusal-age-of-child = This service is closed to parents when the child is this old. If you need something from it, you can ask the health service.
refusal-parental-consent = A parent must consent before you can see this. Ask a parent to do it under "Consent".
refusal-only-the-person = Only the person can do this. You cannot do it for others here.
refusal-outside-the-power = Your power of attorney does not cover this service. The person who gave it to you can give you a new one.
refusal-power-sees-only = Your power of attorney lets you see, but not do anything. The person who gave it to you can give you a new one.
refusal-consent-level = This service needs a higher consent level than the one chosen. The person can change it under "Consent". For children under 16, a parent does it.
refusal-terms-not-accepted = The terms have not been accepted, and no consent level has been chosen. The person does this under "Consent". For children under 16, a parent does it.
refusal-service-off = This service is switched off in the privacy settings. It can be switched on again there.
refusal-municipality-not-connected = The municipality does not use this service. Contact the municipality if you need help.
refusal-in-pilot = This service is being tried out with a chosen few and is not open to everyone yet. You do not need to do anything.
refusal-not-your-role = The role you are at work in does not open this. Ask your administrator if you need it.
refusal-own-data = You cannot open your own information, or your children's, from work. Log in as a citizen to see it.

# Why a list shows items from some sources only. It depends on the reader alone, never on what is there.
narrowed-age = Until your 16th birthday you only see what comes from your GP and your municipality here.
narrowed-parental-consent = As long as no parent has consented, you only see what comes from the school nurse here.

# Why access was given (B1).
basis-oneself = Yourself
basis-parental-responsibility = Parental responsibility
basis-power-of-attorney = Power of attorney
basis-attested-power = Power of attorney on a doctor’s certificate
basis-at-work = At work for the health service

level-basic = Basic
level-basic-plus = Basic+
level-full = Full

area-registered = Registered information
area-patient-record = Patient record
area-digital = Digital health services

# Services by their rows in the table of rules, and what else the usage log names.
service-appointments = Appointments
service-inbox = Inbox
service-prescriptions = Prescriptions
service-referrals = Referrals
service-patient-record = Patient record
service-test-results = Test results
service-vaccinations = Vaccinations
service-critical-information = Illnesses and critical information
service-summary-care-record = Summary care record
service-health-contacts = Health contacts
service-change-gp = Change GP
service-treatment-centre = Choose a treatment centre
service-early-childhood = Early childhood
service-home-care = Home care
service-donor-card = Organ donor card
service-documents = Documents
service-tools = Tools
service-exemption-card = Exemption card and user fees
service-patient-travel = Patient travel
service-health-insurance-card = European Health Insurance Card
service-refunds = Refunds
service-health-registers = Health registers
service-research = Research and screening
service-side-effects = Report side effects
service-adverse-events = Notify of serious adverse events
service-usage-log = Usage log
service-consent = Consent
service-powers-of-attorney = Powers of attorney
service-contact-details = Contact details
service-notification-settings = Notices
service-active-logins = Active log-ins
service-log-in = Log-in
service-records = Health information
service-members = Roles at work
service-guidance = Guidance
service-paper-forms = Paper forms

# What was done, after the name of the service. A service's own verbs are among its own texts.
deed-list = saw the list
deed-show = saw the details
deed-card = saw what is next on My page
deed-timeline = saw what is new on My page
deed-download = downloaded a copy
deed-export = took out a copy
deed-change = made a change
deed-deliver = delivered information
deed-notify = sent notice
deed-notices = saw the notices
deed-fetch-own = fetched what it has sent
deed-search-own = looked for what it has sent
deed-check-user = checked whether you use the portal
deed-birthday = changed access on a birthday
deed-check-code = checked the code for the pharmacy
deed-look-up = looked the person up
deed-give-role = gave a role
deed-end-role = ended a role
deed-register-form = registered a form
deed-register-power = registered a power of attorney on a doctor’s certificate
deed-end-power = ended a power of attorney
deed-log-in = logged in
deed-log-in-at-work = logged in at work
deed-log-out = logged out
deed-log-out-everywhere = logged out everywhere

# Reasons in the usage log without a decision behind them (B1).
why-delivered = The health service sends what concerns you here
why-own-records = The health service sees what it has sent here itself
why-asked-if-user = The health service may ask whether you use the portal, so that it can reach you here
why-code-shown = The holder has shown the code, and the pharmacy is to see whether it holds
why-side-of-power = The two of you are the sides of the power of attorney
why-number-ended = The number is no longer in use

# Why staff looked, when they did not say it in their own words.
why-queue = Something you sent waits for an answer
why-appointment = You have, or are to have, an appointment
why-contact = The office is one of your health contacts
why-member = You have, or had, a role at the office
why-power = You are a party to a power of attorney with another, whom guidance helped
why-no-role = No role at any office

# Who it was, when it was nobody.
job-birthdays = The portal, on a birthday
job-demo-seed = The portal, setting up the demo
job-import = The portal, reading files in
job-expiry = The portal, tidying up
job-log-in = The portal, log-in
job-notices = The portal, notices
job-powers = The portal, looking after powers of attorney
job-pharmacy-check = The portal, check of a pharmacy code
job-operator = The portal, by its operator
job-missed-visits = The portal, visits that are not registered

# Who one is at work (H3).
role-clerk = Secretary
role-nurse = Nurse
role-midwife = Midwife
role-doctor = Doctor
role-carer = Carer
role-administrator = Administrator
role-guidance = Guidance
role-operator = Operator

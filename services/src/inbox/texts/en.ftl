inbox-title = Inbox
inbox-about = Write to the health service, and read answers and letters from it.
inbox-help-consent = The inbox belongs to the level Full. If you choose a lower level, you can neither read nor write here.
inbox-help-power = Someone with your power of attorney for "Digital health services" reads your messages. The power says whether they can write for you too.
inbox-help-children = You write and read for children under 16. The young person does not see what you write. The health service can shield an answer from parents.
inbox-help-unlisted = If you or the child has an unlisted address (code 6 or 7), nobody can read or write on behalf of others.
inbox-views = Which messages
inbox-view-inbox = All
inbox-view-unread = Unread
inbox-view-letters = Letters
inbox-view-archive = Archive
inbox-none = There are no messages here.
inbox-none-why = Messages from the health service come here when it uses Helsevei.
inbox-unread = Unread
inbox-messages = { $count ->
    [one] one message
   *[other] { $count } messages
 }
inbox-card = { $count ->
    [0] No unread messages.
    [one] One unread conversation.
   *[other] { $count } unread conversations.
 }
inbox-event = New message from { $who }
inbox-message-from = Message from { $who }
inbox-unknown-service = The health service
inbox-state-answered = Answered
inbox-state-closed = Closed
inbox-kind = What is it about?
inbox-kind-question = Question
inbox-kind-question-about = Something you wonder about, and that can wait.
inbox-kind-e-consultation = E-consultation
inbox-kind-e-consultation-about = The doctor assesses your complaint in writing. It costs the same as a visit.
inbox-kind-renewal = Renew a prescription
inbox-kind-renewal-about = A medicine you use regularly, and will soon run out of.
inbox-kind-appointment-request = Ask for an appointment
inbox-kind-appointment-request-about = The answer suggests a time.
inbox-kind-letter = Letter
inbox-write = Write a message
inbox-search = Search messages
inbox-search-words = Words to look for
inbox-search-help = We look in subjects, messages and names of services.
inbox-search-do = Search
inbox-search-none = No messages hold all the words.
inbox-drafts = Drafts
inbox-drafts-none = You have no drafts.
inbox-drafts-full = You have 20 drafts, and there is no room for more. Send or delete one of them first.
inbox-drafts-open = See the drafts
inbox-discard = Delete the draft
inbox-not-urgent = Is it urgent? Do not write here. Call 113 when life is in danger, and the emergency clinic on 116 117 when it cannot wait.
inbox-recipient = Whom do you want to write to?
inbox-recipient-help = You can write to those you are in contact with, and to your municipality's services.
inbox-answers-within = Usually answers within { $days ->
    [one] one working day
   *[other] { $days } working days
 }.
inbox-choose-recipient = Choose whom to write to
inbox-choose-kind = Choose what it is about
inbox-nobody = There is nobody you can write to here yet.
inbox-nobody-why = Call the health service you want to reach.
inbox-next = Next
inbox-back = Back
inbox-to = To { $who }
inbox-subject = Subject
inbox-subject-help = Short, for instance "Rash on my arm".
inbox-subject-missing = Write what it is about
inbox-line-too-long = The text is too long. Use at most 200 characters.
inbox-field-medicine = Which medicine?
inbox-field-medicine-help = Name and strength, as on the package.
inbox-medicine-missing = Write which medicine it is
inbox-field-since = How long have you had the complaint? (optional)
inbox-field-since-help = For instance "two weeks".
inbox-field-when = When would suit you?
inbox-field-when-help = For instance "after 12, not Thursdays".
inbox-when-missing = Write when it would suit you
inbox-text = Message
inbox-text-help = At most 5000 characters.
inbox-text-missing = Write the message
inbox-text-too-long = The message is too long. Use at most 5000 characters.
inbox-hide = Do not show this to my parents
inbox-hide-help = Then they see neither the message nor the answer.
inbox-files = Attachments
inbox-file-remove = Remove
inbox-check = Check
inbox-check-title = Check the message
inbox-save = Save draft
inbox-saved = The draft is saved.
inbox-send = Send
inbox-change-text = Change
inbox-sent = The message is sent.
inbox-expect-answer = You can expect an answer within { $days ->
    [one] one working day
   *[other] { $days } working days
 }.
inbox-you = You
inbox-on-behalf = On behalf of { $who }
inbox-read-by-office = Read { $when }
inbox-hidden-from-parents = Your parents do not see this
inbox-hidden-from-youth = The child does not see this
inbox-answer-by = Answer by { $day }
inbox-confirm-by = Confirm by { $day }
inbox-confirm-asked = The sender asks you to confirm.
inbox-confirm = I confirm
inbox-confirmed = Confirmed { $when }
inbox-posted = Sent by post { $when }
inbox-closed = The conversation is closed. Write a new message if there is more.
inbox-answer = Answer
inbox-close = Close the conversation
inbox-archive = Archive
inbox-unarchive = Move to the inbox

# What was done, in the usage log.
inbox-deed-search = searched messages
inbox-deed-list-drafts = saw drafts
inbox-deed-draft = worked on a draft
inbox-deed-discard-draft = deleted a draft
inbox-deed-write = sent a message
inbox-deed-close = closed a conversation
inbox-deed-reopen = opened a closed conversation again
inbox-deed-mark = changed who sees a message
inbox-deed-archive = archived a conversation
inbox-deed-confirm = confirmed a letter
inbox-deed-open-file = downloaded an attachment
inbox-deed-print-letter = prepared an unopened letter for the post
inbox-deed-post-letter = sent an unopened letter by post

# What one is told of.
inbox-notice-message = New message
inbox-notice-answer = Answer to a message
inbox-notice-letter = New letter
inbox-notice-sent = A message was sent from Helsevei
inbox-notice-posted = A letter you have not opened has been sent by post

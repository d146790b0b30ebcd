# Log-ins that did not succeed
log-in-cancelled-title = You cancelled the log-in
log-in-cancelled-text = You are not logged in. You can try again whenever you like.
log-in-stale-title = The log-in was not completed
log-in-stale-text = It took too long, or the page has been used before. You may also have begun in another browser. Try again.
log-in-level-title = You need a more secure log-in
log-in-level-text = Helsevei shows health information and demands the highest level of security. Log in with BankID, Buypass or Commfides.
log-in-foreign-title = You need a Norwegian number
log-in-foreign-text = Your electronic ID has no Norwegian national identity number or D-number. Without one we cannot find your information.
log-in-doubt-title = We could not trust the log-in
log-in-doubt-text = The answer we got did not fit your log-in. To be safe, you are not logged in. Try again, and tell us if it happens again.
log-in-away-title = Log-in does not work just now
log-in-away-text = We cannot reach the electronic ID. Try again in a few minutes.
log-in-young-title = You are too young to log in
log-in-young-text = You must be 13 to log in yourself. One of your parents can log in and help you.
log-in-ended-title = The number is no longer in use
log-in-ended-text = The national identity number or D-number you logged in with is not in use in the National Population Register. If you have got a new one, you need an electronic ID with the new number. The Norwegian Tax Administration can answer questions about your number.
log-in-unknown-title = We cannot log you in
log-in-unknown-text = This electronic ID cannot be used here, according to the National Population Register. If you think that is wrong, contact the Norwegian Tax Administration.
log-in-no-role-title = You have no role at any office
log-in-no-role-text = You are who you say, but nobody has given you a role here. Ask the administrator where you work. To see your own information, log in as a citizen.
log-in-guidance = Do you need help? Call us on
log-in-again = Try again
log-in-out-of-eid = Log out of the electronic ID

# Log-out
log-in-out-title = Do you want to log out?
log-in-out-text = You will be logged out of Helsevei and of the electronic ID.
log-in-done-title = You are logged out
log-in-done-text = Close the browser if others use the same device.
log-in-done-next = You are logged out of Helsevei and are now sent on to log out of the electronic ID.

# Forms sent too late
log-in-kept-title = Forms we have kept
log-in-kept-text = You sent something after you had been logged out. It is not delivered yet. Do you want to send it now?
log-in-kept-none = No forms are waiting for you.
log-in-kept-form = Form
log-in-kept-when = You tried to send it { $time }.
log-in-kept-send = Send now
log-in-kept-discard = Delete

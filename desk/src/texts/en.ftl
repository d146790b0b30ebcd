desk-nothing = There is nothing here for your role yet.
desk-choose-title = Where are you at work?
desk-choose-text = You have more than one role. Choose the one you work in now. You can change it in the menu.
desk-choose-none = Your role has ended, or the office is closed. Ask the administrator where you work.
desk-choose-as = Work as { $role }

desk-number = National identity number or D-number
desk-number-wrong = Write the number with all its eleven digits.
desk-number-unknown = Nobody in the population register has this number.

# Members (H3)
desk-members-title = Staff and roles
desk-members-menu = Who is at work, and as what.
desk-members-text = Those who have a role in your organisation. What a role opens is closed at the next click when you end it. The person sees in their own usage log what you do here.
desk-members-from = From { $time }
desk-members-until = Ended { $time }
desk-members-hpr-is = HPR number { $number }
desk-members-end = End the role { $role } of { $name }
desk-members-give = Give somebody a role
desk-members-give-button = Give the role
desk-members-office = Office
desk-members-office-wanting = Choose one of your offices.
desk-members-role = Role
desk-members-role-wanting = Choose a role that you can give.
desk-members-hpr = HPR number
desk-members-hpr-about = For health personnel with authorisation. Leave it empty for others.
desk-members-hpr-wrong = The HPR number has seven to nine digits.
desk-members-ended = Roles that have ended

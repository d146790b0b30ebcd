desk-nothing = There is nothing here for your role yet.
desk-choose-title = Where are you at work?
desk-choose-text = You have more than one role. Choose the one you work in now. You can change it in the menu.
desk-choose-none = Your role has ended, or the office is closed. Ask the administrator where you work.
desk-choose-as = Work as { $role }

-- Whose a message is, in every table that staff read: another organisation's are gone before counts and pages.
ALTER TABLE dialogue_messages ADD COLUMN organisation TEXT;
ALTER TABLE dialogue_heads ADD COLUMN organisation TEXT;
UPDATE dialogue_messages SET organisation = (SELECT t.organisation FROM dialogue_threads t
    WHERE t.person = dialogue_messages.person AND t.id = dialogue_messages.thread);
UPDATE dialogue_heads SET organisation = (SELECT t.organisation FROM dialogue_threads t
    WHERE t.person = dialogue_heads.person AND t.id = dialogue_heads.thread);

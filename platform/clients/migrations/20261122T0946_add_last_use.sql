-- When a system last got a token, to the minute.
ALTER TABLE api_clients ADD COLUMN used_at BIGINT;

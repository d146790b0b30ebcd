-- What people have told of themselves (S1), sealed with their own key. One row a person.
CREATE TABLE profiles (
    person TEXT NOT NULL PRIMARY KEY,
    details BYTEA,
    needs BYTEA,
    changed_at BIGINT NOT NULL
);

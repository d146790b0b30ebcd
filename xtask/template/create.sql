-- What the person has in this service. The marks are columns, so that a hidden item is gone before anyone counts (I7).
CREATE TABLE SNAKE (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    PRIMARY KEY (person, id)
);

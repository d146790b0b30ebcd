-- Which messages name a file that stands by itself (Binary): it is as hidden as all of them together.
CREATE TABLE dialogue_files (
    person TEXT NOT NULL,
    file TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (person, file, message)
);

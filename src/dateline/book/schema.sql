-- The book: one SQLite file. Version 2. Every column says what it holds; JSON columns hold the records of docs/reference/record.md.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,              -- schema_version, made_by
    value TEXT NOT NULL                -- what it is set to
) STRICT;

-- What came in, byte for byte, once for each content.
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY,           -- SHA-256 of the bytes, hex
    bytes BLOB NOT NULL                -- zlib-compressed bytes as they were given
) STRICT;

-- One row for each report that was taken in.
CREATE TABLE report (
    id TEXT PRIMARY KEY,               -- hash of outlet, URL and text
    original TEXT NOT NULL REFERENCES original (sha256), -- the bytes that it came in
    part TEXT NOT NULL,                -- which part of the original it is: "" for all of it, else a line or item number
    text TEXT NOT NULL,                -- the clean text that all spans count in
    record TEXT NOT NULL,              -- the Report as JSON
    outlet TEXT,                       -- from record, for queries, as are the next six
    url TEXT,                          -- where it was published
    title TEXT,                        -- its headline
    published TEXT,                    -- ISO date
    language TEXT,                     -- ISO 639-1 code
    complete INTEGER NOT NULL,         -- 0 for teasers and cut-off text
    codes TEXT NOT NULL,               -- the code-book version that read it
    made_by TEXT NOT NULL,             -- the Dateline version that read it
    added TEXT NOT NULL,               -- when it was added, ISO time in UTC
    path TEXT NOT NULL                 -- the file name it came from, for people
) STRICT;
CREATE INDEX report_published ON report (published, id);
CREATE INDEX report_original ON report (original);

-- One row for each finding, as it was read and as it stands after judgements.
CREATE TABLE finding (
    id TEXT PRIMARY KEY,               -- hash of report, type and own spans
    report TEXT NOT NULL REFERENCES report (id), -- the report it stands in
    type TEXT NOT NULL,                -- event quote agenda actor place time
    origin TEXT NOT NULL,              -- "read", or the id of the judgement that marked it
    record TEXT NOT NULL,              -- the finding as JSON, as read or marked
    current TEXT,                      -- the same after judgements; NULL when a judgement removed it
    event TEXT,                        -- PLOVER event; NULL for other types. From current, as are the rest
    status TEXT,                       -- event status, quote stance or agenda state
    claimed INTEGER,                   -- events: 1 when only a source tells it
    background INTEGER,                -- events: 1 when recalled
    first_day TEXT,                    -- first and last ISO day of the event, time or agenda item, of saying for quotes
    last_day TEXT,                     -- see first_day
    place TEXT,                        -- country code of the place
    doubt REAL                         -- 0 to 1
) STRICT;
CREATE INDEX finding_report ON finding (report, type);
CREATE INDEX finding_event ON finding (type, event, first_day);

-- Who takes part in a finding, for queries. Derived from finding.current.
CREATE TABLE party (
    finding TEXT NOT NULL REFERENCES finding (id), -- the finding that they take part in
    role TEXT NOT NULL,                -- actor recipient speaker via who self
    name TEXT NOT NULL,                -- in the report's fullest form
    country TEXT,                      -- ISO 3166-1 alpha-3 or a PLOVER code
    sector TEXT                        -- PLOVER sector
) STRICT;
CREATE INDEX party_finding ON party (finding);
CREATE INDEX party_country ON party (country, role);
CREATE INDEX party_name ON party (name COLLATE NOCASE, role);

-- Input that holds a report which the book has already.
CREATE TABLE copy (
    original TEXT NOT NULL,            -- SHA-256 of its bytes
    part TEXT NOT NULL,                -- as in report
    path TEXT NOT NULL,                -- as in report
    report TEXT NOT NULL REFERENCES report (id), -- the report that it repeats
    PRIMARY KEY (original, part)
) STRICT;

-- Input that was not taken in, and why.
CREATE TABLE refusal (
    original TEXT NOT NULL,            -- SHA-256 of the bytes, or of the path where the bytes could not be read
    part TEXT NOT NULL,                -- as in report
    path TEXT NOT NULL,                -- as in report
    reason TEXT NOT NULL,              -- why it was not taken in
    PRIMARY KEY (original, part)
) STRICT;

-- A person's corrections. Append-only.
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,               -- hash of all that follows
    seq INTEGER NOT NULL UNIQUE,       -- the order in which they were made
    by TEXT NOT NULL,                  -- who
    at TEXT NOT NULL,                  -- when, ISO time in UTC
    because TEXT NOT NULL,             -- why
    target TEXT NOT NULL,              -- id of a finding, a report or (for undo) a judgement
    report TEXT NOT NULL,              -- the report it is attached to
    change TEXT NOT NULL               -- JSON: {"set": ..} {"remove": true} {"mark": ..} {"undo": id}
) STRICT;
CREATE INDEX judgement_report ON judgement (report);

-- What was written, in order, each line chained to the one before by its hash.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,           -- 1, 2, 3 .. without gaps
    kind TEXT NOT NULL,                -- meta report copy judgement refusal
    ref TEXT NOT NULL,                 -- the id of what was written
    digest TEXT NOT NULL,              -- SHA-256 over all rows that belong to ref, as they stood
    chain TEXT NOT NULL                -- SHA-256 over the chain before and this line
) STRICT;
CREATE INDEX log_ref ON log (kind, ref);

-- Full text of headline and body.
CREATE VIRTUAL TABLE report_text USING fts5 (title, text, content = 'report', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2');

-- Joined: derived from the reports and judgements by joining; `verify` derives them anew and compares.

-- Reports that joining is done with. A report whose findings change leaves this table and is joined again.
CREATE TABLE joined (
    report TEXT PRIMARY KEY REFERENCES report (id), -- the report
    origin TEXT NOT NULL,              -- the smallest id among the reports that carry its text
    agency TEXT,                       -- the agency that it credits with its text
    credited TEXT NOT NULL,            -- where the credit stands: dateline byline closing outlet; "" for none
    done INTEGER NOT NULL              -- 1 when its events are joined too
) STRICT;
CREATE INDEX joined_origin ON joined (origin);
CREATE INDEX joined_done ON joined (done);

-- What copies of a report are found by.
CREATE TABLE trace (
    key INTEGER NOT NULL,              -- hash of a sentence, of a band of the MinHash signature, of the URL or of headline words
    report TEXT NOT NULL,              -- the report that has it
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

-- Two reports of one outlet that are versions of one another.
CREATE TABLE version (
    a TEXT NOT NULL,                   -- the smaller report id
    b TEXT NOT NULL,                   -- the larger
    why TEXT NOT NULL,                 -- url or headline
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_b ON version (b);

-- What events of other reports are found by.
CREATE TABLE lookup (
    key TEXT NOT NULL,                 -- PLOVER event, parties and a stretch of eight days, or a hash of the sentence
    event TEXT NOT NULL,               -- id of the event
    PRIMARY KEY (key, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_event ON lookup (event);

-- Which report a looked-up event stands in.
CREATE TABLE lookup_report (
    event TEXT PRIMARY KEY,            -- id of the event
    report TEXT NOT NULL               -- its report
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_report_report ON lookup_report (report);

-- Events of two reports that are one event in the world.
CREATE TABLE link (
    a TEXT NOT NULL,                   -- the smaller event id
    b TEXT NOT NULL,                   -- the larger
    score REAL NOT NULL,               -- how much speaks for it; 5 is enough
    why TEXT NOT NULL,                 -- what it is made of
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_b ON link (b);

-- One row for each event in the world.
CREATE TABLE happening (
    id TEXT PRIMARY KEY,               -- hash of the id of the event that told it first
    record TEXT NOT NULL,              -- the Happening as JSON
    first_day TEXT,                    -- from record, for queries, as are the rest
    reports INTEGER NOT NULL,          -- reports that tell it
    origins INTEGER NOT NULL           -- independent origins among them
) STRICT;
CREATE INDEX happening_day ON happening (first_day);

-- Which happening an event belongs to.
CREATE TABLE member (
    event TEXT PRIMARY KEY,            -- id of the event
    happening TEXT NOT NULL REFERENCES happening (id), -- the happening
    recalled INTEGER NOT NULL          -- 1 when it only recalls it, or dates it too widely to tell
) STRICT, WITHOUT ROWID;
CREATE INDEX member_happening ON member (happening);

-- Outlets that a user added or described anew.
CREATE TABLE outlet (
    id TEXT PRIMARY KEY,               -- hash of the name
    record TEXT NOT NULL               -- the Outlet as JSON
) STRICT;

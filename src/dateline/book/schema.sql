-- The book: one SQLite file. Version 4. Every column says what it holds; JSON columns hold the records of docs/reference/record.md.

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
    number INTEGER PRIMARY KEY,        -- 1, 2, 3 .. in the order in which they were added; what other tables point at
    id TEXT NOT NULL UNIQUE,           -- hash of outlet, URL and text
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
    path TEXT NOT NULL,                -- the file name it came from, for people
    day TEXT AS (coalesce(published, '')) VIRTUAL -- published, "" where it is not known: the order of lists
) STRICT;
CREATE INDEX report_day ON report (day, id);
CREATE INDEX report_outlet ON report (outlet COLLATE NOCASE, day, id);
CREATE INDEX report_original ON report (original, part);

-- One row for each finding, as it was read and as it stands after judgements.
CREATE TABLE finding (
    number INTEGER PRIMARY KEY,        -- what other tables point at
    id TEXT NOT NULL UNIQUE,           -- hash of report, type and own spans
    report INTEGER NOT NULL REFERENCES report (number), -- the report it stands in
    type TEXT NOT NULL,                -- event quote agenda actor place time
    origin TEXT NOT NULL,              -- "read", or the id of the judgement that marked it
    record TEXT NOT NULL,              -- the finding as JSON, as read or marked
    revised TEXT,                      -- the same after judgements; NULL where none changed it, "" where one removed it
    event TEXT,                        -- PLOVER event; NULL for other types. From current, as are the rest
    status TEXT,                       -- event status, quote stance or agenda state
    claimed INTEGER,                   -- events: 1 when only a source tells it
    background INTEGER,                -- events: 1 when recalled
    first_day TEXT,                    -- first and last ISO day of the event, time or agenda item, of saying for quotes
    last_day TEXT,                     -- see first_day
    place TEXT,                        -- country code of the place
    doubt REAL,                        -- 0 to 1
    current TEXT AS (CASE WHEN revised IS NULL THEN record WHEN revised != '' THEN revised END) VIRTUAL -- as it stands; NULL when removed
) STRICT;
CREATE INDEX finding_report ON finding (report, type);

-- Lists: what events, quotes and agenda items are found and counted by. Derived from finding.current; `verify` derives it anew.

-- One row for each event, quote and agenda item that stands, in the order of lists.
CREATE TABLE facet (
    at INTEGER PRIMARY KEY,            -- its day, its report and its place in the report, as one number
    finding INTEGER NOT NULL UNIQUE REFERENCES finding (number), -- the finding
    report INTEGER NOT NULL REFERENCES report (number), -- its report
    type TEXT NOT NULL,                -- event quote agenda
    event TEXT,                        -- as in finding, as are the next four
    status TEXT,                       -- event status, quote stance or agenda state
    claimed INTEGER NOT NULL,          -- 1 when only a source tells it
    background INTEGER NOT NULL,       -- 1 when recalled
    place TEXT,                        -- country code of the place
    outlet TEXT,                       -- the report's outlet
    published TEXT,                    -- the report's day of publication
    day TEXT NOT NULL,                 -- first day, else the day of publication, else ""
    last TEXT NOT NULL,                -- last day, else as day
    open REAL,                         -- its doubt, where it was read and nobody has judged it; NULL otherwise
    who TEXT NOT NULL,                 -- countries of the actors; names of the speaker or of who is expected; parted by |
    whom TEXT NOT NULL,                -- countries of the recipients
    spot TEXT                          -- events: name, country, precision, lat and lon of the place as a JSON list
) STRICT;
CREATE INDEX facet_report ON facet (report);
CREATE INDEX facet_wide ON facet (type, last, at) WHERE last > day;
CREATE INDEX facet_ahead ON facet (type, at, published) WHERE day > published;
CREATE INDEX facet_open ON facet (open DESC, at) WHERE open IS NOT NULL;

-- What can be asked for, and how many rows have it.
CREATE TABLE term (
    id INTEGER PRIMARY KEY,            -- what posting points at
    kind TEXT NOT NULL,                -- event quote agenda; report for counts of reports
    key TEXT NOT NULL,                 -- "" for all; event status claimed background place outlet language actor recipient by about dyad;
                                       -- and .actor .recipient .speaker .via .who for one row of actor
    value TEXT NOT NULL,               -- the value, or the id of the row of actor
    n INTEGER NOT NULL,                -- rows that have it
    UNIQUE (kind, key, value)
) STRICT;
CREATE INDEX term_most ON term (kind, key, n DESC) WHERE key IN ('dyad', 'outlet', 'actor', 'recipient');

-- Which rows of facet have a term, in the order of lists.
CREATE TABLE posting (
    term INTEGER NOT NULL,             -- the term
    at INTEGER NOT NULL,               -- the row of facet
    PRIMARY KEY (term, at)
) STRICT, WITHOUT ROWID;

-- Which reports tell events or agenda items of a country's people, by day of publication.
CREATE TABLE about (
    country TEXT NOT NULL,             -- ISO 3166-1 alpha-3 or a PLOVER code
    day TEXT NOT NULL,                 -- the report's day of publication, "" where it is not known
    report INTEGER NOT NULL,           -- the number of the report
    PRIMARY KEY (country, day, report)
) STRICT, WITHOUT ROWID;

-- Everybody in the book, with counts.
CREATE TABLE actor (
    id INTEGER PRIMARY KEY,            -- what part and term point at
    name TEXT NOT NULL,                -- in the report's fullest form
    country TEXT,                      -- ISO 3166-1 alpha-3 or a PLOVER code
    sector TEXT,                       -- PLOVER sector
    reports INTEGER NOT NULL,          -- reports that name them
    did INTEGER NOT NULL,              -- findings in which they act
    done INTEGER NOT NULL,             -- .. in which it is done to them
    said INTEGER NOT NULL              -- .. in which they speak
) STRICT;
CREATE UNIQUE INDEX actor_name ON actor (name, coalesce(country, ''), coalesce(sector, ''));
CREATE INDEX actor_reports ON actor (reports DESC, name);
CREATE INDEX actor_country ON actor (country, reports DESC, name);
CREATE INDEX actor_sector ON actor (sector, reports DESC, name);
CREATE VIRTUAL TABLE actor_text USING fts5 (name, content = 'actor', content_rowid = 'id', tokenize = 'trigram', columnsize = 0);

-- Who takes part in which finding.
CREATE TABLE part (
    finding INTEGER NOT NULL REFERENCES finding (number), -- the finding that they take part in
    role TEXT NOT NULL,                -- actor recipient speaker via who self
    actor INTEGER NOT NULL REFERENCES actor (id), -- who
    PRIMARY KEY (finding, role, actor)
) STRICT, WITHOUT ROWID;

-- The offices under which somebody is named.
CREATE TABLE office (
    actor INTEGER NOT NULL REFERENCES actor (id), -- who
    office TEXT NOT NULL,              -- the office
    since TEXT NOT NULL,               -- its first day as our tables know it, "" where they do not
    until TEXT NOT NULL,               -- its last day, "" while it goes on
    mentions INTEGER NOT NULL,         -- findings that name them so
    last_known INTEGER NOT NULL,       -- those of them that rest on the last state we know of
    PRIMARY KEY (actor, office, since, until)
) STRICT, WITHOUT ROWID;

-- The same as part and actor, for questions in SQL.
CREATE VIEW party AS SELECT f.id AS finding, p.role, a.name, a.country, a.sector
    FROM part p JOIN finding f ON f.number = p.finding JOIN actor a ON a.id = p.actor;

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
CREATE VIRTUAL TABLE report_text USING fts5 (title, text, content = 'report', content_rowid = 'number', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

-- Joined: derived from the reports and judgements by joining; `verify` derives them anew and compares.

-- Reports that wait for being joined: new ones, and those whose findings changed.
CREATE TABLE waiting (
    report INTEGER PRIMARY KEY REFERENCES report (number) -- the report
) STRICT;

-- Reports whose text was compared with others.
CREATE TABLE joined (
    report TEXT PRIMARY KEY REFERENCES report (id), -- the report
    origin TEXT NOT NULL,              -- the smallest id among the reports that carry its text
    agency TEXT,                       -- the agency that it credits with its text
    credited TEXT NOT NULL             -- where the credit stands: dateline byline closing outlet; "" for none
) STRICT, WITHOUT ROWID;
CREATE INDEX joined_origin ON joined (origin, agency);

-- How many reports came from where.
CREATE TABLE carrier (
    outlet TEXT NOT NULL,              -- the outlet as the reports name it, "" for none
    site TEXT NOT NULL,                -- host of their URLs, "" for none
    month TEXT NOT NULL,               -- month of publication where no outlet is named: whose a site is changes with time; else ""
    agency TEXT NOT NULL,              -- the agency that they credit, "" for none
    reports INTEGER NOT NULL,          -- reports
    copies INTEGER NOT NULL,           -- those of them whose text others carry too
    PRIMARY KEY (outlet, site, month, agency)
) STRICT, WITHOUT ROWID;

-- What copies of a report are found by.
CREATE TABLE trace (
    key INTEGER NOT NULL,              -- a stretch of days and a hash of a sentence, of a band of the MinHash signature or of headline
                                       -- words; without days a hash of the URL and of the opening sentence
    report INTEGER NOT NULL,           -- the number of the report that has it
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
    key INTEGER NOT NULL,              -- a stretch of eight days and a hash of event and parties, or a hash of the sentence
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
    day TEXT NOT NULL,                 -- first_day, "" where it is not known: the order of lists
    published TEXT,                    -- the day on which a report told it first
    event TEXT NOT NULL,               -- PLOVER event
    mode TEXT,                         -- PLOVER mode
    status TEXT NOT NULL,              -- actual planned hypothetical negated
    claimed INTEGER NOT NULL,          -- 1 when no report tells it in its own voice
    reports INTEGER NOT NULL,          -- reports that tell it
    origins INTEGER NOT NULL           -- independent origins among them
) STRICT;
CREATE INDEX happening_day ON happening (day, id);
CREATE INDEX happening_reports ON happening (reports DESC, id);

-- Who did it to whom, for series: what two do together stands there both ways.
CREATE TABLE dyad (
    actor TEXT NOT NULL,               -- country code
    recipient TEXT NOT NULL,           -- country code
    happening TEXT NOT NULL REFERENCES happening (id), -- the happening
    PRIMARY KEY (actor, recipient, happening)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyad_happening ON dyad (happening);

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

-- The user's own: notes on what the book holds. They are no evidence, so they can be changed, and the log does not speak of them.

-- One row for each thing that somebody collected.
CREATE TABLE note (
    id TEXT PRIMARY KEY,               -- hash of dossier and target
    dossier TEXT NOT NULL,             -- the dossier that it is collected in
    place INTEGER NOT NULL,            -- where it stands in the dossier: 1, 2, 3 ..
    target TEXT NOT NULL,              -- id of a report, finding or happening
    text TEXT NOT NULL,                -- what the user wrote about it, or ""
    by TEXT NOT NULL,                  -- who
    at TEXT NOT NULL,                  -- when it was last changed, ISO time in UTC
    UNIQUE (dossier, target)
) STRICT;

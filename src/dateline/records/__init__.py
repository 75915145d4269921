"""The records: frozen, typed, free of input and output. `docs/reference/record.md` tells what each field means."""

from dateline.records.actor import Actor as Actor
from dateline.records.agenda import Agenda as Agenda
from dateline.records.candidate import Candidate as Candidate
from dateline.records.disagreement import Disagreement as Disagreement
from dateline.records.disagreement import Side as Side
from dateline.records.event import Event as Event
from dateline.records.event import EventDate as EventDate
from dateline.records.event import Figure as Figure
from dateline.records.finding import Finding as Finding
from dateline.records.happening import Happening as Happening
from dateline.records.happening import Party as Party
from dateline.records.origin import Edit as Edit
from dateline.records.origin import Origin as Origin
from dateline.records.origin import Version as Version
from dateline.records.outlet import Domain as Domain
from dateline.records.outlet import Outlet as Outlet
from dateline.records.place import Place as Place
from dateline.records.quote import Quote as Quote
from dateline.records.reading import Reading as Reading
from dateline.records.report import Block as Block
from dateline.records.report import DatelineOf as DatelineOf
from dateline.records.report import Report as Report
from dateline.records.span import Span as Span
from dateline.records.time import Time as Time

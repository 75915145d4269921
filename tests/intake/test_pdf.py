"""PDF: the text in the order of reading; running heads, hyphens and columns; scans and hostile files are refused with the reason."""
# ruff: noqa: E501  tables: one case a line

import time
from dataclasses import dataclass

import pytest

from dateline.errors import InputRefused
from dateline.intake.files import taken_of_file
from dateline.intake.pdf import report_of_pdf
from dateline.intake.taken import Refused

from .pdfs import HEAD, LEFT, RIGHT, column, file_of, laughing, pdf, shown, stream

A = ["RIGA, June 4 (BNS) - Two envoys met in the capital on", "Friday, the ministry said, after weeks of quiet prepa-", "ration in three other cities."]
B = ["They will meet again in Tallinn in two weeks, a well-", "known mediator told reporters in the evening."]
C = ["Officials in Vilnius were more reserved. A spokeswoman", "for the government said that it had not been invited."]
D = ["The talks are the first since 2019. Expectations remain", "modest on both sides, and the border is unresolved."]
TITLE = [(LEFT, 780, 20, "Envoys meet in Riga")]
TEXT = ["Two envoys met in the capital on Friday, the ministry said, after weeks of quiet preparation in three other cities.", "They will meet again in Tallinn in two weeks, a well-known mediator told reporters in the evening.",
        "Officials in Vilnius were more reserved. A spokeswoman for the government said that it had not been invited.", "The talks are the first since 2019. Expectations remain modest on both sides, and the border is unresolved."]


def take(*pages, **more):
    return report_of_pdf(pdf(*pages, **more), source="bulletin.pdf")


def told(taken):
    return [(b.kind + (":" + b.reason if b.reason else ""), taken.text[b.span[0]:b.span[1]]) for b in taken.report.blocks]


def paragraphs(taken):
    return [words for kind, words in told(taken) if kind == "paragraph"]


def test_one_column():
    taken = take([*TITLE, *column(LEFT, 740, A, B, C, D)])
    assert told(taken)[:2] == [("headline", "Envoys meet in Riga"), ("dateline", "RIGA, June 4 (BNS) -")] and paragraphs(taken) == TEXT
    assert (taken.report.title, taken.form, taken.report.complete, taken.report.language) == ("Envoys meet in Riga", "pdf", True, "en")


def two_columns(packed=True):
    return [*column(LEFT, 740, A, B)], [*column(RIGHT, 740, C, D)]


def test_two_columns_that_the_file_holds_one_after_the_other():
    left, right = two_columns()
    assert paragraphs(take([*TITLE, *left, *right])) == TEXT


@pytest.mark.parametrize("order", [lambda lines: sorted(lines, key=lambda one: (-one[1], one[0])), lambda lines: sorted(lines, key=lambda one: (one[1], one[0]))])
def test_two_columns_that_the_file_holds_line_by_line(order):
    left, right = two_columns()
    assert paragraphs(take(order([*TITLE, *left, *right]))) == TEXT


def test_three_columns_over_a_full_line():
    def narrow(words):
        return [" ".join(words.split()[i:i + 3]) for i in range(0, len(words.split()), 3)]
    full = [(LEFT, 700, 10, "This line runs across the page from the left margin to the right one, above all of the three columns here."), (LEFT, 688, 10, "So does this.")]
    texts = ["One two three four five six seven eight nine ten eleven twelve, the first column says so.", "The second column tells of the harbour, of its cranes, of the dockers and of the tides there.", "And the third one closes the page with a word on the weather, which was good all week."]
    lines = [line for n, words in enumerate(texts) for line in column(60 + 165 * n, 660, narrow(words))]
    taken = take(sorted([*full, *lines], key=lambda one: (-one[1], one[0])))
    assert paragraphs(taken) == [f"{full[0][3]} So does this.", *texts]


def test_a_table_of_one_column_is_no_two_columns():
    lines = [line for n, words in enumerate((A, B, C, D)) for line in column(LEFT, 740 - 60 * n, words)]
    assert paragraphs(take([*lines, (RIGHT, 100, 10, "Aside"), (RIGHT, 88, 10, "Beside")]))[0] == TEXT[0]


def test_heads_feet_and_page_numbers_are_furniture_and_split_no_paragraph():
    def page(number, lines):
        return [(LEFT, 815, 8, "The Baltic Bulletin    No. 12"), *lines, (LEFT, 40, 8, "Ministry of Fisheries, Riga"), (290, 25, 8, f"Page {number} of 3")]
    taken = take(page(1, [*TITLE, *column(LEFT, 100, A[:2])]), page(2, [*column(LEFT, 740, A[2:], B)]), page(3, column(LEFT, 740, C, D)))
    assert paragraphs(taken) == TEXT
    furniture = [words for kind, words in told(taken) if kind.startswith("furniture")]
    assert furniture == ["The Baltic Bulletin No. 12", "Ministry of Fisheries, Riga", "Page 1 of 3", "The Baltic Bulletin No. 12", "Ministry of Fisheries, Riga", "Page 2 of 3",
                         "The Baltic Bulletin No. 12", "Ministry of Fisheries, Riga", "Page 3 of 3"]


def test_left_and_right_pages_with_heads_of_their_own():
    pages = [[(LEFT, 815, 8, "Harbour Review" if n % 2 else "Spring 2021"), *column(LEFT, 740, [f"The harbour handled {n + 3} ships on the day, the master said in his", f"note number {n + 1} of the season."], B), (290, 30, 8, str(n + 1))] for n in range(6)]
    taken = take(*pages)
    assert sum(kind == "furniture:page" for kind, _ in told(taken)) == 12 and sum("The harbour handled" in words for words in paragraphs(taken)) == 6


def test_a_short_file_of_one_page_loses_no_line():
    assert [words for _, words in told(take([(LEFT, 740, 10, "Two envoys met in Riga on Friday.")]))] == ["Two envoys met in Riga on Friday."]


@dataclass(frozen=True)
class Hyphen:
    lines: list[str]
    text: str


@pytest.mark.parametrize("case", [
    Hyphen(["The nego-", "tiations ended."], "The negotiations ended."), Hyphen(["A long-", "term plan was made."], "A long-term plan was made."), Hyphen(["The self-", "styled mayor left."], "The self-styled mayor left."),
    Hyphen(["On the Franco-", "German border it rained."], "On the Franco-German border it rained."), Hyphen(["The grain-", "rich plain, grain-rich for ages, lay bare."], "The grain-rich plain, grain-rich for ages, lay bare."),
    Hyphen(["Talks – held", "in secret – ended."], "Talks – held in secret – ended."), Hyphen(["In 2019-", "2021 the catch fell."], "In 2019-2021 the catch fell."), Hyphen(["The inter\xad", "mediary left."], "The intermediary left."),
    Hyphen(["The ministers said no -", "and left."], "The ministers said no - and left.")], ids=lambda case: case.lines[0])
def test_hyphens_at_the_end_of_a_line(case):
    assert take([*column(LEFT, 740, case.lines)]).text == case.text


def test_ligatures_are_letters_and_lead_back():
    from dateline.intake.pdf_lines import Line, Unit
    from dateline.intake.pdf_text import written

    whole = written([Unit([Line(0, 0, 60, 700, 10, "The oﬃcial of the ﬂeet"), Line(0, 0, 60, 690, 10, "signed the ﬁnal eﬀort.")])], [])
    assert whole.text == "The official of the fleet signed the final effort."
    at = whole.text.index("official")
    start, end = whole.map.to_raw((at, at + 8))
    assert whole.raw[start:end] == "oﬃcial"


def test_each_word_leads_back_to_the_lines():
    left, right = two_columns()
    taken = take([*TITLE, *left, *right, (20, 300, 9, "printed on recycled paper", "up")])
    for block in taken.report.blocks:
        start, end = block.span
        words = taken.text[start:end].replace(" ", "").replace("-", "")
        assert taken.raw_words(block.span).replace("\n", "").replace("\f", "").replace(" ", "").replace("-", "") == words
    assert "recycled" not in taken.text and [taken.raw[s:e] for s, e in (d.span for d in taken.dropped)] == ["printed on recycled paper"]


def test_headings_are_headlines_and_lines_of_one_size_make_paragraphs():
    lines = [*TITLE, *column(LEFT, 740, [*A[:1], "Friday."]), (LEFT, 690, 13, "What comes next"), *column(LEFT, 670, B)]
    assert [kind for kind, _ in told(take(lines))] == ["headline", "dateline", "paragraph", "headline", "paragraph"]


def test_indented_paragraphs_without_a_gap():
    lines = [(LEFT + 12, 740, 10, A[0]), (LEFT, 728, 10, A[1]), (LEFT, 716, 10, A[2]), (LEFT + 12, 704, 10, B[0]), (LEFT, 692, 10, B[1])]
    assert paragraphs(take(lines)) == TEXT[:2]


def test_the_day_in_the_text_and_what_is_given_win_as_for_plain_text():
    from datetime import date

    raw = pdf([*TITLE, (LEFT, 760, 10, "4 June 2021"), *column(LEFT, 730, B, C)])
    assert report_of_pdf(raw).report.published == "2021-06-04"
    assert report_of_pdf(raw, "https://m.example/a.pdf", date(2021, 6, 5), "Ministry").report.published == "2021-06-05"


def test_a_page_without_text_among_others_leaves_the_report_incomplete():
    taken = take([*TITLE, *column(LEFT, 740, A, B)], [])
    assert taken.report.complete is False and paragraphs(taken) == TEXT[:2]


IMAGE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1>>"
LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
PAGES = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]


@pytest.mark.parametrize("build, reason", [
    (lambda: pdf([], extra=b"/XObject<</I 9 0 R>>") + IMAGE, "a scanned or empty PDF: 1 pages of pictures, no text"), (lambda: pdf([], []), "2 pages of no words"),
    (lambda: pdf(column(LEFT, 740, A), trailer=LOCKED), "locked with a password"), (lambda: HEAD, "cannot be read"), (lambda: HEAD + b"\x00" * 5000, "cannot be read"),
    (lambda: pdf(column(LEFT, 740, A))[:400], "cannot be read|no text"), (lambda: file_of(PAGES), "cannot be read|no text"),
    (lambda: file_of([PAGES[0], b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]), "cannot be read|no text"), (lambda: file_of([PAGES[0], b"<</Type/Pages/Kids[%s]/Count 400>>" % (b"3 0 R " * 400), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]), "400 pages"),
    (lambda: file_of([*PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", stream(b" " * 30_000_000, packed=True), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]), "cannot be read|no text"),
    (lambda: file_of([*PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", stream(b"q Q " * 200_000, packed=True), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]), "drawing steps|cannot be read|no text"),
    (lambda: HEAD + b"1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>", "cannot be read")])
def test_what_is_no_text_is_refused(build, reason, tmp_path):
    path = tmp_path / "odd.pdf"
    path.write_bytes(build())
    started = time.process_time()
    (one,) = taken_of_file(path)
    assert isinstance(one, Refused) and time.process_time() - started < 8
    with pytest.raises(InputRefused, match=reason):
        report_of_pdf(path.read_bytes())


def test_many_pages_that_take_long_to_draw_are_refused():
    with pytest.raises(InputRefused, match="bytes to draw"):
        report_of_pdf(pdf(*[[(LEFT, 740, 10, " " * 400_000)]] * 9))


def test_forms_that_draw_forms_end():
    started = time.process_time()
    assert len(report_of_pdf(laughing()).text) < 100_000 and time.process_time() - started < 8


def test_bytes_before_the_head_and_a_name_without_suffix(tmp_path):
    path = tmp_path / "bulletin"
    path.write_bytes(b"\r\n" + pdf(column(LEFT, 740, A, B)))
    (one,) = taken_of_file(path)
    assert one.form == "pdf" and one.source == str(path)


def test_nothing_is_said_on_stderr_about_an_odd_file(capfd):
    assert report_of_pdf(pdf(column(LEFT, 740, A, B)).replace(b"startxref\n", b"startxref\n9")).report.title is None
    assert capfd.readouterr().err == ""


def test_as_many_words_as_the_drawing_has():
    left, right = two_columns()
    lines = [*TITLE, *left, *right]
    assert shown(lines).count(b"Tj") == len(lines)
    count = sum(len(words.split()) for _, _, _, words in lines)
    assert len(take(lines).text.split()) == count - 2  # two words were cut by a hyphen

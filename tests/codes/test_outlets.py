"""The outlets: one table, the same fields for all, and users' own lines over it."""

import pytest

from dateline.codes.outlets import outlets, outlets_of_csv, with_given
from dateline.errors import TableError


def test_the_table_is_large_and_unknown_facts_stay_empty():
    all_ = outlets().all
    assert len(all_) >= 300 and len({o.country for o in all_ if o.country}) > 100
    assert any(o.owner is None for o in all_) and any(o.state_link is None for o in all_)


def test_a_seized_domain_and_the_living_one_are_one_outlet():
    assert outlets().at("presstv.com", "2021-06-22") is outlets().at("https://www.presstv.ir/Detail/2", "2023-01-01")
    assert outlets().at("presstv.com", "2021-06-23") is None
    assert outlets().at("notpresstv.ir") is None


def test_a_name_is_found_however_it_is_written():
    assert outlets().named("the guardian").name == "The Guardian"
    assert outlets().named("Agence France Presse").name == outlets().named("AFP").name
    assert outlets().named("Nobody's Gazette") is None


def test_users_add_and_override(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("name,country,owner,domains,reviewed\nReuters,GBR,somebody else,reuters.com,2026-01-05\n"
                    "Oslo Courier,NOR,,oslo.example,\n")
    table = with_given(outlets_of_csv(mine))
    assert table.named("Reuters").owner == "somebody else" and table.named("Reuters").reviewed == "2026-01-05"
    assert table.at("oslo.example").name == "Oslo Courier" and table.at("oslo.example").owner is None
    assert len(table.all) == len(outlets().all) + 1


@pytest.mark.parametrize("row, says", [("name,kind\nX,blog\n", "line 2: kind is 'blog'"), ("name,colour\nX,red\n", "the columns are"),
                                       ("name,domains\nX,not a domain\n", "the domain is"), ("name,country\nX,Norway\n", "three capitals"),
                                       ("name,reviewed\nX,yesterday\n", "line 2"), ("name,kind\n,site\n", "needs a name")])
def test_a_bad_line_is_refused_with_its_number(tmp_path, row, says):
    (tmp_path / "mine.csv").write_text(row)
    with pytest.raises(TableError, match=says):
        outlets_of_csv(tmp_path / "mine.csv")

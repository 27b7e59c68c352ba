"""A list of people as a file: whatever a spreadsheet makes of it, good rows are kept and bad ones named."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.record.forms.csv import calculates
from server.season import roster
from server.season.merging import merge
from server.season.person import LONGEST, Details, Person
from server.season.roster import Roster, read, write
from server.season.separated import NoTable
from server.words import line

HEAD = "name;email;role;organisation;place;contact\r\n"
ANN = "Ann Müller;ann@example.org;a carer;Grünwald;Łódź;yes\r\n"
BEN = "Ben;;a patient;;;\r\n"


def names(found: Roster) -> list[str]:
    return [entry.details.name for entry in found.entries]


def told(data: bytes | str) -> list[tuple[int, str]]:
    """The bad rows of a file by number, why and how to mend them."""
    found = read(data.encode() if isinstance(data, str) else data)
    assert all(one.why.endswith(".") and one.fix.endswith(".") for one in found.bad)
    return [(one.row, f"{one.why} {one.fix}") for one in found.bad]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_separators_and_line_ends(separator: str, begin: str, end: str) -> None:
    text = begin + (HEAD + ANN + BEN).replace(";", separator).replace("\r\n", end)
    found = read(text.encode())
    assert found.entries[0].details == Details("Ann Müller", "ann@example.org", "a carer", "Grünwald", "Łódź", True)
    assert names(found) == ["Ann Müller", "Ben"]
    assert found.bad == ()


@pytest.mark.parametrize(
    ("coding", "written"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"), ("cp1252", "windows-1252"),
    ],
)  # fmt: skip
def test_ways_to_write_letters(coding: str, written: str) -> None:
    found = read("name;role\r\nZoë Müller;médecin\r\nSøren;–\r\n".encode(coding))
    assert names(found) == ["Zoë Müller", "Søren"]
    assert found.written == written


def test_a_file_that_two_programs_wrote() -> None:
    data = b"name;role\n" + "Zoë;a carer\n".encode() + "Müller;a patient\n".encode("cp1252") + b"Ben;\n"
    found = read(data)
    assert names(found) == ["Zoë", "Müller", "Ben"]
    assert found.written == "mixed"


def test_letters_that_nobody_can_read_are_named_and_the_rest_is_kept() -> None:
    assert told(b"name\nAnn\n\x81\xff\x8d\nBen\n") == [
        (3, "Some letters cannot be read. Save the file as “CSV UTF-8”, or retype them.")
    ]


@pytest.mark.parametrize("begins", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"%PDF-1.7"])
def test_a_workbook_is_told_how_to_become_a_table(begins: bytes) -> None:
    with pytest.raises(NoTable, match="Save as"):
        read(begins)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing in this file"),
        ("\n \n;;\n", "nothing in this file"),
        ("email;role\nann@example.org;x\n", "No column is called “name”"),
        ("Ann;ann@example.org\nBen;ben@example.org\n", "first row has to name the columns"),
        ("name\n" + "Ann\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_what_is_no_list_is_told_so(text: str, says: str) -> None:
    with pytest.raises(NoTable, match=says):
        read(text.encode())


def test_a_plain_list_of_names_needs_no_heading() -> None:
    found = read("Ann Müller\n\nBen\n  Mei  \n".encode())
    assert names(found) == ["Ann Müller", "Ben", "Mei"]
    assert [entry.row for entry in found.entries] == [1, 3, 4]


@pytest.mark.parametrize(
    "head",
    ["Vorname;Nachname;E-Mail;Funktion", "First Name;LAST NAME;E-mail address;job title", "Prénom;Nom;Courriel;Rôle",
     "Vorname;Name;Mail;Rolle"],
)  # fmt: skip
def test_headings_as_people_write_them(head: str) -> None:
    (entry,) = read(f"{head}\nAnn;Müller;ann@example.org;x\n".encode()).entries
    assert entry.details == Details("Ann Müller", "ann@example.org", "x")


def test_columns_that_are_not_kept_are_told() -> None:
    found = read(b"name;Phone number;email;Diet\nAnn;07;;none\n")
    assert found.columns == ("name", "email")
    assert found.ignored == ("Phone number", "Diet")


def test_excel_says_its_separator() -> None:
    assert names(read(b"sep=|\r\nname|role\r\nAnn, PhD; MD|x\r\n")) == ["Ann, PhD; MD"]


def test_quoted_cells_hold_separators_quotes_and_newlines() -> None:
    found = read(b'name,role\r\n"Ann ""Nan"" Lee","carer,\r\nmother"\r\nBen,x\r\n\r\nMei,y\r\n')
    assert found.entries[0].details == Details('Ann "Nan" Lee', "", "carer, mother")
    assert [entry.row for entry in found.entries] == [2, 3, 5], "rows are counted as the spreadsheet counts them"


def test_a_quotation_mark_that_is_never_closed_spoils_one_row() -> None:
    found = read(('name,role\nAnn,x\n"Ben,y\n' + "".join(f"P{n},z\n" for n in range(300))).encode())
    assert len(found.entries) == 301
    assert [(one.row, one.fix) for one in found.bad] == [(3, "Close it, or take it out.")]


def test_bad_rows_are_named_and_good_ones_kept() -> None:
    rows = [
        "name,email,role,contact", "Ann,ann@example.org,,", ",someone@example.org,,", "Ben,not an address,,",
        f"{'x' * 61},,,", f"Cy,,{'r' * 121},", "Dee,,,perhaps", "eve@example.org,,,", "Fay,,,no",
        "Gus,,,,,,more,cells,than,columns", "Hal",
    ]  # fmt: skip
    assert names(read("\n".join(rows).encode())) == ["Ann", "Fay", "Gus", "Hal"]
    assert told("\n".join(rows)) == [
        (3, "The name is missing. Write a name."),
        (4, "“not an address” is no mail address. Write one such as ann@example.org, or none."),
        (5, "The name has 61 letters, and there is room for 60. Shorten it."),
        (6, "The role has 121 letters, and there is room for 120. Shorten it."),
        (7, "“perhaps” under contact is neither yes nor no. Write yes or no."),
        (8, "There is an address in place of a name. Write the name, and the address beside."),
    ]


def test_a_cell_of_five_megabytes_is_one_bad_row() -> None:
    began = time.process_time()
    data = b"name,role\nAnn,x\nBen," + b"y" * 5_000_000 + b"\nMei,z\n"
    assert told(data) == [(3, "The cell “role” has 5,000,000 letters. Shorten it.")]
    assert names(read(data)) == ["Ann", "Mei"]
    assert time.process_time() - began < 5


def test_ten_thousand_rows_are_read_and_merged_in_a_moment() -> None:
    rows = "".join(f"Person {n};p{n}@example.org;role {n % 7};org;place;yes\n" for n in range(10_000))
    began = time.process_time()
    found = read((HEAD + rows).encode())
    assert len(merge((), found.entries).added) == 10_000
    assert time.process_time() - began < 5, "an eighth of that on a quiet machine"


@pytest.mark.parametrize("row", ["Anna;p{n}@example.org;;;;\n", "Anna;;role {n};;;\n", '"Anna;"";;;;;\n'])
def test_ten_thousand_rows_that_are_meant_to_take_long(row: str) -> None:
    rows = "".join(row.replace("{n}", str(n)) for n in range(10_000))
    began = time.process_time()
    merge((), read((HEAD + rows).encode()).entries)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "words", ["=1+1", "+49 30", "-x", "@ann", "=cmd|' /C calc'!A0", "＝1", "'=1", "''+1", "'t Hooft"]
)
def test_nothing_that_is_exported_calculates(words: str) -> None:
    person = Person("p1", Details("Ann", role=words))
    cell = write([person]).decode("utf-8-sig").split("\r\n")[1].split(",")[2].strip('"').replace('""', '"')
    assert cell.startswith("'") or not calculates(cell)
    assert read(write([person])).entries[0].details == person.details


kept_line = st.text(max_size=40).map(line)
some_details = st.builds(
    Details,
    name=st.text(min_size=1, max_size=40).map(line).filter(lambda name: name and not roster.is_address(name)),
    email=st.just("") | st.from_regex(r"[a-z'+=]{1,12}@[a-zß]{1,12}\.org", fullmatch=True),
    role=kept_line | st.sampled_from(["=1", "'=1", "-", "+", "@", '"', ",", ";", "\\"]),
    organisation=kept_line,
    place=kept_line,
    contact=st.booleans(),
)  # fmt: skip
ids = st.text("abcdefghijklmnopqrstuvwxyz-_0", min_size=22, max_size=22)


@given(st.lists(some_details, max_size=12), st.lists(ids, min_size=12, max_size=12, unique=True))
def test_what_is_exported_comes_back_the_same(details: list[Details], some_ids: list[str]) -> None:
    """Cell by cell, whoever they are, and to the same people: nobody is added, changed, merged or refused."""
    assert all(len(getattr(one, name)) <= most for one in details for name, most in LONGEST.items())
    seen: set[str] = set()
    people = []
    for id, one in zip(some_ids, details, strict=False):
        if one.email.casefold() not in seen or not one.email:
            people.append(Person(id, one))
            seen.add(one.email.casefold())
    if not people:
        return
    found = read(write(people))
    assert [entry.details for entry in found.entries] == [person.details for person in people]
    assert [entry.id for entry in found.entries] == [person.id for person in people]
    merged = merge(people, found.entries)
    assert (merged.added, merged.changed, merged.bad, merged.doubles) == ((), (), (), ())
    assert merged.same == len(people)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    try:
        found = read(data)
    except NoTable as refused:
        says = str(refused)
    else:
        says = "."
        assert all(line(entry.details.name) == entry.details.name for entry in found.entries)
        write(Person(f"p{at}", entry.details) for at, entry in enumerate(found.entries))
    assert says.endswith(".")

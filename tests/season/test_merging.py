"""A list meets the people who are known: the same person stays one, two people stay two, and doubt is told."""

from __future__ import annotations

from server.season.merging import Double, Merged, merge
from server.season.person import Details, Person
from server.season.roster import read

ANN = Person("a" * 22, Details("Ann", "ann@example.org", "a carer", "", "", True))
BEN = Person("b" * 22, Details("Ben", "", "a patient"))
SMITHS = [Person("s" * 22, Details("Jo Smith", "", "a doctor")), Person("t" * 22, Details("Jo Smith", "", "a patient"))]


def bring(text: str, *people: Person) -> Merged:
    return merge(people, read(text.encode()).entries)


def test_an_empty_cell_changes_nothing_and_nobody_is_taken_out() -> None:
    merged = bring("name,email,role\nAnn,ann@example.org,\n", ANN, BEN)
    assert merged == Merged(same=1)


def test_the_address_knows_a_person_the_name_does_where_there_is_none() -> None:
    merged = bring("name,email,place\nann,ANN@example.org,Leeds\nBen,ben@example.org,\nCy,,\n", ANN, BEN)
    changed = dict(merged.changed)
    assert changed[ANN.id] == Details("ann", "ANN@example.org", "a carer", "", "Leeds", True)
    assert changed[BEN.id].email == "ben@example.org"
    assert [one.name for one in merged.added] == ["Cy"]


def test_a_new_role_is_no_new_person_but_of_two_nobody_can_tell() -> None:
    assert dict(bring("name,role\nBen,a chair\n", BEN).changed)[BEN.id].role == "a chair"
    assert bring("name,role\nJo Smith,a patient\nJo Smith,a doctor\n", *SMITHS).same == 2
    assert len(bring("name,role\nJo Smith,a cook\n", *SMITHS).added) == 1


def test_whoever_came_from_here_may_have_another_name_and_address() -> None:
    merged = bring(f"name,email,Tingsha id\nAnna,anna@example.org,{ANN.id}\n", ANN)
    assert dict(merged.changed)[ANN.id].name == "Anna"
    assert len(bring(f"name,Tingsha id\nAnna,{'z' * 22}\n", ANN).added) == 1, "an id of somewhere else says nothing"


def test_whoever_had_gone_and_is_on_the_list_is_back() -> None:
    gone = Person(ANN.id, ANN.details, left_at=7.0)
    assert bring("name,email\nAnn,ann@example.org\n", gone).back == (ANN.id,)


def test_rows_of_one_person_are_put_together_and_said_so() -> None:
    merged = bring("name,email,role,place\nAnn,a@x.org,a carer,\nann,A@x.org,,Leeds\nAnn,,,Leeds\n")
    assert merged.added == (Details("Ann", "A@x.org", "a carer", "", "Leeds"),) or len(merged.added) == 1
    assert merged.doubles == (Double(3, 2, "Ann"), Double(4, 2, "ann"))
    assert merged.added[0].place == "Leeds"
    assert merged.added[0].role == "a carer"


def test_rows_that_cannot_both_be_right_are_named() -> None:
    merged = bring("name,email,role\nAnn,x@x.org,\nBen,X@x.org,\nAnn,x@x.org,a carer\nAnn,x@x.org,a nurse\n")
    assert [(one.row, one.what) for one in merged.bad] == [(3, "Ben"), (5, "Ann")]
    assert "row 2" in merged.bad[0].why
    assert "a carer" in merged.bad[1].why
    owned = bring(f"name,email,Tingsha id\nBen,ann@example.org,{BEN.id}\n", ANN, BEN)
    assert owned.bad[0].why == "The address ann@example.org is Ann’s already."
    assert owned.changed == ()


def test_of_two_answers_about_the_address_the_careful_one_counts() -> None:
    for first, second in (("yes", "no"), ("no", "yes")):
        (one,) = bring(f"name,contact\nAnn,{first}\nAnn,{second}\n").added
        assert not one.contact


def test_bringing_the_same_list_twice_changes_nothing() -> None:
    text = "name,email,role\nAnn,ann@x.org,a\nJo,,b\nJo,,c\nBen,,\nBEN,,\n"
    added = bring(text).added
    people = [Person(f"{n}" * 22, details) for n, details in enumerate(added)]
    again = bring(text, *people)
    assert (again.added, again.bad) == ((), ())
    assert again.same + len(again.changed) == len(people)

"""Lists of names in .bib files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import read_bib, source
from sphinx_dossier.core.bib_names import is_others, person, read_people
from sphinx_dossier.core.model import Person
from sphinx_dossier.exports.bibtex_csl import export_bibtex


def people(text):
    """The names of a list; ``None`` for those who are not named."""
    return [None if is_others(name) else person(name) for name in read_people(text)]


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("family=Quill, given=Mara, prefix=van der, useprefix=true", "van der Quill", "Mara"),
        ("given={Teo and Tom}, family=Lisk", "Lisk", "Teo and Tom"),
        ("given=Jean, given-i={J}, family=Doe, id=jd", "Doe", "Jean"),
        ("family=Oak, suffix=Jr., given=Tom", "Oak, Jr.", "Tom"),
        ("family={Oak, Jr.}, given=Tom", "Oak, Jr.", "Tom"),
        ('"family=Harman, Sons", given=A', "Harman, Sons", "A"),
        ('family="Harman, Sons", given=A', "Harman, Sons", "A"),
        ("given={Jean, Max}, family=De La, prefix=", "De La", "Jean, Max"),
        ("given=Plato", "Plato", ""),
        ("family={{NSW} Treasury}", "NSW Treasury", ""),
        ("Family = {Ministry of Ports, and Sea}", "Ministry of Ports, and Sea", ""),
    ],
)
def test_extended_names(text, family, given):
    """The parts of a name of BibLaTeX, in any order."""
    assert [Person(family, given)] == people(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{Ministry of Ports and Sea Lanes}", [Person("Ministry of Ports and Sea Lanes")]),
        (
            "{{Barnes and Noble, Inc.}} and Li, Hua",
            [Person("Barnes and Noble, Inc."), Person("Li", "Hua")],
        ),
        (
            "Brack, Jr., Odo and de la Varrin, Ilse",
            [Person("Brack, Jr.", "Odo"), Person("de la Varrin", "Ilse")],
        ),
        (
            r"M{\"u}ller, J.~B. and {\relax Ch}arles, A",
            [Person("Müller", "J. B."), Person("Charles", "A")],
        ),
        (r"M{\'a}ria Pet\H o and \O rsted, N", [Person("Pető", "Mária"), Person("Ørsted", "N")]),
        ("Oak, Tom, Jr. and Elm, A, III", [Person("Oak, Jr.", "Tom"), Person("Elm, III", "A")]),
        ("Smith, J; Doe, A", [Person("Smith, J; Doe, A")]),
        ("Smith, J., Doe, A., Li, H.", [Person("Smith, J., Doe, A., Li, H.")]),
        ("a=b, c", [Person("a=b", "c")]),
        (", A", [Person("A")]),
        ("", []),
        (" and ", []),
        ("family=", []),
    ],
)
def test_names(text, expected):
    """Bodies are one name; a list that another program wrote is no person of many commas."""
    assert expected == people(text)


@pytest.mark.parametrize("end", ["others", "Others", "et al.", "et al", "et~al."])
def test_and_others_is_nobody(end):
    """The end of a list that is not complete, as reference managers write it."""
    assert [Person("Lee", "A"), None] == people(f"Lee, A and {end}")
    found = read_bib(f"@misc{{a, author = {{Lee, A and {end}}}, editor = {{Li, B}}}}")[0]["a"]
    assert ((Person("Lee", "A"),), ("author",)) == (found.authors, found.and_others)
    assert "A Lee & …" == found.outlet


def test_body_of_that_name_is_somebody():
    """In braces a name is what it says."""
    assert [Person("others"), Person("et al.")] == people("{others} and {et al.}")


PARTS = st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"])) | st.text(
    '{}\\=,;"~- aBand', min_size=1
)


@given(st.lists(st.tuples(PARTS, PARTS), max_size=3), st.sampled_from([(), ("author",)]))
def test_any_names_come_back(names, more):
    """Out to BibTeX and in again, each name is the same one, and the list as complete as it was."""
    pairs = ((" ".join(family.split()), " ".join(given.split())) for family, given in names)
    whole = tuple(Person(family.strip(",") or "a", given.strip(",")) for family, given in pairs)
    one = source("one", authors=whole, and_others=more if whole else ())
    found = read_bib(export_bibtex([one]))[0]["one"]
    assert (one.authors, one.and_others) == (found.authors, found.and_others)


@given(st.text() | st.text('{}\\=,;"~ andothersfamily'))
def test_any_list_is_read(text):
    """No list of names raises."""
    assert all(isinstance(person(name), Person) for name in read_people(text))

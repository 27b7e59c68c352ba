"""What people call the columns of a list of people, in a few languages of Europe."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Column = Literal["id", "name", "first", "last", "email", "role", "organisation", "place", "contact"]

_CALLED: dict[Column, str] = {
    "id": "tingsha id",
    "name": "name, names, full name, display name, person, people, participant, participants, member, who, attendee, "
    "vollstandiger name, teilnehmer, nom complet, participante, nombre completo, nombre y apellidos, nome completo, "
    "partecipante, deelnemer, naam, navn, namn",
    "first": "first name, firstname, given name, forename, vorname, prenom, nombre, nome, voornaam, fornavn, fornamn",
    "last": "last name, lastname, surname, family name, nachname, familienname, nom, nom de famille, apellido, "
    "apellidos, cognome, achternaam, etternavn, efternavn, efternamn",
    "email": "email, e mail, mail, email address, e mail address, mail address, email adresse, e mail adresse, "
    "mailadresse, adresse mail, adresse e mail, courriel, correo, correo electronico, posta elettronica, e mailadres",
    "role": "role, i am here as, here as, function, job, job title, position, rolle, funktion, fonction, "
    "rol, funcion, ruolo, funzione, functie",
    "organisation": "organisation, organization, company, employer, team, department, firma, unternehmen, "
    "organisationseinheit, entreprise, organizacion, empresa, organizzazione, azienda, organisatie, bedrijf",
    "place": "place, town, city, location, site, office, ort, stadt, standort, lieu, ville, lugar, ciudad, luogo, "
    "citta, plaats, stad, sted",
    "contact": "contact, may be contacted, share address, share email, may share address, kontakt, contacto, contatto",
}
_COLUMN_OF = {name: column for column, names in _CALLED.items() for name in names.split(", ")}


def column_of(heading: str) -> Column | None:
    """Which column a heading names; None when it is none that is kept."""
    plain = unicodedata.normalize("NFKD", heading[:200]).encode("ascii", "ignore").decode().lower()
    return _COLUMN_OF.get(" ".join(re.findall("[a-z]+", plain)))

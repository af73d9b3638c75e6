"""What is found and never offered for publication: findings about crime, health or sex.

A person may add such a fact by hand, with the denial beside it. The list errs on the side of holding back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from hustings.core.reading.amounts import Amount
from hustings.core.reading.facts import LOOK, Fact, Page, participant, reference
from hustings.core.reading.late import Late
from hustings.core.reading.shadow import Shadow
from hustings.core.reading.spans import Span

_SEX = Late(
    r"\b(?:sexual\w*|sexually|sex (?:abuse|assault|crime|offen[cs]e|offender|scandal|trafficking|tape|work\w*)|"
    r"rape[ds]?|raping|rapist|groping|groped?|molest\w*|"
    r"harass(?:ed|ing|ment)|extramarital|affair with|infidelity|adulter\w*|mistress|porn\w*|prostitut\w*|"
    r"escort service|hush money|pa?edophil\w*|"
    r"intimate (?:images?|photos?|relationship)|indecent\w*|misconduct toward|love child)\b",
    re.I,
)
_CRIME = Late(
    r"\b(?:arrest(?:ed|s)?|indict\w*|felon(?:y|ies|s)?|convict(?:ed|ion|ions|s)?|criminal\w*|crimes?|fraud\w*|"
    r"embezzl\w*|brib(?:e|es|ed|ery)|kickbacks?|launder\w*|"
    r"racketeer\w*|perjur\w*|guilty|plead(?:ed|s)? (?:guilty|no contest)|acquitt\w*|prosecut\w*|jail\w*|"
    r"prison\w*|imprison\w*|incarcerat\w*|probation|parole[ed]?|misdemeanou?r\w*|"
    r"assault\w*|batter(?:y|ed)|murder\w*|homicide|manslaughter|theft|stole|stolen|stealing|burglar\w*|robbery|"
    r"extort\w*|blackmail\w*|drunk(?:en)? driving|dui|dwi|"
    r"defam\w*|libel\w*|slander\w*|lawsuits?|sued|suing|verdict|damages|jury|grand jury|subpoena\w*|"
    r"charged with|charges (?:of|against)|accused of (?:\w+ ){0,3}?(?:stealing|taking|"
    r"fraud|abuse|bribery|theft|corruption)|corrupt(?:ion)?|wrongdoing|tax evasion|obstruct(?:ion|"
    r"ed) of justice|contempt of court|domestic (?:violence|abuse)|"
    r"restraining order|weapons? charge|drug (?:charge|possession|trafficking|deal\w*)|tax fraud|"
    r"under investigation|criminal investigation|fined|civil fraud)\b",
    re.I,
)
_HEALTH = Late(
    r"\b(?:cancer|tumou?r|dementia|alzheimer\w*|parkinson\w*|cognitive (?:decline|test|impairment|ability)|"
    r"senil\w*|stroke|heart attack|cardiac|surgery|hospitali[sz]ed|"
    r"in hospital|rehab|rehabilitation clinic|diagnos(?:ed|is)|illness|chronic (?:disease|pain)|depression|"
    r"bipolar|suicid\w*|overdose\w*|alcoholi\w*|addict(?:ed|ion)?|"
    r"sober|sobriety|tested positive|HIV|AIDS|pregnan\w*|miscarriage|had an abortion|mental (?:breakdown|"
    r"illness|health of|fitness|decline)|medical (?:leave|condition|records?)|"
    r"(?:his|her|their|failing|declining|ill) health|health (?:problems?|scare|issues?|condition)|psychiatr\w*|"
    r"disabilit(?:y|ies) (?:he|she)|seizures?|collapsed on stage)\b",
    re.I,
)
KINDS = (("sex", _SEX), ("crime", _CRIME), ("health", _HEALTH))


def subject_of(words: str) -> str:
    """crime, health or sex when the words are about it, else an empty string."""
    return next((name for name, pattern in KINDS if pattern.search(words)), "")


def _only_quotes(shadow: Shadow) -> bool:
    """Whether a sentence is quoted words with a bare attribution: its subject matter then stands before it."""
    return "\ue009" in shadow.text and len(re.sub(r"[\ue000-\ue009]", "", shadow.text)) < 40


def _context(page: Page, spans: Sequence[Span]) -> str:
    """The sentences that a fact touches; for bare quotations also the paragraph before."""
    words: list[str] = []
    for index in page.touched(spans):
        shadow = page.shadows[index]
        words.append(shadow.sentence.text)
        if _only_quotes(shadow):
            before = [s for s in page.shadows[max(0, index - 8) : index] if shadow.paragraph - s.paragraph <= 1]
            words.extend(s.sentence.text for s in before)
    return "\n".join(words)


def held_back(page: Page, facts: Sequence[Fact]) -> list[Fact]:
    """The same facts, those about crime, health or sex marked so that no page offers them for publication."""
    result: list[Fact] = []
    for fact in facts:
        found = subject_of(_context(page, fact.evidence))
        result.append(replace(fact, withhold=found, tier="look") if found else fact)
    return result


_ALLEGED = Late(
    r"\b(?:accused|convicted|charged|indicted|arrested|found (?:liable|guilty)|pleaded|sued|fined|diagnosed|"
    r"hospitali[sz]ed|award against|damages|verdict|jury found|"
    r"sentenced|investigated|treated for|suffer(?:s|ed|ing) from)\b"
)


def legal_facts(page: Page) -> list[Fact]:
    """One `legal` fact for each sentence that says such a thing of a known person; always withheld."""
    found: list[Fact] = []
    for shadow in page.shadows:
        about = subject_of(shadow.sentence.text)
        said = _ALLEGED.search(shadow.text)
        people = [i for i in shadow.at(0, len(shadow.text), "P") if reference(i).entity]
        if not about or said is None or not people:
            continue
        sums = [i.what for i in shadow.at(0, len(shadow.text), "M") if isinstance(i.what, Amount)]
        found.append(
            Fact(
                type="legal",
                status="happened",
                tier=LOOK,
                participants=(participant("concerned", people[0]),),
                trigger=page.quoted(shadow, *said.span()),
                evidence=(shadow.sentence,),
                amount=sums[0] if sums else None,
                zone=shadow.zone,
                withhold=about,
                why=f"about {about}: never offered for publication",
            )
        )
    return found

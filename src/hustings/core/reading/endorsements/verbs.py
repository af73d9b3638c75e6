"""How English says with a verb that somebody endorses: plain verbs, idioms and stances, in the signs of a shadow.

In every rule the one found on the left of the verb endorses `obj`.
"""

from hustings.core.reading.shadow import rule

THING = (
    r"(?:endorsements?|support|backing|weight|nod|(?:seal|stamp) of approval|clout|muscle|nominations?|blessing|power|"
    r"might|heft|votes?|imprimatur|machine|members(?:hip)?|allegiance|thumbs[ -]up|resources|loyalty|organi[sz]ation)"
)
OBJ = r"(?P<obj><PL>)(?!'s? (?!(?:bid|candidacy|campaign|run|re-?election|effort|ticket|quest)\b))"
_ITS = r"(?:<WHOSE>|the|an?|full|strong)"
_ADJ = r"(?:(?!(?:for|of|from|to|by|that|and)\b)[\w'-]+ ){0,3}?"
_VERB = r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>"
_FIRMLY = (
    r"(?: (?:now|also|again|all|both|still|instead|firmly|squarely|solidly|strongly|fully|foursquare|early|publicly|"
    r"formally|quickly|decisively|heavily|hard|together|likewise|unanimously|overwhelmingly|in line|(?:on )?<D>))*"
)
_RACE = r"(?:race|primary|primaries|contest|election|runoff|campaign|leadership|nomination|ballot|caucus(?:es)?)"
# what may follow a weak verb's object, so that "went for Tull" is a choice and "went for Tull with a knife" is not
_SETTLED = (
    rf"(?=[.;,:)]|$| [—–-]| (?:on |in |last |early |late |since )*<D>| (?:as well|too|this time|now|again|instead|over|"
    r"rather|ahead of|after|when|because|but|while|who|whose|despite|by|following|until|before|once|and|from the|"
    r"unanimously|overwhelmingly|narrowly|decisively|on an?|in an?|at (?:the weekend|(?:its|their) [\w-]+)|"
    rf"for (?:governor|mayor|president|senator|leader|general secretary|the (?:[\w-]+ ){{0,3}}?"
    rf"(?:nomination|leadership|job|post|seat|governor))|"
    rf"(?:in|for|as) (?:the|this|that|his|her|its|their) (?:[\w'-]+ ){{0,3}}?{_RACE})(?![\w-])|"
    r" as (?:its|their) (?:[\w-]+ )?(?:candidate|choice|pick|preferred|nominee))"
)

ACTIVE = rule(
    _VERB + r"[Ee]ndorsed|endorses?|endorsing|backed|backs|backing|back|supported|supports?|supporting|"
    r"re-?endorse[sd]?|re-?endorsing|co-endorsed)(?: for (?!<|the\b)\w+)?"
    rf"(?: the (?:candidac(?:y|ies)|bids?|campaigns?|re-?election|ticket) of)? <PRE>{OBJ}"
)
NOMINATE = rule(
    _VERB + r"nominated|nominates?|nominating|recommended|recommends?|recommending) "
    r"<PRE>(?P<obj><PL>)(?!')"
    r"(?! (?:for (?:an?|the|one)|as|to (?!(?:be|become|its|their|members|lead|succeed)\b|<O>)| (?:a |"
    r"its )?second))"
)
URGE = rule(
    _VERB + r"urged|urges|urging|recommended|recommends|recommending|advis(?:ed|es|ing)|"
    r"asked|asking|encouraged|encourages|encouraging|call(?:ed|s|ing) on|told|telling|instructed)(?: that)? "
    r"(?:all (?:of )?)?(?:(?:<A>'s|the) )?(?:<K> )?(?:[a-z,-]+ ){0,3}?(?:members|supporters|followers|backers|voters|"
    r"delegates|(?:people |voters |those )?(?:who|that) [^,;.]{3,40}?)"
    r"(?: should)?(?: to)? (?:vote|cast (?:their |a )?(?:votes?|ballots?)|back|support|get behind|"
    r"rally (?:behind|around)|"
    rf"unite behind)(?: for| instead for)? <PRE>{OBJ}"
)
CALLED_FOR = rule(
    _VERB + r"(?:recommend(?:s|ed|ing)?|urg(?:es|ed|ing)|call(?:s|ed|ing) for|advis(?:es|ed|ing)|advocat(?:es|ed|ing))"
    rf"(?: (?:an? )?(?:[a-z]+ )?(?:votes?|voting|first preferences?|support))) for <PRE>{OBJ}"
)
IDIOM = rule(
    _VERB + r"[Tt]hrew|throws?|thrown|throwing|put|puts|putting|gave|gives?|given|giving|lent|"
    r"lends?|swung|swings|swinging|handed|hands|handing|delivered|delivers|delivering|declared|declares|declaring|"
    r"announced|announces|announcing|"
    r"pledged|pledges|pledging|offered|offers|offering|extended|extends|bestowed|bestows|conferred|confirmed|awarded|"
    r"awards|awarding|granted|approved|approves|ratified|adopted|voiced|signal+ed|registered|shifted|moved|switched|"
    r"transferred|committed|reaffirmed|reiterated|renewed|repeated|"
    r"issued|made|lending|cast|unveiled|formali[sz]ed) "
    rf"(?:<D> )?(?:(?P<whose>{_ITS}) )?(?:<K> )?{_ADJ}{THING}(?: <D>)? (?:firmly |squarely |fully |solidly )?"
    rf"(?P<prep>behind|to|for|on|of|in favou?r of) <PRE>{OBJ}"
)
LINED_UP = rule(
    _VERB + r"(?:lin(?:ed|es?|ing)(?: up)?|rall(?:ied|ies|y|ying)|(?:got|gets?|gotten|getting|came|"
    r"comes?|come|coming|fallen|fell|falls?|falling|weigh(?:s|ed|ing)?|row(?:s|ed|ing)?|pil(?:es|ed|ing)|"
    r"swung|swings?|swinging|threw|thrown|jump(?:s|ed)?|step(?:s|ped)?|mov(?:es?|ed|ing)|pitch(?:es|ed)?) ?"
    r"(?:out|in|into line|in line|down|up)?|declared|declares?|declaring|plump(?:s|ed|ing)?|"
    r"unit(?:ed?|es|ing)|coalesc(?:ed?|ing|es)|clos(?:es?|ed|ing) ranks|consolidat(?:es?|ed|ing)|"
    r"(?:came|come|comes|gone|jumped|climbed) (?:on board|aboard)|(?<=is )campaigning|(?<=are )campaigning|"
    rf"(?:(?:is|are|was|were|stands?|stood)(?= (?:firmly|fully|solidly|squarely)))){_FIRMLY}) "
    rf"(?:behind|around|in (?:support|favou?r) of|on the side of|out for|for) <PRE>{OBJ}"
)
_FOR_GOOD = (
    r"(?=[.;,]|$| as well| too| this time| now| for (?:governor|mayor|president|senator|leader|the)\b|"
    r" (?:in|for) (?:the|this|that) (?:[\w'-]+ ){0,3}(?:race|primary|contest|election|runoff|campaign|leadership|fall))"
)
STANDS = rule(
    rf"{_VERB}is|are|was|were|stands?|stood|remains?|falls?|fell){_FIRMLY}"
    rf" (?:behind|in (?:support|favou?r) of|for|in) <PRE>{OBJ}(?:'s (?:corner|camp|column))?{_FOR_GOOD}|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>is|are|been|stands?|remains?|stays?|staying|stayed|stick(?:s|ing)?|stuck|"
    r"go(?:es|ing|ne)?|went|(?:throw(?:s|ing|n)?|threw|sign(?:s|ed|ing)? on|come|came|comes) in|sign(?:s|ed|ing)? on)"
    rf"{_FIRMLY} with <PRE>(?P<obj2><PL>)(?!'){_SETTLED}|"
    r"(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>(?:c[ao]mes?|coming|went|gone|goes|go|moved|crossed) over|moved|"
    r"switch(?:es|ed)?|"
    rf"defect(?:s|ed)?|turn(?:s|ed)?|swung|swings|shift(?:s|ed)?) to <PRE>(?P<obj3><PL>)(?!'){_SETTLED}"
)
ON_HER_SIDE = rule(
    rf"{_VERB}is|are|stands?|remains?|stays?|c[ao]mes?|went|goes|moved|swung|swings|fell|falls|landed|jump(?:s|ed)|"
    rf"climb(?:s|ed)|cross(?:es|ed)|over|down|c[ao]mes? (?:over|down)|went over){_FIRMLY} "
    r"(?:aboard|in|on|to|into|onto) (?:(?P<obj><P>)'s (?:corner|camp|column|side|bandwagon)|"
    r"the (?P<obj2><P>) (?:camp|column|bandwagon|side))(?![\w-])"
)
GAVE_TO = rule(
    _VERB + r"gave|gives?|given|giving|handed|hands|handing|awarded|awards|awarding|granted|grants|offered|offers|lent|"
    rf"lends|delivered) <PRE>(?P<obj><PL>) {_ITS} {_ADJ}{THING}(?<!machine)\b(?! (?:for|of)\b)"
)
ALL_IN = rule(
    _VERB + r"(?:is|are|went|goes|gone|going|go) (?:all in|all-in)(?: (?:for|behind|"
    r"on))) <PRE>(?P<obj><PL>)(?!')"
)
CHOSE = rule(
    _VERB + r"chose|picked|selected|favou?r(?:s|ed|ing)?|chosen|choos(?:e|es|ing)|picks?|picking|selects?|"
    r"opt(?:s|ed|ing)? for|settl(?:es|ed|ing) on|plump(?:s|ed|ing)? for|went for|goes for|preferred|prefers|tapped|"
    rf"taps|anointed|adopted|named) <PRE>(?P<obj><PL>)(?:(?= (?:over|ahead of|rather than|instead of) <PRE><PL>)|"
    rf"{_SETTLED})"
)
SIDED = rule(
    _VERB + r"(?:threw|thrown|throws?|throwing|cast|casts|casting)(?: in)? <WHOSE> lot(?: in)? with) <PRE>(?P<obj><PL>)"
    r"(?!')|(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>sid(?:ed|es?|ing) with|(?:align|all)(?:ied|ied|y|ies|ed|ing|s)? "
    r"(?:itself|themselves) with|pledged (?:itself|themselves) to|committed (?:itself|themselves) to) "
    rf"<PRE>(?P<obj2><PL>)(?!'){_SETTLED}"
)
SWITCHED = rule(
    _VERB + r"switch(?:ed|es|ing)?|shift(?:ed|s|ing)|mov(?:ed|es|ing)|transferr(?:ed|ing)|defect(?:ed|s|ing)|"
    r"jump(?:ed|s|ing)|flipp?(?:ed|s|ing)|swung|swings|gone over|went over|cross(?:ed|es) over)"
    r"(?: (?:<WHOSE>|the) )?(?: ?[\w-]+){0,3}? from <PRE>(?P<old><PL>) (?:over )?to <PRE>(?P<obj><PL>)(?!')|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>ditch(?:ed|es|ing)|dump(?:ed|s|ing)|dropp?(?:ed|s|ing)|abandon(?:ed|s|ing)|"
    r"desert(?:ed|s|ing)) <PRE>(?P<old2><PL>) (?:for|in favou?r of|to back|to endorse) <PRE>(?P<obj2><PL>)(?!')"
)
JOINED = rule(
    _VERB + r"joined|joins?|joining)(?: with)? (?P<others><COMMAS>),?(?: and (?:other|several) "
    r"[a-z ]{3,30},?)? in (?:publicly |formally )?(?:endorsing|backing|supporting|nominating) <PRE>(?P<obj><PL>)"
    r"(?!'s? (?!(?:bid|candidacy|campaign)\b))"
)
VOTED = rule(
    r"(?<![\w'-])(?P<aux>(?:has |have |had )?)(?P<verb>voted)(?: (?:<D>|on|<K>|by|to|unanimously|overwhelmingly|"
    r"narrowly|decisively|a|an|of|the|its|wide|secret|vote|margin|ballot|show|hands|acclamation|at|convention|meeting|"
    r"conference|more than|two|three|four|five|one|\d+[-–]\d+|\d+)){0,9} (?:for|in favou?r of) "
    r"(?:endorsing |backing |nominating )?<PRE>(?P<obj><PL>)(?!')"
)
MADE_CHOICE = rule(
    _VERB + r"made|named|makes|names|adopted|announced|selected|chose|picked|"
    r"declared) (?P<obj><P>) (?:as )?<WHOSE> (?:[a-z-]+ ){0,2}?(?:choice|pick|candidate|favou?rite|nominee)\b"
)
DOING = (
    ACTIVE,
    NOMINATE,
    URGE,
    CALLED_FOR,
    IDIOM,
    LINED_UP,
    STANDS,
    ON_HER_SIDE,
    GAVE_TO,
    ALL_IN,
    CHOSE,
    SIDED,
    SWITCHED,
    JOINED,
    VOTED,
    MADE_CHOICE,
)

"""How English says that somebody endorses, declines to, or has not decided, in the signs of a shadow."""

import re

from hustings.core.reading.shadow import rule

THING = r"(?:endorsements?|support|backing|weight|nod|seal of approval|clout|muscle)"
OBJ = r"(?P<obj><PL>)(?!'s? (?!(?:bid|candidacy|campaign|run|re-?election|effort)\b))"
ACTIVE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>endorsed|endorses?|endorsing|backed|backs|backing|back|supported|"
    r"supports?|supporting)"
    rf" (?:for \w+ )?(?:(?!neither|nor|no|not|only|against|nobody)[a-z-]+ ){{0,2}}?{OBJ}"
)
IDIOM = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>threw|throws?|thrown|throwing|put|puts|gave|gives?|given|giving|lent|"
    r"lends?|swung) (?:<WHOSE> )?"
    rf"(?:[\w-]+ ){{0,2}}{THING} (?:firmly |squarely )?(?:behind|to) (?:[a-z-]+ ){{0,2}}?{OBJ}|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>(?:lined|lines?|lining) up|rall(?:ied|ies|y|ying)|(?:got|gets?|came|"
    r"comes?) (?:out )?|united|unites?) ?"
    rf"(?:firmly |squarely )?(?:behind|in (?:support|favou?r) of|out for) (?:[a-z-]+ ){{0,2}}?(?P<obj2><PL>)(?!')|"
    r"(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>(?:gave|gives?|given) (?P<obj3><PL>) (?:<WHOSE>|the|"
    r"an?) (?:[\w-]+ ){0,2}(?:endorsement|backing|nod|support))"
)
ALL_IN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:is|are|went|goes) (?:all in|all-in) (?:for|behind|on)) (?P<obj><PL>)(?!')"
)
WHOM = rule(
    r"(?P<obj><P>),? whom (?P<subj><AL>) (?P<aux><AUX>)(?P<verb>endorsed|backed|supported|supports|backs|endorses)\b"
)
THE_NEXT = rule(
    r"(?P<aux>)(?P<verb>unions?|groups?|bod(?:y|ies)) to (?:do so|do the same|endorse|back|support)(?: (?:him|"
    r"her|<P>))?,? "
    r"(?:after|following|joining|alongside|along with) (?P<subj><AL>)"
)
NEITHER = rule(
    r"\b[Nn]either (?P<one><O>) nor (?P<other><O>) (?P<aux><AUX>)(?P<verb>(?:said|decided|disclosed|indicated|"
    r"announced) "
    r"(?:whom|who|whether|which)|endorsed (?:anyone|anybody|a candidate|yet)|made (?:an?|its|"
    r"their) endorsement|chosen)\b"
)
CHOSE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>chose|picked|selected|favou?red|chosen) (?P<obj><PL>) (?:over|ahead of) <PL>"
)
PASSIVE = rule(
    r"(?P<obj><PL>)(?P<mid><APPOS>(?:,? who)?) (?P<aux><AUX>)(?P<verb>endorsed|backed|supported|chosen)(?: <D>|"
    r" on <D>| in <D>| for [\w ]{3,30}?| unanimously)* by "
    r"(?P<fill>(?:[a-z0-9'-]+ ){0,5}?(?:[a-z0-9'-]+: )?)(?P<subj><AL>)"
)
NOUN_OF = rule(
    r"(?P<subj><AL>)'s? (?P<aux>(?:[\w-]+ ){0,3}?)(?P<verb>endorsement|backing) (?:of|for) (?P<obj><PL>)(?!')"
)
NOUN_FROM = rule(
    r"(?P<aux>(?:[\w'-]+ ){0,3})(?P<verb>endorsements?|backing|support) (?:of|for) (?P<obj><PL>) (?:from|"
    r"by) (?P<fill>(?:[a-z0-9'-]+ ){0,5}?(?:[a-z0-9'-]+: )?)"
    r"(?P<subj><AL>)"
)
HOLDS = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>secured|won|wins|has|have|had|received|receives|earned|got|gained|"
    r"gains|landed|lands|picked up|boasts|enjoys|"
    r"enjoyed|collected|clinched|holds|scored|snagged|nabbed|captured|drew)(?: <D>| on <D>)? (?:the |an? |"
    r"<WHOSE> )?(?P<adj>(?:[\w'-]+ ){0,3}?)"
    r"(?:endorsements?|backing|support|nod)(?: (?:on|in|this|last)? ?<D>)?(?: of| from) "
    r"(?P<fill>(?:[\w'-]+ ){0,6}?(?:[\w'-]+(?: \([^)]*\))?(?::|,? including|,? among them|"
    r", such as) )?)(?:both )?(?P<subj><AL>|<COMMAS>)"
)
LISTED = rule(
    r"(?:[Uu]nions?|[Gg]roups?|organi[sz]ations?|bodies|locals|associations?|ones) (?P<aux>(?:that |which |"
    r"who |now |already |have |are )*)(?P<verb>backing|supporting|endorsing|behind|"
    r"backed|endorsed|back|support|endorse) (?P<obj><PL>)(?: so far| now)?(?:,? (?:are|include|includes|"
    r"included|including|such as)(?: the)?:?|:| —) (?P<subj><AL>)"
)
FOLLOWED = rule(
    r"(?<![\w'-])(?P<aux>(?:then |later |quickly |soon |also )*)(?P<verb>followed(?: suit)?|joined (?:them|it|"
    r"<O>)|did (?:so|the same|likewise))(?=(?: on| in| a| the| <D>|\.|,|$))"
)
WITHDRAWN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>withdrew|withdraws|withdrawn|rescinded|rescinds|revoked|revokes|"
    r"pulled|retracted|took back|reversed)"
    rf" (?P<whose><WHOSE>|the|an?) (?:[\w-]+ ){{0,2}}{THING}(?: (?:of|for|from) (?P<obj><PL>))?|"
    rf"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>un-?endorsed|dropped) (?P<obj2><PL>)"
)
DENIED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>denied|denies)(?: on)?(?: <D>)?(?: that <A> (?:had|has|"
    r"have)(?: ever)? (?:endorsed|backed)| (?:ever )?(?:endorsing|backing|having endorsed)| any endorsement)"
)
LOOKED_BACK = rule(
    r"(?<![\w'-])(?P<aux>after (?:having )?|having )(?P<verb>endorsing|endorsed|backing|backed|"
    r"supporting) (?P<obj><PL>)(?!')"
)
NONE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?:(?P<verb>(?:declined|refused|decided not|chose not|opted not|voted not|"
    r"elected not|voted against|"
    r"opted against|decided against) (?:to )?(?:endors(?:e|ing)|back(?:ing)?|support(?:ing)?|mak(?:e|"
    r"ing) (?:an?|any) endorsement|pick(?:ing)?|choos(?:e|ing))"
    r"(?: (?P<obj><PL>))?)|(?P<verb2>(?:made|issued|gave|offered|making|make|issue) no (?:[\w-]+ )?endorsement|"
    r"endorsed (?:no (?:one|candidate)|nobody|neither)|backed (?:no (?:one|candidate)|"
    r"nobody|neither)|(?:sat|sit|sitting|sits) (?:it |this one )?out|(?:stay|stayed|staying|remain|remained|remaining) "
    r"(?:neutral|on the sidelines|out of)|(?:withheld|withholds?|withholding) (?:<WHOSE>|an|"
    r"any) (?:[\w-]+ )?endorsement))"
)
NOT_ENDORSED = rule(
    r"(?<![\w'-])(?P<aux>(?:<AUX>)(?:not|n't|never|yet to) (?:<AUX>))(?P<verb>endorse[ds]?|endorsing|"
    r"back(?:ed)?|support(?:ed)?|(?:throw|thrown|put) <WHOSE> (?:[\w-]+ )?(?:support|weight|endorsement|"
    r"backing)|"
    r"choose[n]?|chosen|pick(?:ed)?|(?:make|made|issue[d]?|announce[d]?|give[n]?) (?:an?|any|"
    r"<WHOSE>) (?:[\w-]+ )?(?:endorsement|choice|pick|decision)|decide[d]?|"
    r"(?:said|say|disclosed|announced|decided|indicated) (?:whether|whom|who|if|which)[^.;]{0,60}?\b(?:back|"
    r"endorse|support)|taken? a position|taken? sides|commit(?:ted)?)\b"
    r"(?: (?:[a-z-]+ ){0,2}?(?P<obj><PL>))?"
)
WEIGHS = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>weigh(?:s|ed|ing)?|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|debat(?:es|"
    r"ed|ing)|ponder(?:s|ed|ing)?|delay(?:s|ed|ing)?|postpon(?:es|ed|ing)|"
    r"held off|hold(?:s|ing)? off|put(?:s|ting)? off|review(?:s|ing)?|deliberat(?:es|ed|ing)|announce|decide|"
    r"vote|make|undecided|split|divided) (?:on |over |about )?"
    r"(?:<WHOSE> |an? |the |any |whether |whom |who |which |to |"
    r"a possible )(?:[\w'-]+ ){0,4}?(?P<what>endorsements?|endorse|endorsing|back|support|"
    r"decision on (?:an )?endorsement)\b"
)
FUTURE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>endorse|endorsing|back|support|(?:throw|"
    r"put) <WHOSE> (?:[\w-]+ )?(?:support|weight|backing))"
    r" (?:[\w-]+ ){0,3}?(?P<obj><PL>|<G>|anyone|anybody|either|a candidate|someone|whoever)"
)

CAME = rule(
    r"(?P<subj><A>)'s (?:<D> )?endorsement (?:of <P> )?(?:came|was (?:made|announced|given)|happened) (?:on |in )?<D>"
)
GOES_ON = re.compile(
    r"(?:'s?)?(?:$|[.,;:)!?—–-]| [\ue006]| (?:in|on|for|at|over|after|as|this|last|to|during|with|by|from|"
    r"rather|despite|while|before|because|since|instead|and|or|who|early|late)\b)"
)

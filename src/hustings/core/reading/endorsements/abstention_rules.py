"""How English says that nobody was endorsed, not yet, or no longer, in the signs of a shadow."""

from hustings.core.reading.endorsements.verbs import THING
from hustings.core.reading.shadow import rule

_ENDORSING = (
    r"(?:endors(?:e|ing)|back(?:ing)?|support(?:ing)?|nominat(?:e|ing)|pick(?:ing)?|choos(?:e|ing)|tak(?:e|"
    r"ing) sides)"
)
_ANYONE = (
    r"(?:anyone|anybody|any (?:[\w-]+ )?(?:candidate|contender|one)|a (?:[\w-]+ )?candidate|either|no one|"
    r"nobody|neither|"
    r"candidates)"
)
NEITHER = rule(
    r"\b[Nn]either (?P<one><O>) nor (?P<other><O>) (?P<aux><AUX>)(?P<verb>(?:endorse|back|support|nominate)(?: "
    r"(?:anyone|either|a candidate|any)|(?= in\b)|(?=[.;,]|$))|(?:make|take) (?:an?|any|<WHOSE>|sides?)|(?:said|"
    r"decided|disclosed|indicated|"
    r"announced) "
    r"(?:whom|who|whether|which)|endorsed(?: (?:anyone|anybody|a candidate|any candidate|in|yet)|(?=[.;,]|$))|"
    r"made (?:an?|its|their) endorsement|chosen)\b"
)
DENIED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>denied|denies)(?: on)?(?: <D>)?(?: that <A> (?:had|has|"
    r"have)(?: ever)? (?:endorsed|backed)| (?:ever )?(?:endorsing|backing|having endorsed)| any endorsement)"
)
WITHDRAWN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:walk|roll|tak|took|pull)(?:ed|s|en|ing)? back|disavowed|renounced|tore up|"
    r"torn up|withdrew|withdraws?|withdrawn|withdrawing|rescind|revoke|pull|retract|take "
    r"back|reverse|drop|cancel|suspend|rescinded|rescinds|rescinding|"
    r"revoked|revokes|"
    r"revoking|pulled|pulling|pulls|retracted|took back|reversed|dropped|drops|dropping|ended|cancell?ed|"
    r"yanked|suspended)"
    rf" (?:(?P<whose><WHOSE>|the|an?) )?(?:[\w-]+ ){{0,2}}{THING}(?: (?:of|for|from|to) <PRE>(?P<obj><PL>)|"
    r" (?:that )?<O> (?:had |has )?(?:gave|given|made|issued|awarded)(?: to| of)? <PRE>(?P<obj3><PL>))?|"
    rf"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>un-?endorsed|dropped|ditched|abandoned|deserted|"
    rf"disendorsed) (?P<obj2><PL>)(?!')"
)
STRIPPED = rule(
    r"(?P<subj><O>)(?:'s [a-z ]{3,20})? (?P<aux><AUX>)(?P<verb>stripped|stripping) <PRE>(?P<obj><P>) of <WHOSE> "
    r"(?:[\w-]+ )?(?:endorsement|support|backing|nomination)|"
    r"(?P<subj2><O>)'s (?:[a-z-]+ ){0,2}?(?:endorsement|support|backing|nomination) (?:of|for) <PRE>(?P<obj2><P>) "
    r"(?:was|has been|had been|were)(?: [a-z]+ly)? (?P<verb2>withdrawn|rescinded|revoked|pulled|cancell?ed|retracted|"
    r"dropped|suspended|taken back)"
)
LOST = rule(
    r"(?P<obj><P>)(?:, [^,]{3,60},|,? who)? (?P<aux><AUX>)(?:(?P<verb>lost) (?:the |"
    r"<O>'s )?(?:[\w-]+ ){0,2}(?:endorsement|support|backing) "
    r"(?:of|from) (?P<subj><OL>)(?! (?:members|voters|locals)|'s? )|"
    r"(?P<verb2>stripped of|lost) (?:the )?(?P<subj2><OL>)'s (?:[\w-]+ ){0,2}(?:endorsement|support|backing))"
)
NONE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?:(?P<verb>(?:declin(?:ed?|es|ing)|refus(?:ed?|es|ing)|decided not|decides not|"
    r"chose not|opted not|"
    r"voted not|elected not|voted against|opted against|decided against|chosen not|decided against|passed on|ruled "
    r"out|voted "
    r"down|"
    r"rejected) (?:to )?"
    rf"(?:{_ENDORSING}|(?:an?|any) (?:[\w-]+ )?(?:endorsement|nomination|recommendation)|(?:mak(?:e|ing)|issu(?:e|"
    rf"ing)|giv(?:e|ing)) (?:an?|any|"
    rf"<WHOSE>) (?:[\w-]+ )?(?:endorsement|nomination|recommendation))"
    rf"(?: <PRE>(?P<obj><PL>))?)|(?P<verb2>(?:made|issued|gave|offered|making|make|issue|"
    rf"makes) no (?:[\w-]+ )?(?:endorsement|recommendation|nomination)|"
    r"(?:endorse[sd]?|back(?:s|ed)?|nominated?|support(?:s|ed)?) (?:no (?:one|candidate)|nobody|neither|none)|"
    r"leaves? (?:it|<O>) to <WHOSE> affiliates|"
    r"(?:sat|sit|sitting|sits) (?:it |this one |things )?out|"
    r"(?:stay|stayed|staying|stays|remain|remained|remaining|remains|be|keep|been) "
    r"(?:neutral|on the sidelines|out of|on the fence|impartial|officially neutral|above the fray)|"
    r"(?:withheld|withholds?|withholding) (?:<WHOSE>|an|any) (?:[\w-]+ )?endorsement|"
    r"(?:left|leaves?|leaving|freed?|frees|released?|releases|allow(?:ed|s)?) (?:it (?:up )?to )?(?:<WHOSE> |"
    r"the )?(?:[a-z]+ )?(?:locals|branches|members|"
    r"chapters|"
    r"affiliates)(?: free)? to (?:choose|decide|endorse|back|go their own way|make their own|follow|vote|support)|"
    r"(?:declared|declares|pledged|announced|opted for|chose|chosen|voted for) (?:<WHOSE> )?(?:itself |themselves )?"
    r"(?:neutral\b|neutrality)|(?:endors|back|support|nominat|recommend)ing (?:no one|nobody|neither)|"
    r"(?:kept|keep|keeps|keeping) out of|s[ai]t(?:s|ting)? on <WHOSE> hands|abstained(?=,| (?:in|from) (?:the|this) )"
    r"|said no "
    r"to (?:both|either|all|<G>)|"
    r"let(?:s|ting)? <WHOSE> (?:[a-z]+ )?(?:locals|branches|members|chapters|affiliates) (?:decide|choose|endorse|"
    r"back|go)|"
    r"(?:steered|steers?|stay(?:s|ed|ing)?) clear of|not (?:taking|picking) sides|"
    r"(?:is|are) (?:officially )?neutral|(?:took|take|takes|taking) no (?:side|position|sides)))"
)
NOT_ENDORSED = rule(
    r"(?<![\w'-])(?P<aux>(?:<AUX>)(?:not|never|yet to|(?:[a-z]+n't)) (?:<AUX>))(?P<verb>endorse[ds]?|endorsing|"
    r"back(?:ed|ing)?|support(?:ed|ing)?|nominat(?:e|ed|ing)|(?:throw|thrown|put|throwing|"
    r"putting) <WHOSE> (?:[\w-]+ )?(?:support|weight|endorsement|"
    r"backing)|"
    r"choose[n]?|chosen|pick(?:ed)?|make endorsements|issue endorsements|"
    r"(?:make|made|making|issue[d]?|issuing|announce[d]?|give[n]?) (?:an?|any|"
    r"<WHOSE>) (?:[\w-]+ )?(?:endorsement|choice|pick|decision|nomination)|decide[d]?|"
    r"(?:said|say|disclosed|announced|decided|indicated|determined) (?:whether|whom|who|if|which|"
    r"what)[^.;]{0,60}?\b(?:backs?|"
    r"endorses?|supports?|nominates?|prefers?|favou?rs?|do next|"
    r"will do)|(?:take part|get involved|play a role|intervene|participate) in "
    r"(?:(?:the|this) (?:[\w-]+ ){0,2}(?:primary|race|contest|election|campaign)|(?:[\w-]+ ){0,2}(?:races|elections|"
    r"primaries|politics))|declare[ds]?(?! (?:an?|the|victory|"
    r"that|bankruptcy))|tak(?:en?|ing) (?:a|any) position|"
    r"tak(?:en?|ing) sides|commit(?:ted)?|weigh(?:ed)? in|settled on)\b"
    r"(?: <PRE>(?P<obj><PL>))?"
)
WEIGHS = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>weigh(?:s|ed|ing)?|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|debat(?:es|"
    r"ed|ing)|ponder(?:s|ed|ing)?|delay(?:s|ed|ing)?|postpon(?:es|ed|ing)|"
    r"held off|hold(?:s|ing)? off|put(?:s|ting)? off|review(?:s|ing)?|deliberat(?:es|ed|ing)|announce|decide|"
    r"deciding|"
    r"vote|make|issue|undecided|split|divided|wait(?:s|ed|ing)? to|waiting)(?: until <D>| on <D>| <D>)? (?:on |over |"
    r"about |with |for |before )?"
    r"(?:<WHOSE> |an? |the |any |whether |whom |who |which |to |making |issuing |"
    r"a possible )(?:[\w'\ue003-]+ ){0,5}?(?P<what>endorsements?|endorse|endorsing|back(?:ing)?|support(?:ing)?|"
    r"nominate|recommend|"
    r"decision on (?:an )?endorsement|recommendation|nomination|choice|pick|preference)\b"
)
_TO_DECIDE = (
    r"(?:endors\w*|nominat\w*|whom? to (?:back|support)|(?:whether|whom?|which candidate) (?:it|they|he|she|to|will|"
    r"should)[^.;,]{0,30}?(?:back|support|endorse|nominate)|which (?:of the )?(?:\w+ )?candidates?|"
    r"what (?:to do|it will do|happens) next|its next (?:move|steps?)|where to throw|its (?:choice|"
    r"recommendation|position|options))"
)
TO_DECIDE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:take|takes|need|needs) (?:its time|some time|time|an? (?:few )?[a-z]+|"
    r"(?:several|"
    r"<K>|[a-z]+) (?:more )?(?:days|weeks|months)) to (?:decide|consider|choose|make)|"
    r"(?:decide|deciding|choose|vote|voting|ballot(?:ing)?|poll(?:ing)?|survey(?:ing)?|consult(?:ing)?|meet(?:s|ing)?|"
    r"gather(?:s|ing)?|convene[sd]?|wait(?:s|ing)?|hear(?:s|ing)?|interview(?:s|ing)?)\b(?! (?:with|against|down)\b)"
    rf"[^.;:]{{0,70}}?(?=\b(?:on|over|before|about|until|to (?:decide|consider|choose|discuss|determine)|whether|"
    rf"whom?)\b))"
    rf"[^.;:]{{0,50}}?\b(?P<what>{_TO_DECIDE})"
)
MIND = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:ask|let|invite) <O> (?:to )?(?:decide|choose|vote (?:on|in))|"
    r"wait\b[^.;]{0,60}?\bbefore (?:deciding|choosing|endorsing|making|announcing)|"
    r"(?:make|made|making) up (?:its|their|his|her|<A>'s) minds?|"
    r"(?:announce|reveal|disclose|say|make) (?:<WHOSE> )?(?:own )?(?:endorsement|choice|pick|preference|decision|"
    r"nominations?|"
    r"recommendation)|(?:back|endorse|support) (?:one|either) of the (?:\w+)|"
    r"(?:do (?:so|the same|likewise)|follow suit)|take up (?:the|its|an) (?:endorsement|nomination)|"
    r"decide(?= (?:<Q>|later\b|soon\b|shortly\b|in due course\b))|"
    r"(?:decide|declare)(?= (?:on |in |by |at |later |early |this |next )*<D>(?:[.;,]|$))|"
    r"(?:make|take) (?:an? |<WHOSE> )(?:final |formal )?decision(?=[.,;]|$| <D>| (?:on|by|in|at|before|after|until) "
    r"(?:<D>|[A-Z])| (?:on|about) (?:an endorsement|whom?|the endorsement|which))|"
    r"(?:come to|reach(?:ed)?|arrive at|announce[d]?) (?:an? |<WHOSE> )(?:decision|choice|endorsement))(?![\w])"
)
ANNOUNCES = rule(
    r"(?<![\w'-])(?P<aux>(?:also |then |now )?)(?P<verb>(?:announces|reveals|makes|takes|issues|decides|votes|meets|"
    r"gathers|ballots|polls|chooses|picks|convenes)\b[^.;:,]{0,40}?\b(?:decision|endorsements?|recommendation|choice|"
    r"nominations?|pick|(?:whom?|which candidate) to (?:back|endorse|support)))"
    r"(?: (?:later |early |late |on |in |at [^,;.]{3,30}? (?:on |in )?|this |next )*<D>)"
)
AWAITED = rule(
    r"\b(?:[Aa]n |[Aa]ny |[Tt]he |[Ii]ts )?(?P<noun>endorsement|decision|nomination|announcement|recommendation|"
    r"verdict|choice) (?:from|by|of) "
    r"(?:the )?"
    r"(?P<subj><O>)(?: on [a-z ]{3,30})? (?P<verb>(?:is|was|are|were|remains?)(?: not)?(?: still)? (?:expected|"
    r"likely|due|"
    r"possible|imminent|pending|weeks away|days away|up for grabs|in play|wide open|on the table|undecided|up in the "
    r"air|to come)|will be (?:announced|"
    r"unveiled|made public|revealed))\b|"
    r"(?P<subj2><O>)'s (?:[a-z]+ )?(?:endorsement|decision|nomination|recommendation|verdict|"
    r"choice) (?P<verb2>(?:will|would|is (?:due |expected )?to) (?:then |now )?(?:go|be put|be sent|"
    r"be submitted|come)\b|(?:is|"
    r"was|are|were|remains?)(?: not)?"
    r"(?: still)? (?:expected|likely|due|possible|imminent|pending|weeks away|days away|up for grabs|in play|wide "
    r"open|on the table|undecided|up in the air|"
    r"to come))\b|"
    r"[Tt]he (?:[a-z]+ )?(?P<verb3>(?:prize|endorsement|union|plum) (?:still |yet )?(?:to be (?:won|had)|up for grabs|"
    r"outstanding|at stake|in play|to come|left|remaining|unclaimed))[^,;\ue000-\ue004]{0,30} (?:is|are) (?:the )?"
    r"(?P<subj3><O>)"
)
WONT_SAY = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:declined|declines|refused|refuses|declining|refusing) to (?:say|reveal|"
    r"disclose|"
    r"tell) (?:whether|whom?|which)[^.;]{0,50}?(?:back|support|endorse|nominate|vote for))\b"
)
NO_LONGER = rule(
    r"(?<![\w'-])(?P<aux>(?:is |are |was |were |does |do )?)(?P<verb>no longer (?:supports?|endorses?|backs?|"
    r"supporting|"
    r"endorsing|backing|behind)) (?P<obj><PL>)(?!')"
)
NO_ONE = rule(
    r"\b[Nn]o (?:endorsement|recommendation|nomination)s? (?:was |were |has been |will be |would be |is )?"
    r"(?P<verb>(?:made|issued|given|coming|forthcoming|came|from|by))(?: by| from| [a-z]+)* (?:the )?(?P<subj><O>)|"
    r"\b[Tt]here (?:will|would|was|is|were) (?:be )?(?P<verb2>no (?:[a-z-]+ )?(?:endorsement|recommendation|"
    r"nomination)) "
    r"(?:from|by) (?P<subj2><O>)"
)
NONE_THERE = rule(r"\bthere (?:will|would) be (?P<verb>no (?:[a-z-]+ )?(?:endorsement|recommendation|nomination))\b")
NEITHER_GOT = rule(
    r"\b[Nn]either (?:candidate|contender|man|woman|of the two|<P> nor <P>|one)[^.;]{0,20}? (?P<verb>got|reached|won|"
    r"received|cleared|mustered|met|earned|secured|gained)\b[^.;]{0,60}?(?:endorsement|two-thirds|majority|threshold|"
    r"percent|"
    r"support|it)\b[^.;]{0,40}?(?:(?:of|from|,) )(?P<subj><O>)"
)
COLON_OPEN = rule(
    r"^(?:[Ss]till )?(?P<verb>[Uu]ndecided|[Uu]ncommitted|[Nn]o decision yet|[Yy]et to (?:decide|declare|endorse)|"
    r"[Ss]till to "
    r"(?:decide|declare)|[Uu]ndeclared|[Ww]aiting)(?: so far| unions)?: (?:the )?(?P<subj><COMMAS>)"
)
COLON_NONE = rule(
    r"^(?P<verb>[Nn]eutral|[Ss]itting (?:it |<O> )?out|[Nn]o endorsement|[Oo]n the sidelines|[Ss]taying (?:out|neutral)"
    r"|[Nn]one|[Nn]obody)(?: so far| unions)?: (?:the )?(?P<subj><COMMAS>)"
)
NO_DECISION = rule(
    r"\b[Nn]o (?:final )?(?P<verb>decision|choice|endorsement)(?: on an endorsement)? (?:has|have|had) (?:yet )?been "
    r"(?:made|taken|reached|announced|issued)(?: yet)? by (?P<subj><O>)"
)
WITHOUT = rule(
    r"\b(?P<verb>without (?:(?:publicly |formally )?(?:endorsing|backing|choosing|picking)(?= (?:a |any|either|anyone|"
    r"anybody|one\b|in |for )|[.,;]|$)|(?:an? |any |(?:making|giving|issuing|taking) an? )(?:[a-z]+ )?(?:endorsement|"
    r"nomination|recommendation)))\b(?! yet)"
)
FELL_SHORT = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:failed to (?:reach|muster|find|get|agree|produce|give|come to)|fell short "
    r"of|"
    r"could not (?:agree|reach|muster)|(?:was|were) unable to (?:agree|reach|muster)|deadlocked|did not reach|"
    r"reached no|"
    r"(?:was|were) (?:too )?(?:split|divided|deadlocked)))\b[^.;:]{0,70}?\b(?:endorsements?|endorse|nomination|"
    r"nominate|"
    r"candidate|consensus)\b"
)
HANDS_HIDDEN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:keep(?:s|ing)?|kept) <WHOSE> (?:powder dry|options open|own counsel|cards "
    r"close|choice)|(?:hold(?:s|ing)?|held) (?:<WHOSE> fire|out\b|back\b)|(?:bid(?:es|ing)|tak(?:es|ing)) <WHOSE> time|"
    r"play(?:s|ing|ed) <WHOSE> cards close|weigh(?:s|ing) <WHOSE> options|(?:stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|"
    r"kept|keep(?:s|ing)?) (?:quiet|silent|mum|"
    r"tight-lipped|coy)|(?:yet|still) to (?:show <WHOSE> hand|"
    r"(?:pick|choose|take) (?:a side|sides)|nominate|make up <WHOSE> minds?|come off the fence|weigh in|commit|"
    r"declare(?: "
    r"itself)?"
    r"|announce|decide|choose|endorse|jump in|come down on either side)|(?:has|have) (?:still )?(?:not|n't) (?:yet )?"
    r"(?:said|decided|indicated) which way|could go either way|on the fence|sit(?:s|ting)? on the fence)"
    r"(?=[.,;:)]|$| (?:on|in|until|till|before|for|about|between|it|while|and|but|as|so|after|ahead|over|whom|this)\b"
    r"| <D>| <O>)"
)
UNDECIDED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:postponed|deferred|put off|delayed) (?:the|<WHOSE>|a) (?:decision|choice|"
    r"endorsement)|(?:is|are|was|were|remains?|remained)(?: still)? (?:undecided|"
    r"uncommitted|torn|on the fence)|"
    r"(?:is|are|was|were) (?:due |set |expected |still )?to (?:make|announce|reach|"
    r"take) <WHOSE> (?:own )?(?:decision|choice|recommendation|pick)|"
    r"(?:is|are|was|were) (?:in the (?:process|midst) of|still) (?:deciding|determining|"
    r"surveying)[^.;]{0,40}?\bendorse|"
    r"(?:has|have|had) (?:still )?(?:made no (?:decision|endorsement)(?: yet)?|yet to)|"
    r"(?:is|are|was|were) in no (?:hurry|rush) to (?:endorse|decide|choose|pick|back anyone))(?=[.,;]|$| (?:on|about|"
    r"in|"
    r"between|whom|who|at|by|until)| <D>)"
)
FUTURE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:announce|declare|come out) for|get behind|"
    r"endorse|endorsing|back|support|nominate|nominating|(?:throw|"
    r"put) <WHOSE> (?:[\w-]+ )?(?:support|weight|backing)|(?:make|announce|issue) (?:an?|"
    r"<WHOSE>) (?:[\w-]+ )?endorsement)"
    r"(?:(?: (?:[\w-]+ ){0,3}?(?P<obj><PL>|<G>|anyone|anybody|either|a (?:[\w-]+ ){0,2}candidate|someone|whoever))|"
    r"(?=[.;]|$| only (?:in|after|if|once|when)| as (?:early|soon) as|"
    r" (?:on|in|before|by|after|until) (?:<D>|the)| <D>))"
)
AMONG_THOSE = rule(
    r"[Aa]mong (?:those|the (?:[\w-]+ ){0,3}?(?:unions|groups|holdouts|organi[sz]ations)) (?P<aux>(?:that |"
    r"which |who )?(?:have |has )?"
    r"(?:not |yet to |still to )(?:yet )?(?:have )?)(?P<verb>endorsed?|made an endorsement|chosen|"
    r"decided?)[^.;]{0,40}? "
    r"(?:are|is|include|were|was) (?P<subj><COMMAS>)|"
    r"\b(?:are|is|remain|remains) (?:still )?(?P<verb2>undecided|uncommitted|on the fence|yet to (?:decide|endorse))"
    r"(?:,| -| —)? (?:among them|including|notably|such as) (?:the )?(?P<subj2><COMMAS>)"
)

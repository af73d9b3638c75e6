"""How English says that a candidate and a body meet, will, might or will not, in the signs of a shadow."""

import re

from hustings.core.reading.late import Late
from hustings.core.reading.shadow import rule

EVENT = (
    r"(?:roundtables?|round tables?|meetings?|hearings?|forums?|town halls?|interviews?|sessions?|talks|"
    r"discussions?|question-and-answer sessions?|"
    r"conversations?|sit-downs?|get-togethers?|summits?|conventions?|conferences?|rall(?:y|ies)|breakfasts?|"
    r"dinners?|lunch(?:es|eons?)?|hustings|appearances?|speech(?:es)?|debates?|congress)"
)
FILL = (
    r"(?:(?!(?:after|before|while|when|as|because|but|that|who|which|reporters|journalists|voters|over|despite|"
    r"against|"
    r"until|since|than)\b(?!about [\ue000-\ue004]))(?:[a-z0-9'-]+|\ue008) ){0,6}?"
)
MEET = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>met|meets?|meeting|sat down|sits? down|sitting down|huddled?|huddles|"
    r"interview(?:s|ed)?|"
    r"confer(?:s|red|ring)?|marched|talked|talks?|spoke|spoken|speaks?|speaking|"
    r"visited|visits?|dined|(?:had|ate|shared|having|have) (?:an? )?(?:[a-z]+ )?(?:breakfast|lunch|dinner|"
    r"coffee|drinks)|(?:held|"
    r"holds?|holding|had|have|has) (?:an? |the )?(?:[\w-]+ ){0,2}(?:talks|"
    r"meetings?|discussions?|conversations?|sit-down))"
    r"(?: (?:up|again|in <N>|in [A-Z][\w.]+(?: [A-Z]\w+)?|privately|separately|virtually|in person|behind "
    r"closed doors|face to face|<D>|on <D>|"
    rf"briefly|directly|this time|twice|three times|at (?:the )?[\w' ]{{3,25}}?|"
    rf"for [\w ]{{3,20}}?))*,? with {FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>met|meets?|see) (?P<obj2><AL>)(?!'s? (?:demands?|conditions?|"
    r"standards?|goals?))"
)
COLON_LIST = rule(r"[^.;:]{0,60}: (?P<list><COMMAS>)")
AND_WITH = rule(
    r"(?: (?:in|at) (?:<N>|(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*))?(?:(?: on| in)? <D>)?,? and (?:later |then |"
    r"again )?"
    r"(?:(?P<verb>with) (?P<obj><AL>)|(?P<verb2>)(?P<obj2><P>)(?= (?:on )?<D>))"
)
PHONE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:spoke|spoken|speaks?|talked|talks?|speaking|conferred) (?:by (?:phone|"
    r"telephone|video)|on the (?:phone|telephone)|over the phone)"
    r"(?: on <D>| <D>)?|(?:held|had|has|have|hold|holding) (?:an? |separate )?(?:[\w-]+ )?(?:phone|video|"
    rf"conference|Zoom) calls?) (?:with|to) {FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>phoned|telephoned|called(?= <P>(?: on <D>| <D>| to (?:thank|tell|"
    r"congratulate|"
    r"ask|discuss|say|inform)))) (?P<obj2><AL>)"
)
VISIT = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>visits?|visited|visiting|toured|tours?|stopped by|dropped in on|"
    r"address(?:ed|es|ing)?|attend(?:s|ed|ing)?(?= <O>(?!'))|(?:told|telling|urged) (?:delegates|members|"
    r"an audience|a crowd|"
    r"a gathering|activists|workers|leaders) (?:at|of|from)|(?:spoke|speaks?|speaking|appear(?:s|ed|"
    r"ing)?) (?:(?:separately|together|both|briefly|virtually|privately|directly|<D>|on <D>|by video(?: link)?|for "
    r"[^,.;]{3,20}?) )*"
    r"(?:at|before|to)|(?:paid|pays?|paying) (?:an? )?(?:[a-z]+ )?(?:visit|call) (?:to|on)|"
    r"(?:went|goes|go|going) before|(?:went|goes|go|travell?ed|came|comes?|headed) to|dropped by|swung by|"
    r"(?:answered|took|fielded|takes?|answers?|"
    r"faced|faces?|fields?|facing) "
    r"(?:tough |pointed |[a-z]+ )?questions (?:from|by)|(?:made|makes?|making) (?:an? )?(?:[a-z]+ )?(?:stop|"
    r"visit|trip|"
    r"appearance) (?:at|to|before)|(?:made|makes?|making) (?:<P>'s|an?|their) (?:case|pitch|appeal) (?:to|before)|"
    r"told(?= <O>)) (?:the |an? )?(?P<what>(?:(?:about |some |roughly |more than |nearly )?<K> )?(?:[a-z-]+ "
    r"){0,2}?(?:headquarters|hall|"
    r"offices?|members|convention|conference|assembly|rally|meeting|gathering|forum|crowd|audience|session|breakfast|"
    r"lunch|picnic|barbecue|cookout|dinner|"
    r"hundreds|dozens|thousands|delegates|activists|roomful|town hall) (?:of|with|for|hosted by|held by|organi[sz]ed "
    r"by|from) "
    r"(?:the )?)?(?:(?:about |some |roughly |more than |nearly |around )?<K> )?(?P<obj><O>)"
    r"(?P<at>'s? (?:[a-z-]+ ){0,2}(?:headquarters|hall|offices?|convention|conference|assembly|meeting|"
    r"roundtable|members))?"
)
ATTEND = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>attend(?:s|ed|ing)?|(?:participat(?:e|es|ed|ing)|took part|take part|"
    r"taking part|takes part|appear(?:s|ed|ing)?|sat|sit|sits) "
    r"(?:in|at|for)|join(?:s|ed|ing)?|absent from|(?:an? )?no-show (?:at|for)|skip(?:s|ped|ping)?|miss(?:es|ed)?|"
    r"cancell?ed|boycott(?:s|"
    r"ed)?|snub(?:s|bed)|duck(?:s|ed)|dodg(?:es|ed)|avoid(?:s|ed)|(?:stay|stayed|stays) away from|pass(?:es|ed) "
    r"up|spurn(?:s|ed)|"
    r"show(?:s|"
    r"ed)? up (?:at|for)|turn(?:s|ed)? up (?:at|for)|(?:sat|sits?) (?:down )?for|(?:pull(?:s|ed)|back(?:s|ed)|"
    r"drop(?:s|ped)) out of|withdr(?:ew|aws?|awn) from)"
    r" (?P<np>(?:(?:a|an|the|its|their|any|first|second|third|own|<O>(?:'s?)?|<D>|<D>'s|one of|last|\w+-\w+|[a-z]+'?|"
    rf"<Q>) ){{0,6}}?(?:{EVENT}|events?|hers|his|theirs|(?:rank-and-file )?members(?= (?:on|at|for|in)))(?: (?:with|of|"
    rf"hosted by|held by|at|"
    rf"by) {FILL}(?P<obj><AL>))?)"
)
REFUSE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:take|took|taking) part|participat(?:e|ed|ing)|attend(?:ed|ing)?|"
    r"accept(?:ed)?(?: the| an| its)? ?(?:invitation|offer|invite)|show up|be there)"
    r"(?=[.,;]| (?:in the (?:talks|process|meetings|interviews)|because|after|citing|as|but|and|this)|$)"
)
TURNED_DOWN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>turned down|rejected|declined|refused|ignored|rebuffed|"
    r"spurned) (?:an? |the |<WHOSE> |repeated )?(?:[\w'-]+ ){0,2}?"
    r"(?:invitations?|invites?|offers?|requests?)(?: (?:from|by|of|to meet with|to sit down with|"
    r"to meet) (?P<obj><O>))?(?! to endorse)"
)
NO_REPLY = rule(
    r"(?<![\w'-])(?:has|have|had) (?:yet to|not(?: yet)?) (?P<verb>repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?|"
    r"accept(?:ed)?)(?=[.,;]| to (?:the|its|an) (?:invitation|offer|invite))"
)
HOST = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>host(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|interview(?:s|ed|ing)?|"
    r"receiv(?:e|es|ed|ing)|question(?:s|ed|ing)?|hear(?:s|d|ing)? (?:directly |in person |separately )?from|"
    r"grill(?:s|ed|ing)?|quizz(?:es|ed|ing)|"
    r"(?:hold|holds|held|holding|stag(?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|conven(?:e|es|ed|"
    rf"ing)) [^.;,<]{{0,70}}?{EVENT} with) {FILL}(?P<obj><PG>)(?!')"
)
INTERVIEWED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>interviewed|questioned|grilled|quizzed|hosted|received|welcomed|"
    r"invited in|feted|visited|addressed|joined|"
    rf"vetted)(?: (?:on |in |at [a-z ]{{3,20}} )?<D>| privately| separately| for [\w ]{3, 22}?)* by "
    rf"{FILL}(?P<obj><OL>|<PL>)"
)
EACH_OTHER = rule(
    r"(?P<subj><COMMAS>) (?P<aux><AUX>)(?P<verb>met|meet|spoke|talked|huddled|sat down|sit down|talk|speak|"
    r"(?:held|hold|had|have) (?:[a-z-]+ ){0,5}?(?:talks|discussions|meetings?|conversations?|call|session))"
    r"(?=[.,;]| (?:on|in|at|for|to|last|this|late|early|again|privately|separately|behind|over|by|<D>|"
    r"together)\b| <D>)"
)
ARRANGED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>planning|plans|planned|arranged|arranging|schedul(?:ed|ing)|set up|"
    r"setting up|"
    rf"requested|requesting|seeking|organi[sz]ing) (?:an?|the|another|"
    rf"separate) (?:[\w-]+ ){{0,3}}?{EVENT} with {FILL}(?P<obj><AL>)"
)
ACCEPTED = rule(
    r"(?<![\w'-])(?P<aux>(?:has |have |had )?(?:already |also )?)(?P<verb>accepted (?:the|an|its|<O>'s|"
    r"their) (?:invitation|invite|offer)"
    r"|declined|accepted)(?=[.;,]| and\b| to (?:meet|speak|appear|attend|address|take part))"
)
_DEED = (
    rf"(?:{EVENT}|speech|address|remarks|appearance|visit|call|meeting|speaking|addressing|visiting|appearing|"
    rf"Speaking|"
    r"Addressing|Meeting|Visiting|Appearing|hours?|minutes|afternoon|morning|evening)"
)
LEAD = rule(
    r"^(?:(?P<when>After|Following|At|During|In|Before|Ahead of|While|Upon|Fresh from|Hours after|A day after|"
    r"Days after) )?"
    rf"(?:(?:an?|the|his|her|their|<P>'s|private|first) ){{0,3}}(?:[\w-]+ ){{0,3}}?(?P<verb>{_DEED})"
    rf"(?: (?:on |in |earlier )?<D>| privately)?(?:,? (?:with|to|at|before|hosted by|held by|"
    rf"of))? {FILL}(?P<obj><AL>)"
    r"(?:'s (?:[a-z-]+ ){0,3}(?:convention|conference|headquarters|hall|rally|meeting|forum|board|members))?"
    r"[^,;]{0,60}, (?P<subj><A>)"
)
TRAIL = rule(
    r"\b(?P<when>at|during|in|for|after|following|before|ahead of|used|using|gave|delivered|made|with) (?:an?|"
    r"the|his|"
    r"her|their) (?:[\w-]+ ){0,3}?"
    rf"(?P<verb>{EVENT}|speech|address|appearance|visit|stop|tour)(?: (?:on |in )?<D>)? (?:with|to|before|"
    rf"hosted by|held by|of|"
    rf"organi[sz]ed by) "
    rf"{FILL}(?P<obj><AL>)"
)
PRESENT_AT = rule(
    r"\b(?P<verb>at|before|to|inside) (?P<obj><O>)(?P<event>'s? (?:[a-z-]+'? ){0,3}?(?:forum|rally|meeting|"
    r"roundtable|"
    r"hustings|debate|picnic|cookout|breakfast|lunch|luncheon|gathering|club|barbecue|congress|assembly|conference|"
    r"convention|"
    r"event|town hall|hall|headquarters|dinner|gala|summit|offices|reception|retreat|school|training center|parade))?"
)
UNNAMED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>met|meets?|meeting|sat down|sits? down|hosted|hosts?|huddled|conferred|"
    r"gathered|"
    r"convened|spoke|talked|held|holds?|will hold|invited|assembled)\b[^.;]{0,90}?\b(?:leaders?|presidents?|"
    r"heads|officials|"
    r"representatives|unions?|labou?r|bosses|chiefs|organizers|executives|trade unionists)\b"
)
PARTICIPANTS = rule(
    r"(?:\b(?:[Pp]articipants|[Aa]ttendees|[Gg]uests|[Tt]hose (?:attending|present|invited|at the [a-z]+|"
    r"who (?:attended|took part|came)|"
    r"in (?:attendance|the room)|taking part)|[Tt]he (?:group|delegation|guest list|invited|list|unions|"
    r"leaders|union leaders)"
    r"(?: (?:invited|present|represented|attending|there))?|[Aa]mong (?:those|the (?:participants|guests|"
    r"leaders|attendees))[^.;]{0,40}?)"
    r"(?: on hand)?(?:, (?:<A>(?:'s [a-z]+)?|[a-z ]{3,20}) sa(?:id|ys)(?: <D>)?,)?"
    r" (?:were|was|are|is|include[ds]?|will include|will be|consisted of|comprised)\b|"
    r"\b(?:[Aa]lso|[Jj]oining (?:<P>|them)|[Aa]ttending|[Pp]resent|[Ii]n attendance|"
    r"[Aa]round the table)(?: (?:attending|present|"
    r"at the [a-z]+|taking part|in the room|there))?(?:, (?:<A>(?:'s [a-z]+)?|[a-z ]{3,20}) sa(?:id|ys)(?: <D>)?,)?"
    r"(?: [a-z]+){0,3} (?:were|was|are|is|will be)\b)(?P<rest>[^;]+)"
)
BETWEEN = rule(rf"(?P<verb>{EVENT}|call)(?: (?:on )?<D>)? between (?:the )?(?P<subj><A>) and (?:the )?(?P<obj><A>)")
OWN = rule(
    rf"(?P<subj><A>)(?:'s|, whose) (?P<adj>(?:[\w-]+ ){{0,3}}?(?:<D>(?:'s)? )?)(?P<verb>{EVENT}|visit|"
    rf"call)(?: (?:on |"
    rf"in )?<D>)? (?:with|to|at) {FILL}(?P<obj><AL>)"
)
HEADLESS = rule(
    rf"(?P<verb>(?<![\w'-])(?:{EVENT}|calls?|Hearings?|Meetings?|Roundtables?|Talks|"
    rf"Interviews?|Sessions?))(?: (?:on |in )?<D>)?"
    rf"(?: (?:will |is to |are to )(?:be held|take place))? with {FILL}(?P<obj><PL>)(?P<after>[^.;]{{0,60}})"
)
CALLED_OFF = Late(
    r"\b(?:cancell?ed|called off|scrapped|did not (?:take place|happen)|never (?:took place|happened)|"
    r"fell through|postponed)\b"
)
PLANNED = Late(
    r"\b(?:planned|scheduled|set|slated|due|will (?:be|take|follow|come)|are to|is to|to be held|upcoming)\b"
)
WISHED = Late(
    r"\b(?:expected|hoped|wanted|being (?:arranged|planned|scheduled)|in the works|yet to be|not (?:yet )?been|"
    r"no date|possible|potential|proposed)\b"
)
AHEAD = Late(
    r"\b(?:ahead of|before|preparing for|ready for|in advance of|upcoming|planned|scheduled|next|request\w*|"
    r"asked for|seek\w*|want\w*|offer\w*|invit\w+ to|open to)\b[^,;.]*$"
)
HYPOTHETICAL = Late(r"\b(?:if|whether|would be|waste|unless|should|instead of|rather than|without)\b[^,;.]*$", re.I)
NO_DATE = Late(
    r"\bno (?:firm |final |exact )?(?:date|time|meeting|visit|day)(?: or time)? (?:has|have|had|was|"
    r"is)(?: \w+)?(?: been)?(?: yet)?\b|\b(?:still|are|is) (?:\w+ )?(?:working|work) on "
    r"(?:scheduling|a date|the date|timing|finding)|\bdate (?:is|was|has|has yet|remains|"
    r"to)(?: \w+){0,3} (?:set|announced|determined|fixed|found)\b|\bto be scheduled\b|"
    r"\bhas (?:not |yet to |n't )(?:\w+ )?(?:set|fixed?|reply|replied|respond\w*|answer\w*|accept\w*)"
)
INVITED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>invited|asked to (?:meet|attend|take part|sit down|"
    r"appear))\b(?P<rest>[^;]{0,90})"
)
REFUSALS = (
    "snub",
    "duck",
    "dodg",
    "avoid",
    "stay",
    "pass",
    "spurn",
    "absent",
    "a no-show",
    "no-show",
    "skip",
    "miss",
    "cancel",
    "boycott",
    "pull",
    "back",
    "drop",
    "withdr",
)
CAME = ("attend", "took part", "participated")
SAYS = rule(
    r"(?P<who><A>)(?:,[^,]{1,60},)? (?P<verb>said|says|announced|confirmed|told|reported|disclosed)(?: on|"
    r" late| early| last)?(?: (?P<day><D>))?"
)
PLACE = rule(
    r"\b(?:at|in) (?P<place>(?:the |their |its |his |her |<O>'s? )?(?:[\w'-]+ )?(?:headquarters|[Hh]all|"
    r"offices?|hotel|center|centre)(?: (?:in|on) [A-Z][\w.]+(?:,? [A-Z][\w.]+)*)?|"
    r"[A-Z][\w.]+(?: [A-Z][\w.]+)*(?:, [A-Z][\w.]+)*)"
)
EACH_DAY = rule(r"(?:[:,;] |, with )(?P<list><P>,? (?:on |in )?<D>(?:,? (?:and )?<P>,? (?:on |in )?<D>)+)")
ONE_DAY = rule(r"(?P<who><P>),? (?:on |in )?(?P<day><D>)")
LIKEWISE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>did (?:so|the same|likewise)|(?:do|does|done) (?:so|the same|likewise)|"
    r"followed(?: suit)?|(?:had|has|gets|got|will have|will get) (?:his|her|their|<P>'s) turn|went next|came next)\b"
)
WILL_COME = rule(
    r"(?P<who><AL>),? (?P<verb>(?:(?:has |have |had )?(?:also |both |all )?(?:said|confirmed|agreed|promised|pledged|"
    r"accepted)|"
    r"plans?|intends?|(?:is|are) (?:both |all )?(?:expected|scheduled|set|due|planning)))(?: (?:that |on )?<D>)?"
    r"(?: (?:that )?(?:they|he|she|<A>))? (?:both |also )?(?:will |would |to )?(?:attend|take part|participate|be "
    r"there|appear|"
    r"come)(?=[.,;]| and\b| <D>| on <D>|$)"
)

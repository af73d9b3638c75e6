"""How English says that a candidate and a body meet, will, might or will not, in the signs of a shadow."""

import re

from hustings.core.reading.shadow import rule

EVENT = (
    r"(?:roundtables?|round tables?|meetings?|hearings?|forums?|town halls?|interviews?|sessions?|talks|"
    r"discussions?|question-and-answer sessions?|"
    r"conversations?|sit-downs?|get-togethers?|summits?|conventions?|conferences?|rall(?:y|ies)|breakfasts?|"
    r"dinners?|lunch(?:es|eons?)?)"
)
FILL = r"(?:[a-z0-9'-]+ ){0,6}?"
MEET = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>met|meets?|meeting|sat down|sits? down|sitting down|huddled?|huddles|"
    r"conferred|talked|talks?|spoke|speaks?|speaking|"
    r"visited|visits?|dined|(?:held|holds?|holding|had|have|has) (?:an? |the )?(?:[\w-]+ ){0,2}(?:talks|"
    r"meetings?|discussions?|conversations?|sit-down))"
    r"(?: (?:up|again|privately|separately|virtually|in person|behind closed doors|face to face|<D>|on <D>|"
    rf"briefly|directly|this time))*,? with {FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>met|meets?|see) (?P<obj2><AL>)(?!'s? (?:demands?|conditions?|"
    r"standards?|goals?))"
)
AND_WITH = rule(r"(?:(?: on| in)? <D>)?,? and (?:later |then |again )?(?P<verb>with) (?P<obj><AL>)")
PHONE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:spoke|speaks?|talked|talks?|speaking|conferred) (?:by (?:phone|"
    r"telephone|video)|on the (?:phone|telephone)|over the phone)"
    r"(?: on <D>| <D>)?|(?:held|had|has|have|hold) (?:an? )?(?:[\w-]+ )?(?:phone|video|"
    rf"conference) call) with {FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>phoned|telephoned) (?P<obj2><AL>)"
)
VISIT = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>visits?|visited|visiting|toured|tours?|stopped by|dropped in on|"
    r"addressed?|addresses|addressing|(?:spoke|speaks?|speaking|appear(?:s|ed|ing)?) (?:at|before|to)|"
    r"(?:went|goes|go|travell?ed|came|comes?|headed) to) (?:the )?(?P<what>(?:[a-z-]+ )?(?:headquarters|hall|"
    r"offices?|members|convention|conference|assembly) of )?(?P<obj><O>)"
    r"(?P<at>'s? (?:[a-z-]+ ){0,2}(?:headquarters|hall|offices?|convention|conference|assembly|meeting|"
    r"roundtable|members))?"
)
ATTEND = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>attend(?:s|ed|ing)?|(?:participat(?:e|es|ed|ing)|took part|take part|"
    r"taking part|takes part|appear(?:s|ed|ing)?|sat|sit|sits) "
    r"(?:in|at|for)|join(?:s|ed|ing)?|skip(?:s|ped|ping)?|miss(?:es|ed)?|cancell?ed|boycott(?:s|ed)?|show(?:s|"
    r"ed)? up (?:at|for)|(?:sat|sits?) (?:down )?for|(?:pull(?:s|ed)|back(?:s|ed)|drop(?:s|ped)) out of)"
    r" (?P<np>(?:(?:a|an|the|its|their|any|first|second|third|own|<O>'s?|<D>|<D>'s|one of|last|\w+-\w+|[a-z]+|"
    rf"<Q>) ){{0,6}}?(?:{EVENT}|hers|his|theirs)(?: (?:with|of|hosted by|held by|at|"
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
    r"receiv(?:e|es|ed|ing)|question(?:s|ed|ing)?|grill(?:s|ed|ing)?|quizz(?:es|ed|ing)|"
    r"(?:hold|holds|held|holding|stag(?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|conven(?:e|es|ed|"
    rf"ing)) [^.;,<]{{0,70}}?{EVENT} with) {FILL}(?P<obj><PL>)(?!'s? (?:campaign|bid))"
)
BETWEEN = rule(rf"(?P<verb>{EVENT}|call) between (?:the )?(?P<subj><A>) and (?:the )?(?P<obj><A>)")
OWN = rule(
    rf"(?P<subj><A>)(?:'s|, whose) (?P<adj>(?:[\w-]+ ){{0,3}}?(?:<D>(?:'s)? )?)(?P<verb>{EVENT}|visit|call)(?: (?:on |"
    rf"in )?<D>)? (?:with|to|at) {FILL}(?P<obj><AL>)"
)
HEADLESS = rule(
    rf"(?P<verb>(?<![\w'-])(?:{EVENT}|Hearings?|Meetings?|Roundtables?|Talks|"
    rf"Interviews?|Sessions?))(?: (?:on |in )?<D>)? with {FILL}(?P<obj><PL>)(?P<after>[^.;]{{0,60}})"
)
CALLED_OFF = re.compile(
    r"\b(?:cancell?ed|called off|scrapped|did not (?:take place|happen)|never (?:took place|happened)|"
    r"fell through|postponed)\b"
)
PLANNED = re.compile(
    r"\b(?:planned|scheduled|set|slated|due|will (?:be|take|follow|come)|are to|is to|to be held|upcoming)\b"
)
WISHED = re.compile(
    r"\b(?:expected|hoped|wanted|being (?:arranged|planned|scheduled)|in the works|yet to be|not (?:yet )?been|"
    r"no date|possible|potential|proposed)\b"
)
AHEAD = re.compile(
    r"\b(?:ahead of|before|preparing for|ready for|in advance of|upcoming|planned|scheduled|next|request\w*|"
    r"asked for|seek\w*|want\w*|offer\w*|invit\w+ to|open to)\b[^,;.]*$"
)
HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|would be|waste|unless|should|instead of|rather than|without)\b[^,;.]*$", re.I
)
NO_DATE = re.compile(
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
REFUSALS = ("skip", "miss", "cancel", "boycott", "pull", "back", "drop")
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

"""The forms in which a date is written, one pattern for each, in the order in which they are tried."""

from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import MONTHS, WEEKDAYS


def _names(table: dict[str, int], shortest: int) -> str:
    return "|".join(sorted((n.capitalize() for n in table if len(n) >= shortest), key=len, reverse=True))


MONTH = rf"(?:{_names(MONTHS, 3)})\.?"
LONG_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLAIN_MONTH = "January|February|April|June|July|August|September|October|November|December"
WEEKDAY = rf"(?:{_names(WEEKDAYS, 3)})\.?"
COUNT = (
    r"(?:\d{1,3}|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|one|two|"
    r"three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|a few|several|barely a|just a))"
)
_UNITS = r"(?:days?|weeks?|fortnights?|months?|years?)"
_SEASON = "spring|summer|fall|autumn|winter"
_ORDINAL = r"(?:first|second|third|fourth|last|final|opening|1st|2nd|3rd|4th)"
_PART = r"(?:morning|afternoon|evening|night|lunchtime)"
_FIXED_DAYS = (
    r"New Year['’]s (?:Day|Eve)|Christmas (?:Day|Eve)|Boxing Day|Veterans Day|Remembrance Day|Canada Day|Anzac Day|"
    r"May Day|Independence Day|(?:the )?Fourth of July|Halloween|St\.? Patrick['’]s Day|Valentine['’]s Day|"
    r"Lab(?:o|ou)r Day|Memorial Day|Presidents['’]? Day|Martin Luther King(?:,? Jr\.?)? Day"
)
_ANY_YEAR = r"(?:last|this|next|that|the same|the previous|the following) year"
_POINTS = (
    rf"(?:{COUNT} {_UNITS}|[Tt]he (?:very )?(?:day|night|week|month|evening|morning|weekend|year|fortnight)) "
    r"(?:before|after|following|ahead of|prior to)"
)

EVENTS = (
    r"elections?|primary|primaries|caucus(?:es)?|convention|conference|congress|vote|ballot|meeting|forum|debate|"
    r"hustings|deadline|announcement|rally|march|strike|runoff|contest|count|hearing|roundtable|speech|summit|"
    r"town hall|"
    r"visit|dinner|breakfast|interviews?|endorsement|poll|session|talks"
)
PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"),
    ("figures", r"(?<![\w/.$£€-])\d{1,2}/\d{1,2}/(?:19|20)?\d\d(?![\w/])"),
    (
        "day_range",
        (
            rf"{MONTH} \d{{1,2}}(?: ?[-–] ?| to | and | through )\d{{1,2}}(?:,? (?:19|20)\d\d)?(?![\w:])"
            r"(?! (?:percent|people|points|members))"
        ),
    ),
    (
        "day_range_british",
        rf"(?<![\d.,])\d{{1,2}}(?: ?[-–] ?| to | and )\d{{1,2}} (?:{LONG_MONTH})(?:,? (?:19|20)\d\d)?(?!\w)",
    ),
    ("full", rf"(?:{WEEKDAY},? )?{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\w)"),
    ("full_british", rf"(?:{WEEKDAY},? (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH},? (?:19|20)\d\d(?!\w)"),
    (
        "week_of_month",
        (
            rf"(?:the )?{_ORDINAL} (?:full )?(?:week|weekend) (?:of|in) (?:{LONG_MONTH}|this month|next month|"
            rf"last month)(?:,? (?:of )?(?:(?:19|20)\d\d|{_ANY_YEAR}))?(?!\w)"
        ),
    ),
    (
        "quarter",
        (
            rf"(?:the )?{_ORDINAL} (?:quarter|half)(?: of (?:the year|(?:19|20)\d\d|{_ANY_YEAR})| (?:19|20)\d\d)?"
            r"(?! of (?:its|the|their|his|her|all|a)\b)(?!\w)"
        ),
    ),
    (
        "week_of_day",
        (
            rf"(?:the )?week (?:of|beginning|starting|ending) (?:{MONTH} \d{{1,2}}|\d{{1,2}} (?:{LONG_MONTH}))"
            r"(?![\d:,]\d)(?!\w)"
        ),
    ),
    ("month_of_year", rf"(?:early |late |mid-)?(?:{LONG_MONTH}),? (?:of )?{_ANY_YEAR}(?!\w)"),
    ("month_year", rf"(?:early |late |mid-)?(?:{LONG_MONTH}),? (?:of )?(?:19|20)\d\d(?!\w)"),
    ("month_day", rf"(?:{WEEKDAY},? )?{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:,]\d)(?!\w)"),
    (
        "month_day_british",
        rf"(?:{WEEKDAY},? (?:the )?)?(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{LONG_MONTH})(?!\w)",
    ),
    (
        "day_of_month",
        (
            r"(?<=[Oo]n the )\d{1,2}(?:st|nd|rd|th)(?: of (?:this|last|next) month)?(?=[.,;)]| (?:and|but|at|to|with|"
            r"in)\b|$)|(?<=the )\d{1,2}(?:st|nd|rd|th) of (?:this|last|next) month"
        ),
    ),
    ("holiday", rf"(?:{_FIXED_DAYS})(?: weekend)?(?!\w)"),
    ("after_next", r"(?:the )?(?:week|weekend) after next(?!\w)"),
    ("weekend", r"(?:over )?(?:the|this|last|next) weekend(?! (?:before|after|following))(?!\w)"),
    (
        "nth_weekday",
        rf"(?:the )?(?:first|second|third|fourth|last) {WEEKDAY} (?:of|in) (?:{LONG_MONTH}|the month)(?!\w)",
    ),
    ("week_hence", rf"(?:a|one|two) (?:week|weeks|fortnight) (?:from|on|next) (?:{WEEKDAY}|today|tomorrow|now)(?!\w)"),
    (
        "weekday_told",
        (
            rf"(?:the (?:following|previous|next)|that(?: same)?|that very|on the) {WEEKDAY}(?: {_PART})?(?!\w)|"
            rf"(?:the )?{WEEKDAY} (?:before|after)(?=[.,;:]|$| (?:that|when|at|in)\b)"
        ),
    ),
    ("weekday_of_week", rf"{WEEKDAY}(?: {_PART})? of (?:last|this|next) week(?!\w)"),
    (
        "weekday",
        (
            rf"(?<!every )(?<!each )(?:(?:last|next|this) )?{WEEKDAY}"
            rf"(?: {_PART}| week(?=[.,;]| (?:to|at|in|when|after)\b))?(?!\w)"
        ),
    ),
    ("points", rf"(?:{_POINTS})(?= [^.;:!?]{{0,60}}(?:{MONTH} \d|\d (?:{LONG_MONTH})|{WEEKDAY}))"),
    ("points_name", rf"(?:{_POINTS}) (?:the|its|their|his|her)(?: [\w'’-]+){{0,3}}? (?:{EVENTS})(?!\w)"),
    ("ago", rf"(?:{COUNT}) {_UNITS} (?:ago|earlier|later|before|after)(?!\w)"),
    ("hence", rf"in (?:{COUNT}) {_UNITS}(?!\w)(?! (?:of|as|since|at))"),
    (
        "same",
        (
            rf"(?:[Tt]h(?:e|at) (?:very )?same (?:day|{_PART})|(?:[Ll]ater |[Ee]arlier )?[Tt]hat (?:day|{_PART})|"
            r"(?:[Tt]he) (?:next|following|previous) (?:day|morning|evening|night)|(?:[Oo]ne|"
            r"[Aa]) day (?:earlier|later)|(?:[Tt]he) (?:day|night|evening) (?:before|after))(?!\w)"
        ),
    ),
    ("week_told", r"[Tt]he (?:(?:week|month|year) (?:before|after)(?=[.,;:]|$| (?:that|when|at|in|with)\b))"),
    (
        "unit",
        (
            r"(?:[Ee]arlier |[Ll]ater |late |early )?(?:[Ll]ast|[Tt]his|[Nn]ext|[Tt]he past|[Tt]he previous|"
            r"[Tt]he following) (?:week|month|year|quarter)(?!\w)"
        ),
    ),
    ("unit_told", r"[Tt]hat (?:same )?(?:week|month|year)(?!\w)"),
    (
        "unit_end",
        (
            r"(?:(?:the )?(?:end|start|beginning|middle) of the (?:week|month|year)|(?:week|month|year)['’]?s? end|"
            r"year-end)(?!\w)"
        ),
    ),
    ("season", rf"(?:[Ll]ast|[Tt]his|[Nn]ext|[Ii]n the|over the|by|[Tt]hat) (?:{_SEASON})(?: of (?:19|20)\d\d)?(?!\w)"),
    (
        "near",
        (
            r"(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast night|[Tt]his (?:morning|afternoon|"
            r"evening))(?: week(?=[.,;]|$))?(?!['’\w])"
        ),
    ),
    (
        "month",
        (
            r"(?<=\w )(?:the )?(?:end of |beginning of |start of |middle of )?(?:(?:last|this|next|early|late) |"
            rf"mid-)?(?:{LONG_MONTH})(?!\w)"
        ),
    ),
    ("month_days", rf"(?:the )?(?:final|last|closing|first|opening|early) days of (?:{LONG_MONTH})(?!\w)"),
    ("month_start", rf"(?:Last |Early |Late |This |Next )(?:{LONG_MONTH})(?!\w)"),
    ("month_bare", rf"(?:{_PLAIN_MONTH})(?=['’]s|\s[a-z])"),
    ("year", r"(?<![\w$£€#.,/-])(?:19|20)\d\d(?![\w%/]|[.,]\d|-\d)"),
)
ALL = Late("|".join(f"(?P<{name}>(?<!\\w)(?:{body}))" for name, body in PATTERNS))
MONTH_NAMES = frozenset(LONG_MONTH.split("|"))

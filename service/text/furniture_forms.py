"""What pages put around reports, in words: forms of English-language pages, for :mod:`service.text.furniture`."""

import re

_MENU_WORDS = """
about accessibility account ad ads advertise advertisement advertisements ago alerts a.m am app
article audio autoplay back bookmark business caption classified classifieds close comment comments
connect contact content cookies copied copy culture day days e-mail e-paper edition email
entertainment est edt et pt events explore facebook feedback follow food full gallery gift gmt
health help hide home hour hours hr image instagram jobs join latest life lifestyle link linkedin
listen live local log login magazine main menu messenger min mins minute minutes more navigation
news newsletter newsletters next now obituaries open opinion photo photos pinterest play playing p.m
pm podcast podcasts policy politics popular posted previous print privacy published radio read
reddit register replay save science screen search section sections series service share show sign
skip sport sports staff style subscribe tech technology telegram terms text today toggle top topics
travel trending tv tweet twitter up update updated utc video videos view watch weather whatsapp
world x yesterday
"""
MENU = frozenset(_MENU_WORDS.split())
"""What lines of menus, buttons and times of publication are made of."""
_BETWEEN_WORDS = "a all an and at by for from in my of on or our the this to us with you your"
BETWEEN = frozenset(_BETWEEN_WORDS.split())
"""Words that they and reports have alike."""
OTHERS = re.compile(
    r"\W*(?:read\s+(?:more|next|also)|also\s+read|see\s+also|related(?:\s+(?:stories|articles|coverage|topics|content))?"
    r"|more\s+(?:in|from|on)\s+[\w ]{2,30}|more\s+(?:stories|news|coverage|top\s+stories)"
    r"|most\s+(?:read|viewed|popular|shared|watched|commented)|trending(?:\s+now)?|editors?['’]?s?\s+picks?"
    r"|recommended(?:\s+(?:stories|for\s+you))?|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)"
    r"|don['’]t\s+miss|in\s+other\s+news|popular(?:\s+now)?|sponsored(?:\s+content)?|top\s+stories"
    r"|around\s+the\s+web|what\s+to\s+read\s+next"
    r"|now\s+playing|watch\s+(?:now|next|also|live))\s*(?:[:|–—]|-(?!\w)|\Z)",
    re.IGNORECASE,
)
"""What opens a list of other reports, to the end of the line."""
_JOURNALISM = r"(?:\w+\s+){0,3}(?:journalism|newsroom|reporting|newspaper)"
CALLS = re.compile(
    rf"""\b(?:subscribe|sign\s+up|register)\s+(?:now|today|here|free|for|to|from|and)\b.*
    |.*\b(?:sign|log)\s?in\b.*\|.*
    |.*\bfollow\s+(?:us|\w+\s+\w+|\w+|@\w+)\s+on\s+(?:social\s+media|twitter|facebook|instagram|threads|bluesky|x)\b.*
    |.*\b(?:like|find|join)\s+us\s+on\s+\w+.*
    |.*\b(?:in|to)\s+your\s+(?:inbox|e-?mail)\b.*
    |.*\b(?:turn\s+on|enable|allow|get|receive)\s+(?:\w+\s+){{0,3}}(?:notifications|alerts)\b.*
    |support\s+{_JOURNALISM}\b.*|.*\bbecom(?:e|ing)\s+(?:a|an)\s+(?:member|subscriber|supporter|patron)\b.*
    |.*\b(?:free|premium)\s+articles?\s+(?:left|remaining|this\s+month)\b.*
    |.*\b(?:digital|online|print)\s+subscription\b.*|be\s+the\s+first\s+to\s+know
    |download\s+(?:our|the)\s+(?:\w+\s+){{0,3}}app\b.*|.*\badd\s+your\s+two\s+cents
    |(?:have|got|do\s+you\s+have)\s+(?:you\s+)?(?:got\s+)?a\s+(?:story|tip|question|correction)\b.*|get\s+in\s+touch\b.*
    |(?:report|see|spotted|notice)\s+(?:an?\s+)?(?:error|typo|mistake)s?\b.*|suggest\s+a\s+correction.*
    |comments?\s+(?:are|is|will\s+be|have\s+been|policy|section)\b.*\b(?:moderated|closed|reviewed|edited|disabled)\b.*
    |.*\bplease\s+(?:read|see|review)\s+(?:our|the)\s+[\w ]*\b(?:guidelines|faqs?|policy|rules)\b.*
    |.*\bcommenting\b.*\b(?:guidelines|faqs?|policy|rules)\b.*
    |(?:our\s+)?(?:editorial\s+(?:guidelines|standards|policy|code)|community\s+(?:guidelines|standards|rules))
    |(?:terms|privacy|cookies?)\s+(?:of\s+(?:use|service)|and\s+conditions|policy|notice|settings|statement)\b.{{0,40}}
    |(?:advertise|work|partner)\s+with\s+us|contact\s+(?:us|the\s+(?:newsroom|editors?))|about\s+(?:us|this\s+site)
    |accessibility\s+(?:help|statement)|skip\s+to\s+(?:main\s+)?content.*|cookies?|listen\s+to\s+this\s+\w+.*
    |(?:hide|toggle|show)\s+caption.*|image\s+(?:copyright|caption|source|credit)s?\b.{{0,160}}
    |(?:copyright\s+(?:©|\(c\)|\d{{4}}|by\b|(?-i:[A-Z]))|©).{{0,160}}
    |.{{0,120}}\ball\s+rights\s+reserved|.*\bmay\s+not\s+be\s+(?:published|reproduced|broadcast|rewritten).*
    |read\s+or\s+share\s+this\s+story:.*|this\s+(?:story|article)\s+(?:originally|first)\s+appeared\s+(?:on|in)\b.*
    |advertisements?|(?:story|article)\s+continues\s+below.*|scroll\s+(?:down\s+)?(?:to\s+continue|for\s+more).*
    |(?:click|tap)\s+(?:here\s+)?to\s+(?:share|e-?mail|print|subscribe|enlarge|expand|play|comment)\b.*
    |.*\(opens\s+in\s+(?:a\s+)?new\s+\w+\)|(?:previous|next)\s+(?:article|post|story)\b.*|like\s+(?:this:?|loading).*
    |(?:sponsored|presented|brought\s+to\s+you)\s+by\b.{{0,60}}|loading|play\s+(?:video|audio)
    |leave\s+a\s+(?:reply|comment)\b.*
    |.*\be-?mail\s+address\s+will\s+not\s+be\s+published|required\s+fields\s+are\s+marked.*
    |(?:tagged|filed\s+under|tags|topics|categories|posted\s+in|share\s+this(?:\s+\w+)?)\s*:.*|reuse\s+this\s+content
    |thank(?:s|\s+you)\s+for\s+(?:signing\s+up|subscribing|reading)\b.*|please\s+check\s+your\s+e-?mail\b.*
    |by\s+(?:signing\s+up|subscribing|continuing|registering|clicking|using)\b.*\b(?:agree|accept|consent)\b.*
    |we\s+use\s+cookies\b.*|.*\bdo\s+not\s+sell\s+(?:or\s+share\s+)?my\b.*|site\s?map
    |already\s+(?:a|have)\s.*\b(?:subscriber|member|account)\b.*
    |(?:view|see|read|show|go\s+to|skip\s+to|post|add|write)\s+(?:all\s+|a\s+|the\s+)?(?:\d+\s+)?(?:posts|comments?)\b.*
    |send\s+(?:us\s+)?(?:your\s+)?(?:news\s+)?(?:tips|letters|photos|stories|feedback)\b.*|stay\s+connected\b.*
    |submit\s+a\s+letter\b.*|we\s+(?:want|would\s+like|['’]d\s+like)\s+to\s+hear\s+(?:from|what)\b.*
    |about\s+the\s+(?:author|writer)\b.*|this\s+is\s+a\s+modal\s+window.*
    |.*\b(?:captions|subtitles|descriptions)\s+(?:off|settings)\b.*|(?:text|font)\s+size\b.*
    |this\s+(?:article|story|post)\s+is\s+(?:more\s+than|over)\b.*\bold|printer[\s-]friendly\b.*
    |save\s+this\s+(?:story|article)\b.*|last\s+(?:modified|updated)\b.{{0,60}}
    |you\s+(?:are\s+reading|have\s+read|['’]ve\s+read)\b.*\b(?:free|articles?|stories)\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Whole sentences that speak to the reader of the page."""
HINTS = (
    *("subscri", "sign up", "sign in", "signin", "log in", "login", "register", "follow ", "like us"),
    *("find us", "join us", "inbox", "your email", "your e-mail", "notification", "alerts", "journalism"),
    *("newsroom", "newspaper", "reporting", "become a", "becoming a", "free article", "premium article"),
    *("first to know", "download our", "download the", "two cents", "have you got", "got a ", "you have a "),
    *("in touch", "error", "a typo", "mistake", "correction", "editorial", "guidelines", "terms of"),
    *("terms and", "privacy", "cookie", "with us", "contact us", "contact the", "about us", "this site"),
    *("accessib", "skip to", "listen to this", "caption", "image source", "image credit", "copyright", "©"),
    *("reserved", "may not be", "share this", "first appeared", "originally appeared", "advertisement"),
    *("continues below", "scroll", "read more", "read next", "read also", "also read", "see also", "related"),
    *("more in ", "more from ", "more on ", "more stories", "more news", "more coverage", "more top"),
    *("most read", "most viewed", "most popular", "most shared", "most watched", "trending", " pick"),
    *("recommended", "you may ", "you might ", "t miss", "other news", "sponsored", "top stories"),
    *("around the web", "what to read", "now playing", "watch now", "watch next", "watch also", "watch live"),
    *("click ", "tap ", "opens in", "previous ", "next ", "like this", "loading", "play video", "play audio"),
    *(
        "leave a ",
        "tagged",
        "filed under",
        "tags",
        "topics",
        "categories",
        "posted in",
        "reuse this",
        "thank",
    ),
    *("check your", "by using", "by continuing", "by clicking", "do not sell", "sitemap", "site map"),
    *("already ", "comment", "tips", "feedback", "letter", "stay connected", "want to hear", "like to hear"),
    *("the author", "the writer", "modal", "subtitles", "descriptions", " size", "printer", "save this"),
    *("last modified", "last updated", "story is", "article is", "you are reading", "you have read"),
)
"""One of these stands in every such sentence and at the head of every list: most lines are spared a closer look."""

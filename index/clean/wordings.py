"""How the furniture of a page is worded: links, share bars, boxes, forms and labels.

Wordings of the web in general; none may know a site or an article.
"""

from __future__ import annotations

from index.clean.kind import kind

LINKS = kind(
    "a link to another article",
    25,
    r"""
    (read|see|show|view|load|find out) (more|all|also|next)( STORY)?( here| below| now)?
    read (more )?(from|about|on|at|in) HEADLINE
    (continue|keep) reading( below)?
    (STORY|listing) continues?( (below|after)( (the |this )?(advertisement|advert|ad))?)?
    (read|see|view) (the|this) (full|rest|original|entire|whole|complete)( of the)? STORY( here)?
    [\[(]?(also read|read( also| more| next| now)?|see also|watch|listen|related)[\])]? ?[:|►»>\]] ?HEADLINE
    (see( also| more)?|also see|watch( now| live)?|listen|don't miss|recommended|explore) ?[:|►»>] ?HEADLINE
    (related( STORY)?|more|interactive|must[- ]read) ?[:|►»>] ?HEADLINE
    in related news\b ?[:|–-]? ?HEADLINE
    you (may|might) also like ?[:|►»>] ?HEADLINE
    """,
)
LISTS = kind(
    "the head of a list of other articles",
    12,
    r"""
    (related|similar|recommended|trending|popular|latest|recent|more|top|featured|other) STORY
    (related|recommended|trending|more|top|latest|hot) STORY (from|in|on|by) HEADLINE
    more (from|in|on|by) HEADLINE
    related|trending( now)?|recommended( for you)?|(the )?most (read|popular|viewed|shared|watched)|up next
    (read|watch|explore|discover) (next|more)|more to (explore|discover|read)|hot opinion|popular now( in .+)?
    editors?'?s? picks?
    you (may|might)( also)? (like|be interested in)|what to read next|don't miss|must[- ](read|see|watch)
    (elsewhere |from )?(around|across|on|from) the web|also (today|from this source)|(most )?viewed now
    suggested topics|related (topics|tags|internet links|companies|subjects)|see more on
    """,
)
CALLS = kind(
    "a call to the reader",
    25,
    r"""
    join the (conversation|discussion)( as an? [\w ]+)?( (below|in the comments.*))?
    (become|join (us )?(now )?as) an? ([\w-]+ ){0,3}(member|subscriber|supporter)( today| now| here)?
    (please )?(let (me|us) know|tell (me|us)|sound off|share your (thought|view|opinion)s?) in the comments?.*
    (let (me|us) know|tell (me|us)|have your say|share your thoughts)( what you think)?( in the comments?.*)?
    (leave|post|add|write) (a|your) (comment|reply)( below)?
    (click|tap) here (to|for)\b.*|click here|(click|tap) to (expand|enlarge|view|play|read|share)\b.*
    (please )?(consider )?(support|supporting|donate|donating)( to)?( us| our (work|journalism))( now| today)?
    (give|donate|chip in|learn more|find out more|get started|explore|apply|buy|shop|join|sign me up)( now)?
    got a (news )?tip\b.*|submit a (news )?(tip|correction)|report (an )?error
    (do you )?(have|got)( you got)? (an?|any) ([\w-]+ ){0,3}(tip|story|question|photo|video)s?\b[^.?]*\?.*
    download (the|our) ([\w']+ ){0,4}app
    """,
)
SHARING = kind(
    "a share bar or a social account",
    25,
    r"""
    follow [\w.,' -]{2,60} (on|@) NETWORK\b.*|follow us on HEADLINE|on NETWORK: @\w+
    (connect with|find|like|join) (us|me|our page) (on|@) NETWORK\b.*
    (kindly )?share( this| the)?( article| story| post| page| video)?( on| via| with)?|copy link|link copied
    share( this| the)?( article| story| post| page| video)? (on|via|with) HEADLINE
    share or comment on this (article|story)|click to share on HEADLINE
    (e-?mail|reach|contact)( (him|her|them|me|us|the (author|reporter|writer)))?( at)?:? \S+@\S+
    \d[\d.,]*k? (shares?|likes?|views?|retweets?|reactions?|restacks?|claps?|followers?)
    view this post on NETWORK|a post shared by HEADLINE|posted by HEADLINE
    """,
)
NEWSLETTERS = kind(
    "a newsletter or subscription box",
    40,
    r"""
    \(?(sign[ -]?up|subscribe|register) (for|to|here|now|today|and)\b.*\b(newsletter|inbox|alert|update).*
    \(?(sign[ -]?up|subscribe)( (for|to|here|now|today|and)\b.*)? (here|today|now|below|with one click)
    subscribe (for|to) (the |our |your )?(notifications|podcast|[\w ]*newsletter|print edition)\b.*
    (sign[ -]?up|subscribe|register)( here| now| today)?|(more )?newsletters?|notifications
    (log|sign) in( or (register|sign up))?|create (an|your)( free)? account|start your free trial
    \(?(get|receive|want|would you like|you can get)\b.*\b(newsletter|(to|in) your inbox|by e-?mail)\b.*
    (enter )?your e-?mail( address)?|thank(s| you) for (signing up|subscribing|registering)\b.*
    already (a (subscriber|member)|have an account|subscribed)( ?\?.*)?
    this (article|story|content) is (for|only available to) subscribers\b.*
    would you like to (be (informed|notified)|receive|get)\b.*\b(articles?|stor(y|ies)|news|alerts?)\b.*\?
    you can unsubscribe( at any time)?|unsubscribe (at any time|whenever you like)
    """,
)
CONSENT = kind(
    "a cookie or privacy notice",
    60,
    r"""
    (we|we and (our|\d+)\b.*|this (site|website|page)|our (site|website)) (use|store)s? (cookies|and access).*
    cookies?( (policy|settings|preferences|notice))?|cookies help us\b.*
    (i )?(accept|reject|manage|allow|decline)( all)?( (cookies|preferences|settings|choices))?
    by (continuing|using|clicking|signing up|subscribing|registering|entering|providing)\b.*YOU_AGREE
    (your )?(privacy|cookie)( (policy|notice|choices|settings|statement))?
    terms (of (use|service)|(and|&) conditions)|privacy notice: .*
    do not sell( or share)? my (personal )?information
    this content is provided by .*\bcookies\b.*|.*\bsee our privacy (policy|notice)\b.*
    """,
)
ADVERTS = kind(
    "an advertisement or an ad-block notice",
    40,
    r"""
    ads?|advert(s|isement|ising)?|skip (ad|advert)|remove ads
    (promoted|paid|partner|sponsored) (content|posts?|stories)
    (advertisement|ad) ?[·|-] ?scroll to continue|(sponsored|promoted) links?( by HEADLINE)?
    sponsored|(sponsored|promoted) by HEADLINE|sponsor message
    (an )?ad[- ]?block(er)?s? (is |was |has been )?(detected|enabled|active|on)
    (please|you|we|to|it|disable|turn off|whitelist|pause)\b.*\byour ad[- ]?block(er|ers|ing)?\b.*
    (video )?ad feedback|(video ad feedback|video player was slow to load|just watched\b.*\breplay)\b.*
    (\d\. )?how relevant is this ad to you\??|did you encounter any technical issues\??
    .*\bplease gamble responsibly\b.*|.*\b(begambleaware|t&cs apply)\b.*
    """,
)
COMMENTS = kind(
    "a comment form",
    40,
    r"""
    leave a (reply|comment)( cancel reply)?|cancel reply|reply|your e-?mail address will not be published\b.*
    required fields are marked.*|save my name, e-?mail,? and website\b.*|notify me (of|when|about)\b.*
    this site uses akismet to\b.*|(your )?(name|e-?mail|website|comment|message)( \(required\))?
    (post|submit|add)( your| a)? (comment|reply)|be the first to (comment|reply)
    no (comments|replies|responses)( yet)?( on this story)?
    (comments?|repl(y|ies)|responses?)( are closed| \(\d+\))?
    \d+ (comments?|repl(y|ies)|responses?)( on this story)?
    (view|show|see|hide|load|read)( all| more)?( \d+)? (comments|replies)
    (log|sign) in to (comment|reply|post)\b.*
    we are no longer accepting comments\b.*
    (all|these) comments (are|will be|have been) (\w+ )?(moderated|closed|approved|reviewed)\b.*
    this conversation is moderated\b.*
    """,
)
NAVIGATION = kind(
    "a label of the site's navigation",
    12,
    r"""
    skip to (main |the )?(content|navigation|menu)|(back|return) to (the )?(top|home|homepage)( button)?|top
    (main |open |close |toggle )?(menu|navigation)|close|search( for| this site| here)?
    home|loading( (map|chart|video|comments|more))?|print|next|previous|(next|previous|older|newer) STORY
    (all )?(categories|tags|archives|sections)|load more( updates)?|in this (article|story)(: .{0,120})?
    jump to section|key (points|events|takeaways)
    (tags|topics|filed under|posted in|categories|labels|related tags): ?HEADLINE
    about us|contact us|advertise( with us)?|careers|site ?map|rss( feed)?|faqs?|meta|log ?out
    (hide|toggle|show) caption|enlarge this image|(image )?\d+ of \d+|(\d+|an?|one)[ -]min(ute)?s? read
    home( ?[>»›/|] ?[^>»›/|.]+)+|view (gallery|photos|slideshow)( ?\d+ photos?)?|\d+ photos?|now playing
    was this (page|article|story|information|answer) (helpful|useful)\??( ?yes)?( ?/? ?no)?|yes ?/? ?no
    story saved|back to front page
    """,
)

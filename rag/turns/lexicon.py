"""Words by which one turn of a conversation leans on another, and what a name's neighbours say of it.

Only words of the language stand here, and given names that many people bear.
"""

from __future__ import annotations

import re

LEAD_IN = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|well|oh|also|now|great|good|thanks|thank you|yes|no|yeah|right|sorry|hm+|"
    r"interesting|i see|then|please tell me|tell me)\b(?!['’])[\s,.!;:–-]*)+",
    re.IGNORECASE,
)
BESIDE_COURTESY = frozenset("you very much so a lot that is all for your the help i see my it was".split())
ASKING = frozenset("when where who whom whose why how what which".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their my our your any some all both".split()
)
PREPOSITIONS = frozenset(
    """
    about above across after against among around as at before behind between by during for from in inside
    into near of off on onto outside over since through to toward towards under until up upon with within
    without alongside despite beyond regarding like
    """.split()
)
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they them their theirs themselves".split())
PRONOUNS_IN_TURN = HE | SHE | IT | THEY
OWNING = frozenset("his her its their".split())
GOING = frozenset("go travel fly come head return move get drive sail journey walk run send take".split())
TRIPS = frozenset("trip visit journey tour stay stop".split())
OUTER = frozenset("that this these those".split())
BODY_WORDS = frozenset(
    """
    company corporation corp group inc ltd plc airlines airways union nations club team fund league alliance
    cabinet congress senate council assembly army navy police authority administration bank court party
    committee ministry school college university hospital institute agency
    """.split()
)
PLACE_WORDS = frozenset("city county island islands valley bay beach airport park square street".split())
LANDFORMS = frozenset("ridge mountain volcano hill slope coast shore forest desert glacier peninsula".split())
STORMS = frozenset("hurricane typhoon storm cyclone operation".split())
"""What stands before the name of such a thing."""
THING_WORDS = frozenset("cup prize award awards act bill law treaty war games festival".split())
"""What stands last in the name of such a thing."""
OF_SOMETHING = frozenset(
    """
    population capital number funeral price cost cause crew captain owner result outcome host venue author
    aim purpose date length weight size name wife husband son daughter successor predecessor winner capacity
    value height age
    """.split()
)
"""Those of `rag.lexicon.RELATIONAL` that "of" ties to what they belong to."""
MADE = {
    "announce": "announcement",
    "propose": "proposal",
    "plan": "plan",
    "order": "order",
    "promise": "promise",
    "decide": "decision",
    "demand": "demand",
    "suggest": "suggestion",
    "offer": "offer",
    "claim": "claim",
    "request": "request",
    "discover": "discovery",
    "launch": "launch",
    "warn": "warning",
}
"""What there is when someone has announced, proposed, ordered something."""
BETWEEN_TWO = frozenset(
    "deal agreement accord pact treaty contract dispute feud merger talks meeting war relationship".split()
)
LIGHT = frozenset(
    "people person man woman child part place way thing anyone anybody someone somebody everyone everybody "
    "else one other time next happen go come get do be".split()
)
GIVEN = {
    "m": frozenset(
        """
        aaron abdullah adam adrian ahmed aiden ajay akira alan albert alejandro aleksandr alex
        alexander alexei alfred ali allen alvaro amir anders andre andrei andrew angus anthony
        antonio antony anwar arnold arthur arturo ashraf barack barry bashar ben benjamin benny
        bernard bernie bill bob boris brad brendan brett brian bruce bruno bryan byron calvin
        cameron carl carlos cesar charles charlie chris christian chuck claude clive colin connor
        craig curtis daniel darren dave david dennis derek diego dmitri dmitry dominic donald
        douglas duncan dylan eduardo edward edwin elias elijah elon emmanuel enrique eric erik
        ernest ernesto ethan eugene evan farid felix fernando francis francois frank frederick
        frederik fritz gabriel gareth gary gavin geoffrey george gerald gerard gilbert giorgio
        giovanni glenn gordon graham greg gregory guillermo gustav hamid hans harold harry harvey
        hassan hector henry hiroshi howard hugo hussein ian ibrahim igor imran isaac ivan ivo jacek
        jack jacob jacques jair jake jamal james jamie jan janusz jared jason javier jean jeff
        jeffrey jeremy jerome jerry jesse jim jimmy joao joe johan john johnny jonas jonathan jorg
        jorge jose josef joseph juan juergen julian justin kamal karim karl kaspar keir keith
        kenneth kevin khalid kofi krzysztof kurt kyle larry lars lawrence leo leon lewis liam lionel
        lloyd logan louie louis luca lucas luis luiz mahmoud malcolm manuel marc marcel marco marcus
        mario mark martin mathias matteo matthew maurice max mehmet michael michel miguel mike
        mikhail mitch mohamed mohammad mohammed moses muhammad mustafa narendra nathan neil nicholas
        nick nicolas nigel nikolai noah norman olaf oleg oliver olivier omar osama oscar otto owen
        pablo patrick paul pavel pedro pete peter phil philip philippe pierre rafael ralf ralph rami
        randy raul ray recep reza ricardo richard rick ritchie robert roberto rodney rodrigo roger
        roland roman ron ronald ronnie rory ross roy rudy russell ryan salman samir samuel sanjay
        saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn sidney simon
        stanislav stanley stefan stephen steve steven stuart svein tariq ted terry theodore thierry
        thomas tim timothy toby tom tomas tony trevor tyler victor vijay viktor vincent vincente
        vitaly vladimir vladislav volodymyr walter wayne werner wesley wilhelm willem william
        wolfgang xavier yasser yuri yusef yusuf zach zachary
        """.split()
    ),
    "f": frozenset(
        """
        abigail adele agnes aisha alexandra alexis alice alicia alina alison amanda amelia amina
        amira amy ana andrea angela angelina anita anja ann anna annabel anne annette annika antonia
        ashley astrid audrey barbara beatrice beth bethany betty beverly birgit brenda brigitte
        brittany camilla candace carla carmen carol caroline carrie catherine cecilia charlotte
        chelsea cheryl chloe christina christine cindy claire clara clare claudia colleen courtney
        cristina cynthia daniela danielle debbie deborah denise diana donna dora dorothy edith
        eileen eleanor elena elisa elise eliza elizabeth ella ellen elsa elvira emily emma erika
        esther eva evelyn fatima felicia fiona florence frances francesca gabriela gabrielle gail
        gina giorgia giulia gloria grace greta gwen hannah harriet heather heidi helen helena hilary
        hillary ilse ines ingrid irene irina isabel isabella isabelle ivana jacinda jackie
        jacqueline jane janet janice jasmine jenna jennifer jenny jessica jill joan joanna joanne
        jodie johanna josephine joyce judith judy julia juliet kamala karen karin karina katarina
        kate katherine kathleen kathryn kathy katie kayla keira kelly kerry kirsten kirsty kristen
        kristin latoya laura lauren layla leah leila lena liliana lily lina linda lisa liz lois lori
        lorraine louisa louise lucia lucy lydia lynn madeleine madison magda maggie mandy margaret
        margot maria marianne marie marilyn marina marion marta martha mary maya megan melanie
        melinda melissa mia michaela michelle mildred mira miriam molly monica monika muriel nadia
        nadine nancy naomi natalia natalie natasha nicola nicole nina nora olga olivia pamela
        patricia patty paula paulina peggy penelope petra phoebe pia priya rachel rebecca rebekah
        regina renee rhonda rita roberta rosa rose roxanne ruth sabine sally samantha sandra sara
        sarah sharon sheila shelley shirley sienna silvia simona simone sofia sonia sophia sophie
        stacey stella stephanie susan susanna svetlana sylvia tamara tanya tara tatiana teresa
        theresa tina tracey tracy tulsi ursula valentina vanessa vera veronica victoria vivian wanda
        wendy whitney yasmin yulia yvette yvonne zara zoe
        """.split()
    ),
}
TITLES_OF_SEVERAL = frozenset(
    "presidents ministers senators justices governors generals judges secretaries ambassadors messrs".split()
)
MALE_TITLES = frozenset("mr sir lord king prince pope chairman spokesman".split())
FEMALE_TITLES = frozenset("mrs ms miss lady dame queen princess chairwoman spokeswoman".split())
ACTS_OF_THINGS = "start begin last expire erupt occur premiere"
HUMAN_ACTS = "visit travel tell meet resign speak arrive marry die accompany thank greet fly"

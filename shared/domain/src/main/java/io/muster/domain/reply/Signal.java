package io.muster.domain.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a phrase is a sign of, with the phrases that are. A sign that is denied ("not interested") becomes another one. */
enum Signal {
    /** Wants to hear nothing more, on any channel. */
    OPT_OUT("""
        unsubscribe|unsubsribe|unsubcribe|unsuscribe|unsubscibe|dnc
        unsubscribed !by
        remove|delete|erase|drop|scrub|block|purge me|us !to
        remove|delete|erase|drop|scrub|block|purge my|our|this|the ~1 number|email|mail|address|name|info|information|contact|contacts|details|data|record|records
        remove|delete|erase *please|from|off from|off *your|the|this|that|all|any|mailing|email|contact|call|text|distribution list|lists|database|records|system
        i|we ~4 be|get taken|struck|dropped off|from
        take|get me|us|my|our ~1 out of your|this|the system|list|lists|database|records
        want out of|from this|these|your
        want out $
        take|get|keep|strike me|us off|out !the|guard|of *the|this|that|it|here|job|project|schedule|calendar|hook|town|there $
        take|get me|us off $
        take|get me|us off|from of? your|this|the|that|all|any *mailing|email|contact|call|text|distribution|your|these|this list|lists|database|records|system
        remove|delete|erase|drop|take my|our|this company|business|firm|shop|office *number|from|off|of|your|the|this|that|all|any|mailing|email|contact|call|text list|lists|database|records
        take|get my|our|this name|number|email|address|company|firm off|from|out
        take|get my|our ~1 name|number|email|address off|from|out
        i|we|us|me ~4 be|get removed|deleted|unlisted !and|by|before
        removed from *your|this|the|all|any|mailing|email|contact|call|text list|lists|database|records !of
        off *of your|this *mailing|email|contact|call|text|distribution list|lists
        stop|quit|cease texting|emailing|mailing|messaging|contacting|spamming|harassing|bothering|soliciting|pestering|bugging|hounding|annoying
        stop|quit|cease calling|writing|sending|phoning|ringing me|us|this|my|our|these|those|here|any|anything|please|now|more|stuff
        stop|quit|cease calling|writing|sending $
        stop|quit|cease reaching out
        stop|quit|cease writing|talking|speaking to me|us
        refrain from contacting|texting|emailing|messaging|calling|sending|writing
        texts|messages|emails|calls|mails|spam need|needs|has|have|must|should|better *better|to stop|end|cease $
        make|want *it|these|those|this|the|your|texts|messages|emails|calls|all|to stop|cease $
        end all *further|your communication|communications|contact|messages|texts|emails
        do not reach out
        please|kindly|just|rather not contact|text|email|message|bother me|us|this|our|again|anymore !at|before|after|until|till|while|during|on|between
        please|kindly|just|rather not reach out
        not permitted|allowed|authorized|authorised|welcome to contact|text|call|email|message|write
        not give|grant|gave|granted *you|any|my|our|the permission|consent|authorization
        asked *you|to|repeatedly|twice|already be removed|deleted
        asked *you|repeatedly|twice|already to stop $
        do not *ever|please|you send *me|us|any|more|further|these|those|such|your|out|another messages|message|texts|text|emails|email|mails|mail|spam|anything
        not contact|text|email|message|bother|call me|us|here again|anymore
        if|that you ~1 not contact|text|email|message|bother me|us
        stop|quit|cease|discontinue|halt|suspend *with|all|any|the|your|these|those|this|with|further|sending messages|texts|emails|mails|calls|spam|contact|communication|communications|outreach|harassment|solicitation
        , stop $
        , stop please|now|it|this|that|immediately $
        ^ please|just|kindly stop|cease|desist $
        cease and desist
        ^ no more $
        ^ never *ever again $
        no molestar|moleste|molesten
        had|have enough of your|these *many|constant|endless messages|texts|emails|mails|calls|spam
        do not *ever|please|you|ever write|call|phone to me|us !at|before|after|until|till|while|during|on|between
        do not *ever|please|you write|call|phone|text|email|mail|contact|message again|anymore|more
        do not *ever|please|you follow up $
        rather|prefer not *to|receive|get|have|any|more|further|of|your|these|such messages|texts|emails|mails|calls
        rather|prefer not *to hear from you|us|this
        ^ stop *this|it|that *now|please|already|immediately $
        ^ stop i|we|leave|remove|unsubscribe|do
        ^ stop wrong number|person|guy|company
        cancel|end my|our|this subscription
        ^ please|just stop it|this|that|now|immediately $
        do not *ever|please|you|call|text|email|message|contact|phone|write|or|and|nor contact|text|email|mail|message|bother|spam|solicit|disturb|pester me|us|this|my|our|again|anymore|here !at|before|after|until|till|while|during|on|between
        do not *ever|please|you call|phone|ring|write|send me|us *this|here|number $
        do not *ever|please|you call|phone|ring|write|contact me|us|this|here *number|email|address|any|at|all again|anymore|more|ever
        do not *ever|please call|text|email|contact|message|write|send or text|email|call|contact|message|write
        do not *ever|please contact|text|email|message $
        never *ever contact|text|email|message|call|write|bother me|us|this|here|again
        do not call|contact|email|text|mail list|registry
        not want|wish|need|care|like *to|get|getting|receive|receiving|be|being|have|see|hear|any|anything|more|anymore|further|future|your|these|those|such|this|of|from|you|the|a|kind|email|text|marketing messages|message|texts|text|emails|email|mails|mail|calls|spam|contacted|communication|communications|newsletters
        not want|wish|need|care to hear|be hear|contacted|texted|emailed|called|messaged|bothered
        not want|wish|need|care *to get|receive|have|see|any|more|of|your these|those|them|this $
        not want|wish|need *any|more|of your these|texts|emails|messages|calls|spam
        not want|wish|need|care to hear|receive|get *any|anything|more|this from
        no longer want|wish|like|consent|care *to|be|receive|receiving|get|getting|hear|any|of|from|these|your|the|contacted|you|such messages|texts|emails|mails|calls|contacted|you|contact|messaged|emailed|these
        no more|further *of|these|your|those|such|text|marketing messages|texts|emails|mails|calls|spam|contact|communication|newsletters
        leave me|us|this *number alone
        lose my|this|our number|email|address
        opt me|us|this out
        opt out !of
        how|where ~2 opt out !of
        how|where ~2 opt out of this|these|your|all
        opt out of this|the|these|all|your|any|further|future *and|email|text|sms|marketing|further|future|your|the list|lists|messages|texts|emails|mails|calls|communication|communications|service
        revoke|withdraw|rescind *my|our|any|all|the consent|permission|authorization
        not|no consent|permission to be|contact|text|call|email
        cease and desist
        cease all|any|further|your|contact|communication
        deregister|unenroll|unregister me|us|my|this
        no me *vuelvan|vuelva|a contacte|contacten|contactes|contactar|escriba|escriban|escribas|escribir|llame|llamen|llames|llamar|mande|manden|mandes|envie|envien|envies|moleste|molesten
        no quiero|queremos|deseo *recibir|mas|sus|sus|estos|estas mensajes|correos|llamadas|mas
        quitame|quiteme|quitenme|borrame|borreme|borrenme|eliminame|elimineme|eliminenme|saqueme|saquenme|sacame
        dar|darme|deme|denme|darnos *me|de baja
        desabonner|desabonnez|desinscrire|desinscrivez|desinscription
        ne me|nous contactez|contacte|ecrivez|ecris|appelez|appelle|envoyez plus
        retirez|enlevez|supprimez moi|nous|mon|mes|notre
        arretez|arrete *de|d me|nous contacter|ecrire|appeler|envoyer|texter
        abmelden|austragen|abbestellen|abbestelle
        keine weiteren|mehr nachrichten|mails|emails|anrufe|sms|werbung|nachricht
        nicht mehr kontaktieren|anrufen|anschreiben|schreiben|kontaktiert
        kontaktieren|schreiben|rufen sie|ihr? mich|uns nicht
        """),
    /** Asks to be let alone without saying so. */
    GO_AWAY("""
        ^ go away $
        fuck|piss|bugger|sod off|you
        get lost
        you *have|are|been|is|were|now blocked
        number *has|been|is|now blocked
        """),
    /** Will not do it, this time at least. */
    DECLINE("""
        no longer interested
        uninterested|disinterested
        ^ no|nope|nah|nein|non $
        ^ no|nope|nah sorry|sir|maam
        no thanks|thank|gracias|merci|danke
        but no $
        no can do
        sit|sitting this|it *one out
        not have *the|a|any|enough|much|sufficient manpower|time|crew|capacity|staff|room|equipment|bandwidth|people|availability
        too much work|going|on
        sold|closed|closing|shut *down|my|our|the business|company|shop
        not *really|exactly my|our|the kind|type|sort|line of
        thanks|thank *you but no
        hard|gonna|gotta pass
        will|would|must|have|to|should|gladly|rather *to|have|probably|respectfully pass|decline
        pass on this|that|it|the
        ^ pass $
        decline|declining|declined
        count|leave me|us out
        out|outside of? *of|our|the|my|service|working|normal|usual area|region|territory|range
        out of business
        booked !a|it|by
        swamped|slammed|overbooked|overloaded
        too|very|really|super|pretty busy
        busy *right|at|the|this|now|moment|until|till|with|through
        too|so far|small|big|large|expensive !away
        too far
        can|could|will|would|able not *be|able|to|even|really|possibly do|bid|take|make|help|quote|handle|accept|participate|offer|provide|commit|fit|work|serve|assist|come|swing
        not *be|currently|really able to
        unable to
        not *currently|really|presently taking|accepting|bidding|available|doing|looking|offering|hiring
        not *really|quite|exactly|a|the|at|for good|right fit|match|one|thing|line
        not for|our|my us|me|cup|thing|line|business|area|trade
        not now|today|this|at|right time|now|moment|week|month|year|season|this|that|present
        not this time|one
        do|does not *actually|really|currently|even|usually do|offer|provide|service|cover|work|serve|handle|travel !with
        only|just do|work|handle|service|offer|accept|take *on|with|in|large|bigger commercial|residential|industrial
        no longer do|offer|provide|in|service|work|serve|take|operate|operating|available
        maybe|perhaps next|another|some time
        am|are|is *now|already|fully|currently retired|closed
        out this|that one|time
        opt out of this|that|the *particular one|job|bid|project|round
        take me|us off *of the|this|that job|schedule|calendar|project|bid
        opt out of this|that one
        no|not capacity|availability|time|room *for|to
        all set
        kein|keinen|keine interesse|bedarf|zeit
        no me|nos interesa
        no estoy|estamos interesado|interesada|interesados
        pas interesse|interessee|interesses
        thumbsdown
        """),
    /** Wants to do it, or is glad to be asked. */
    ACCEPT("""
        interested
        interesting
        ^ yes|yep|yeah|yup|ya|si|oui|ja|sure|absolutely|definitely|certainly !but
        yes|absolutely|definitely
        sounds|looks|sound good|great|perfect|fine|interesting|like|wonderful
        happy|glad|pleased|delighted|thrilled|excited|willing|ready to
        love|loves|like|keen|eager to *be|to bid|quote|help|do|take|work|participate|start|be|send|offer|submit|give|price|try
        count me|us in
        want in
        put|sign|pencil|mark me|us down|up|in
        able to do|bid|handle|make|start|take|help|quote|fit|get
        crew|team|guys|i|we is|are|am ready
        that|this|it works $
        that|this|it works for|great|perfectly
        you got it
        let us do|go|start|begin
        honored|honoured to|if
        count on me|us
        i|we am|are *all|definitely|so in $
        i|we|crew can|could|will|shall *also|definitely|certainly|gladly|easily|surely|sure|absolutely|happily do|handle|bid|quote|help|take|start|beat|send|submit|get|give|provide|make|have|be|remove|cut|mow|finish|price|offer|accommodate|stop|end
        my|our *best|total|initial bid|price|quote|estimate|offer|proposal is|was|comes|would|will|attached|for
        bid|quote|estimate|price|proposal attached|is|below|enclosed|follows
        price|bid|quote|estimate is
        have|get *our|my|your|a|the bid|quote|estimate|price|proposal
        works for|with me|us
        in for
        great|perfect|excellent|awesome|wonderful|fantastic !but
        no|not *a|any problem|problems|worries|doubt|brainer|issue
        not *a|such|too bad *idea|deal|price|job
        why not
        can not wait
        could not be|agree happier|better|more
        not mind
        look|looking forward
        for sure
        do|does not *ever|please stop|remove|unsubscribe !by
        thumbsup
        """),
    /** Wants to talk or to come. */
    MEETING("""
        call|ring|phone|facetime me|us !back
        call|ring|phone me|us back
        call|phone|ring #
        hop|jump on
        quick|phone|short call|chat
        talk|speak|chat|discuss on|over *the phone
        rather|prefer *to talk|speak|meet
        call|ring|phone|reach my|our|this|the cell|office|phone|mobile|number|shop
        give me|us a ~1 call|ring|buzz|shout
        stop|come|swing|drop|pop by|over|out !the|to $
        stop|come|swing|drop|pop by|over|out
        come see|look|visit|take|and|to|inspect|measure
        schedule|arrange|book|set|organize|organise|plan|make up? *a|an|up|the|some|our|quick|short|brief|site|phone|time|for|to visit|call|meeting|appointment|walkthrough|walk|estimate|look|chat|zoom|viewing|inspection|talk|meet|time
        site|home|house|in visit|person
        walk through
        walkthrough|appointment
        can|could|may|shall|should we|i *all|please|quickly meet|talk|chat|speak|visit|schedule|hop|connect|discuss|come|see|swing
        can|could|would you *please|maybe call|ring|phone|meet|come
        let us *just|all|please|maybe talk|meet|chat|speak|schedule|set|discuss|connect|hop|arrange
        like|love|want|free|need|available|able|happy|prefer|rather|for|have to|for *first|also|quickly|a|an|quick|the|site meet|meeting|talk|chat|speak|discuss|visit|call|see|look|come
        meet you|with|on|up|at|me|us|there|and|in|tomorrow
        when|time can|could|should|may|would|works|is|are *i|we|you|a|good|best|the come|visit|see|look|meet|talk|call|chat|convenient|time|free|available|to
        available|free on|tomorrow|today|this|next|for|monday|tuesday|wednesday|thursday|friday|saturday|sunday|after|before|between *a|the|afternoon|morning|to
        take|have a *quick|closer|good look *at|around $
        see|inspect|view|visit|look *at|over|the|your|this property|site|place|yard|house|job|kitchen|lawn|roof|location
        discuss *this|it|that|the|further|more in|over|by
        zoom|facetime|teams call|meeting|on|tomorrow|today|this|next
        a zoom
        """),
    /** Wants to know more. */
    INFO("""
        how much|many|big|large|long|far|old|soon|small|tall|wide|deep|high|often|is|do|does|would|will
        how ~1 is|are|does|do|would|will
        need|want *the|more|some|a|exact|to|know|see dimensions|measurements|photos|pictures|details|info|information|specs|plans|address|drawings
        what|where|which|whose is|are|kind|type|size|time|day|area|does|do|material|materials|color|brand|was|would|will|neighborhood|street|address|date|dates|part|exactly
        when is|are|does|do|would|will|was|must|did
        who supplies|provides|pays|owns|will|would|does|buys
        is|are there
        send|email|text|provide|share|give|forward|show *me|us|over|some|the|a|any|more|few|along|your photos|photo|pictures|picture|pics|pic|details|detail|info|information|address|plans|plan|drawings|specs|specifications|scope|measurements|dimensions|images|video|brochure
        more|further|additional|some info|information|details|photos|pictures
        do|does|did|would you|he|she|they|it have|know|need|want|provide|supply|include
        can|could|would|will you *please|also tell|send|share|explain|clarify|describe|provide|give|email|text|forward|confirm
        know more|whether|if
        tell me|us *a|little|bit more|about
        do|should|must|would|will we|i need|have
        what about
        scope of
        """),
    /** Cannot say yet, or has put it off. */
    HEDGE("""
        maybe|perhaps|possibly|might
        not *really|yet|quite|too|so sure|certain
        depends
        let me|us *first|just check|think|see|ask|look|talk|discuss|review|consult|get
        will *have|to|need|just|let check|think|see|ask|review|you
        get|come|circle back to
        let you know
        thinking about
        answer|reply|respond|write *you|back|to|you later|soon|tomorrow|shortly|tonight|monday
        do|please not *ever|please call|text|email|contact|phone|ring me|us|this|here *at|my at|before|after|until|till|while|during|on|between|work
        please use|note
        instead
        my new|other
        """),
    /** Wants to know who we are. */
    WHO("""
        who is|are|am|was *is|the|am|i this|you|that|talking|texting|dana
        how|where did|do you *even|guys get|find|have my|our|this|me|us
        what is this
        what company
        """),
    /** Is angry. */
    BAD_MOOD("""
        ridiculous|scam|scammer|scammers|spam|spammer|spammers|fraud|terrible|horrible|awful|disgusting|annoying|unacceptable|harassment|bullshit|worst|idiots|rude
        wrong number|person|company|guy|business
        are you kidding|serious|joking|crazy|nuts
        sue you|your
        report|reported|reporting you|this|to
        """);

    private static final Map<String, List<Entry>> BY_OPENER = byOpener();

    private final String spellings;

    Signal(String spellings) {
        this.spellings = spellings;
    }

    /** A phrase and what it is a sign of. */
    record Entry(Signal signal, Phrase phrase) {}

    /** Returns the phrases that can begin with a word. */
    static List<Entry> openedBy(String word) {
        return BY_OPENER.getOrDefault(word, List.of());
    }

    private static Map<String, List<Entry>> byOpener() {
        var entries = new HashMap<String, List<Entry>>();
        for (var signal : values()) {
            for (var phrase : signal.spellings.strip().lines().map(Phrase::of).toList()) {
                for (var opener : phrase.openers()) {
                    entries.computeIfAbsent(opener, _ -> new ArrayList<>()).add(new Entry(signal, phrase));
                }
            }
        }
        return Map.copyOf(entries);
    }
}

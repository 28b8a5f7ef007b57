#include "DemoTexts.h"

#include <QStringList>

namespace roost {

using namespace Qt::StringLiterals;

QString demoRequestMessage(qsizetype index)
{
    static const QStringList messages{
        u"Hello! We are two friends on our way north and would love to stay. Our train arrives at 21:40, would a late "
        "check-in be all right?"_s,
        u"Hei! Vi er en familie på fire med en baby. Finnes det barneseng, og er trappen bratt? Vennlig hilsen"_s,
        u"Good evening, I am here for a conference and need a quiet desk and good internet. Is there a monitor by any "
        "chance?"_s,
        u"مرحبا، نود الإقامة مع والدتي. هل يوجد مصعد أو غرفة في الطابق الأرضي؟ شكرا جزيلا"_s,
        u"はじめまして。結婚記念日の旅行です。夕方五時ごろに着く予定ですが、荷物を先に預けることはできますか？"_s,
        u"Guten Tag, wir kommen mit zwei Fahrrädern. Gibt es einen Keller oder Hof, in dem sie sicher stehen?"_s,
        u"Hi, it would be my parents' fortieth anniversary and they honeymooned on your street. Any chance of flowers "
        "in the room? Happy to pay."_s,
        u"Bonjour, nous aimerions arriver un jour plus tôt si c'est possible. Nous voyageons avec un petit chien très "
        "calme."_s,
    };
    return messages.at(index % messages.size());
}

QString demoBookingMessage(DemoRandom &random)
{
    static const QStringList messages{
        u"Looking forward to it!"_s,
        u"We arrive around six in the evening."_s,
        u"Could we leave the luggage until the afternoon?"_s,
        u"It is our second time with you."_s,
        u"Is there parking nearby?"_s,
        u"Our flight lands late, we can let ourselves in."_s,
        u"Just me this time, working during the day."_s,
        u"Do you have a cot for a one-year-old?"_s,
    };
    return random.chance(35) ? random.pick(messages) : QString();
}

QString demoBlockNote(DemoRandom &random)
{
    static const QStringList notes{
        u"Painting the hallway"_s,
        u"My sister's family is visiting"_s,
        u"Boiler service, plumber has the key"_s,
        u"New windows in the bedroom"_s,
        u"Own holiday"_s,
        u"Deep cleaning"_s,
        u"Floor is being sanded"_s,
        u"Kept free for friends"_s,
        u"Photographer in the morning"_s,
    };
    return random.pick(notes);
}

int demoRating(DemoRandom &random)
{
    return 5 - static_cast<int>(random.weighted({68, 23, 6, 2, 1}));
}

QString demoReviewComment(DemoRandom &random, int rating)
{
    static const QStringList openings{
        u"We loved every minute here."_s,
        u"Exactly as in the pictures, only calmer."_s,
        u"A home with a soul."_s,
        u"Spotless, warm and easy to find."_s,
        u"One of the best stays we have had."_s,
        u"Everything was thought of, down to the spices in the kitchen."_s,
        u"We came for two days and wished for a week."_s,
        u"Lovely light and a wonderful bed."_s,
        u"The best possible base for a first visit."_s,
        u"Smooth from the first message to the last."_s,
        u"Veldig koselig, og akkurat som beskrevet."_s,
        u"Sehr gemütlich und liebevoll eingerichtet."_s,
        u"とても居心地の良い家でした。"_s,
        u"Un endroit plein de charme."_s,
    };
    static const QStringList details{
        u"The tips for restaurants were worth gold."_s,
        u"Our children did not want to leave."_s,
        u"We slept with the window open and heard nothing but birds."_s,
        u"Check-in took two minutes."_s,
        u"The kitchen has proper knives, which says a lot."_s,
        u"The view in the morning is what we will remember."_s,
        u"A short walk to everything we wanted to see."_s,
        u"Fresh bread on the table when we arrived!"_s,
        u"Wi-Fi was fast enough for three calls at once."_s,
        u"We will be back in another season."_s,
        u"The shower alone is worth the trip."_s,
        u"Answers came within minutes."_s,
        u""_s,
    };
    static const QStringList middling{
        u"Good place overall, though the street was louder than we expected at the weekend."_s,
        u"Nice flat, but the heating took a while to understand."_s,
        u"Fine for two; for four it is a little tight."_s,
        u"Well placed and clean. The mattress is on the soft side."_s,
        u"Friendly host, the Wi-Fi dropped now and then."_s,
    };
    static const QStringList poor{
        u"The flat had not been cleaned properly when we came. The host was kind about it, but still."_s,
        u"We could not find the key box in the dark and waited an hour."_s,
        u"Building work next door from eight in the morning; nobody had told us."_s,
    };
    if (rating <= 2)
        return random.pick(poor);
    if (rating == 3)
        return random.pick(middling);
    return (random.pick(openings) + u' ' + random.pick(details)).trimmed();
}

QString demoReviewReply(DemoRandom &random, int rating)
{
    static const QStringList thanks{
        u"Thank you for being such considerate guests. The door is open."_s,
        u"So glad you felt at home. Come back for the autumn colours!"_s,
        u"Thank you! I have passed your words on to the bakery."_s,
        u"Tusen takk, dere er hjertelig velkomne tilbake."_s,
        u"What a kind review, thank you."_s,
    };
    static const QStringList apologies{
        u"I am sorry about that, and thank you for telling me. It has been put right since."_s,
        u"You are right, this should not have happened. I have refunded the cleaning and changed the routine."_s,
    };
    return random.pick(rating >= 4 ? thanks : apologies);
}

} // namespace roost

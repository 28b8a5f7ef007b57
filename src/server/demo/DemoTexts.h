// What guests and the host of the demo write.
#pragma once

#include "DemoRandom.h"

#include <QString>

namespace roost {

// With a request to book; the same index gives the same text.
QString demoRequestMessage(qsizetype index);
// With an ordinary booking; often empty.
QString demoBookingMessage(DemoRandom &random);
QString demoBlockNote(DemoRandom &random);

int demoRating(DemoRandom &random);
QString demoReviewComment(DemoRandom &random, int rating);
QString demoReviewReply(DemoRandom &random, int rating);

} // namespace roost

// Decodes replies to reviews.
#include "ReviewController.h"

#include "ApiServer.h"

#include "server/reviews/ReviewReplies.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<ApiReply> reply(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<ReviewId>("review_id");
    const QString text = request.body.value("text"_L1).toString();
    ROOST_TRY(ReviewReplies().reply(context, request.caller, id, text, std::nullopt));
    ROOST_ASSIGN(const auto review, ReviewReplies().read(context, request.caller, id));
    if (!review)
        return fail(ErrorCode::NotFound, u"There is no such review. It may have been removed."_s);
    return ApiReply::raw(*review);
}

} // namespace

void registerReviewController(ApiServer &server)
{
    server.handle(u"replyToReview"_s, reply);
}

} // namespace roost::api

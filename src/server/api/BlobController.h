// /blobs: photos and documents by content hash, and the photos of published listings.
#pragma once

namespace roost {
class BlobService;
}

namespace roost::api {

class ApiServer;

// blobs outlives the server.
void registerBlobController(ApiServer &server, BlobService &blobs);

} // namespace roost::api

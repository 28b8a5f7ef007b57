-- The replica's indexes, in a script of their own so that a snapshot can be loaded first and indexed afterwards.
CREATE INDEX unit_listing ON unit (listing_id, position);
CREATE INDEX booking_listing ON booking (listing_id, check_in);
CREATE INDEX booking_check_in ON booking (check_in);
CREATE INDEX booking_status ON booking (status, check_in) WHERE status = 'pending';
CREATE INDEX block_listing ON block (listing_id, from_date);
CREATE INDEX review_listing ON review (listing_id, reviewed_on);
CREATE INDEX booking_code ON booking (code);
CREATE INDEX booking_check_out ON booking (check_out);

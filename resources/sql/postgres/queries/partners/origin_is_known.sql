SELECT roost_partner_origin(:origin::text)

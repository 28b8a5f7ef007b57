SELECT roost_tenant_of_public_photo(:sha256)

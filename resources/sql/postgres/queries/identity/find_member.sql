SELECT member.id::text, member.user_id::text, user_account.email, user_account.display_name, member.role,
       to_char(member.created_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
FROM member JOIN user_account ON user_account.id = member.user_id
WHERE member.id = :id::uuid AND member.tenant_id = :tenant_id::uuid

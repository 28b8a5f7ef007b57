-- The accounts that imports have made. One is made in the same transaction as its tenant.
SELECT email FROM user_account WHERE email LIKE 'host-%@inside-airbnb.invalid'

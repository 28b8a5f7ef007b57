-- Whether the server's database has been made.
SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'roost')

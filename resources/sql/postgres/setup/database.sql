-- The server's database.
CREATE DATABASE roost OWNER roost_owner TEMPLATE template0 ENCODING 'UTF8';

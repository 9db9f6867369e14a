#!/usr/bin/env bash
# Makes the two accounts and the database; PostgreSQL's image runs it once, when its volume is empty.
#
# notifications  owns the database. Silos connect as it, and make their tables in it.
# gateway        may connect and owns nothing. When the tables of the cluster's membership are there, the silos let it use those
#                (Cluster:GatewayRole), and no other.
set -euo pipefail

secrets=${SECRETS_DIRECTORY:-/run/secrets}
# In the environment and not among the arguments, which every process of the machine could read.
owner_password=$(<"$secrets/postgres-password") gateway_password=$(<"$secrets/gateway-password")
export owner_password gateway_password

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv owner_password owner_password
\getenv gateway_password gateway_password
-- Hashed here, so that no log of statements can have one in clear.
SET password_encryption = 'scram-sha-256';
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
CREATE ROLE notifications LOGIN PASSWORD :'owner_password';
CREATE ROLE gateway LOGIN PASSWORD :'gateway_password' CONNECTION LIMIT 100;
CREATE DATABASE notifications OWNER notifications ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE notifications FROM PUBLIC;
GRANT CONNECT ON DATABASE notifications TO gateway;
\connect notifications
ALTER SCHEMA public OWNER TO notifications;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL

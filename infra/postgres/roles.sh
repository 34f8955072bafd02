#!/bin/sh
# Creates the three roles and the database on a PostgreSQL that starts for the first time (docs/operate.md explains them).
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -v ingest="$INGEST_PASSWORD" <<'SQL'
CREATE ROLE wattline_owner LOGIN PASSWORD :'owner';
CREATE ROLE wattline_app LOGIN PASSWORD :'app';
CREATE ROLE wattline_ingest LOGIN PASSWORD :'ingest';
CREATE DATABASE wattline OWNER wattline_owner;
SQL

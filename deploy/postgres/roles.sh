#!/bin/bash
# Run once by the image on an empty volume: the three roles of the register.
# mingfa owns and migrates it, mingfa_app works in it, mingfa_portal reads what
# is released. None of them is superuser.
set -euo pipefail

password() { cat "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$(password mingfa_password)" \
  -v app="$(password mingfa_app_password)" \
  -v portal="$(password mingfa_portal_password)" <<'SQL'
CREATE ROLE mingfa LOGIN PASSWORD :'owner';
CREATE ROLE mingfa_app LOGIN PASSWORD :'app';
CREATE ROLE mingfa_portal LOGIN PASSWORD :'portal';
GRANT mingfa_app, mingfa_portal TO mingfa;
CREATE DATABASE mingfa OWNER mingfa;
REVOKE ALL ON DATABASE mingfa, postgres, template1 FROM PUBLIC;
SQL

#!/bin/sh
# Creates Temporal's two databases when they are missing and brings their schema
# up to the version of this image. Run again it changes nothing.
set -eu

SQL_PASSWORD=$(cat /run/secrets/temporal_password)
export SQL_PASSWORD

tool() {
  temporal-sql-tool --plugin postgres12_pgx --endpoint temporal-database --port 5432 --user temporal "$@"
}

for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  tool --database "$database" create-database --defaultdb postgres
  tool --database "$database" setup-schema --version 0.0
  tool --database "$database" update-schema --schema-name "postgresql/v12/${pair##*:}"
done

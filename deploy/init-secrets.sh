#!/usr/bin/env bash
# Makes the passwords and keys of docker-compose.yml, once. What exists is kept,
# so it is safe to run again. The folder is closed to other users; the files in
# it are readable because the containers open them under users of their own.
set -euo pipefail
umask 022
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p secrets
chmod 700 secrets
cd secrets

# secret NAME COMMAND… writes the command's output unless NAME exists.
secret() {
  local name=$1
  shift
  [ -e "$name" ] && return 0
  "$@" | tr -d '\n' >"$name.new"
  chmod 444 "$name.new"
  mv "$name.new" "$name"
}

url() { printf 'postgres://%s:%s@database:5432/mingfa?sslmode=disable' "$1" "$(cat "$2")"; }

# Hexadecimal: nothing in it needs quoting in a URL.
for name in database_admin mingfa mingfa_app mingfa_portal temporal; do
  secret "${name}_password" openssl rand -hex 24
done
secret owner_database_url url mingfa mingfa_password
secret database_url url mingfa_app mingfa_app_password
secret portal_database_url url mingfa_portal mingfa_portal_password
secret actor_key openssl rand -base64 32
secret webhook_secret bash -c 'printf whsec_; openssl rand -base64 32'

echo "机密文件已备妥：$(pwd)（请另行备份，勿提交到版本库）"

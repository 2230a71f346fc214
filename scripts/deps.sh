#!/usr/bin/env bash
# Installs what Mingfa needs on this machine and does not bring itself:
# PostgreSQL's programs (never a running cluster), Chinese fonts, and with
# MINGFA_DEPS=test what the tests use besides. Quick when nothing is missing.
# WITH=office adds LibreOffice (about 200 MB), which reads .doc, .odt and .rtf.
# FANDOL=no leaves out the optional fonts (a download of 49 MB).
set -euo pipefail

readonly min_postgres=15
readonly fandol_dir=/usr/local/share/fonts/fandol
mode=${MINGFA_DEPS:-run}

say() { printf '%s\n' "$*" >&2; }

# as_root runs a command as root, without ever asking for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

has_postgres() {
  local dir version
  for dir in "$(dirname "$(readlink -f "$(command -v postgres || echo /none/none)")")" \
    /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/postgresql/*/bin /usr/local/pgsql/bin \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
    /Applications/Postgres.app/Contents/Versions/*/bin; do
    [ -x "$dir/initdb" ] || continue
    version=$("$dir/postgres" --version 2>/dev/null | sed -n 's/.*PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge "$min_postgres" ] && return 0
  done
  return 1
}

has_fonts() {
  local dir
  for dir in /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
    /Library/Fonts /System/Library/Fonts; do
    [ -d "$dir" ] || continue
    [ -n "$(find "$dir" -type f \( -iname '*CJK*' -o -iname '*SourceHan*' -o -iname 'simsun*' \
      -o -iname 'PingFang*' -o -iname 'Songti*' \) -print -quit 2>/dev/null)" ] && return 0
  done
  return 1
}

has_poppler() { command -v pdftotext >/dev/null && command -v pdftoppm >/dev/null; }
has_office() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }
has_softhsm() { [ -e /usr/lib/softhsm/libsofthsm2.so ] && command -v softhsm2-util >/dev/null; }
has_uno() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import uno' 2>/dev/null; }
has_qpdf() { command -v qpdf >/dev/null; }
has_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }

# The race detector needs a C compiler and the C library's headers.
has_compiler() {
  command -v gcc >/dev/null && printf '#include <stdlib.h>\n' | gcc -E -x c - >/dev/null 2>&1
}

# missing prints one name a line.
missing() {
  has_postgres || echo postgres
  has_fonts || echo fonts
  has_poppler || echo poppler
  case " ${WITH:-} " in *" office "*) has_office || echo office ;; esac
  if [ "$mode" = test ]; then
    has_browser || echo browser
    has_compiler || echo compiler
    has_softhsm || echo softhsm
    has_qpdf || echo qpdf
    case " ${WITH:-} " in *" office "*) has_uno || echo uno ;; esac
  fi
}

packages() {
  local name
  for name in "$@"; do
    case $name in
    postgres) echo postgresql ;;
    fonts) echo fonts-noto-cjk ;;
    poppler) echo poppler-utils ;;
    office) echo libreoffice-writer-nogui ;;
    browser) echo chromium ;;
    compiler) echo gcc libc6-dev ;;
    softhsm) echo softhsm2 ;;
    qpdf) echo qpdf ;;
    uno) echo python3-uno ;;
    esac
  done
}

# needed says what the chosen mode cannot do without.
needed() {
  case $1 in
  poppler) [ "$mode" = test ] ;;
  *) true ;;
  esac
}

# without_cluster runs a command while Debian's packages are told not to make
# and start a cluster of their own: Mingfa runs a private one.
without_cluster() {
  local conf=/etc/postgresql-common/createcluster.conf kept='' status=0
  if [ -e "$conf" ]; then
    kept=$(mktemp)
    cat "$conf" >"$kept"
  fi
  as_root mkdir -p "${conf%/*}"
  printf 'create_main_cluster = false\n' | as_root tee "$conf" >/dev/null
  "$@" || status=$?
  if [ -n "$kept" ]; then
    as_root tee "$conf" <"$kept" >/dev/null
    rm -f "$kept"
  fi
  return "$status"
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

install_missing() {
  local -a names=("$@") pkgs
  read -r -a pkgs <<<"$(packages "${names[@]}" | tr '\n' ' ')"
  say "安装缺少的软件包 / installing: ${pkgs[*]}"
  as_root apt-get update -q || say "软件包目录未能更新，按现有目录安装 / package lists not updated"
  case " ${names[*]} " in
  *" postgres "*) without_cluster apt_install "${pkgs[@]}" ;;
  *) apt_install "${pkgs[@]}" ;;
  esac
}

# Fandol gives 仿宋 and 楷体, which GB/T 9704 asks for and Noto does not have. It
# is only packed in a large TeX package, of which nothing else is kept. Without
# it documents are set in Noto; so a failure here is not an error.
install_fandol() {
  local work
  [ "${FANDOL:-yes}" != no ] && [ ! -e "$fandol_dir/FandolFang-Regular.otf" ] || return 0
  can_install || return 0
  work=$(mktemp -d)
  chmod 755 "$work"
  say "获取仿宋、楷体字库（约 49 MB，仅一次） / fetching the Fandol fonts"
  if fetch_fandol "$work" >"$work/log" 2>&1; then
    say "字库已放入 $fandol_dir"
  else
    say "未能取得仿宋、楷体字库，将以思源字体代替 / Fandol fonts not available, Noto is used instead: $(tail -n 1 "$work/log")"
  fi
  rm -rf "$work"
}

fetch_fandol() {
  local work=$1 font
  cd "$work"
  if [ -z "$(apt-cache show texlive-lang-chinese 2>/dev/null)" ]; then
    as_root apt-get update -q || return 1
  fi
  timeout 300 apt-get download -q -o Acquire::Retries=1 -o Acquire::http::Timeout=30 texlive-lang-chinese || return 1
  mkdir tree && dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb |
    tar -x -C tree --wildcards '*/Fandol[FHKS]*.otf' || return 1
  as_root mkdir -p "$fandol_dir" || return 1
  find tree -name 'Fandol[FHKS]*.otf' | while read -r font; do
    as_root install -m 644 "$font" "$fandol_dir/" || return 1
  done
  [ -e "$fandol_dir/FandolFang-Regular.otf" ]
}

# explain says what to install, in both languages, and fails when it is needed.
explain() {
  local name status=0
  for name in "$@"; do
    case $name in
    postgres)
      say "缺少 PostgreSQL ${min_postgres} 或更高版本的服务器程序（postgres、initdb）。"
      say "  Debian、Ubuntu：apt-get install postgresql；Anolis、openEuler、RHEL：dnf install postgresql-server postgresql-contrib；macOS：brew install postgresql@17"
      say "  Missing: the server programs of PostgreSQL ${min_postgres} or later." ;;
    fonts)
      say "缺少中文字体。Debian、Ubuntu：apt-get install fonts-noto-cjk；RHEL 系：dnf install google-noto-cjk-fonts"
      say "  Missing: a Chinese font." ;;
    poppler)
      say "缺少 poppler-utils（pdftotext、pdftoppm），测试须用。 / Missing: poppler-utils, needed by the tests." ;;
    office)
      say "缺少 LibreOffice。Debian、Ubuntu：apt-get install libreoffice-writer-nogui；RHEL 系：dnf install libreoffice-writer；macOS：brew install --cask libreoffice"
      say "  Missing: LibreOffice, asked for by WITH=office." ;;
    browser)
      say "缺少 Chromium 浏览器，测试须用。 / Missing: Chromium, needed by the tests." ;;
    softhsm)
      say "缺少 SoftHSM（softhsm2），签名令牌的测试须用。 / Missing: SoftHSM, needed by the tests of tokens." ;;
    compiler)
      say "缺少 C 编译器（gcc 与 libc6-dev），带竞态检测的测试须用。 / Missing: a C compiler, needed by go test -race." ;;
    esac
    if needed "$name"; then status=1; fi
  done
  return "$status"
}

main() {
  local -a lack
  command -v go >/dev/null || {
    say "缺少 Go 1.26 或更高版本，见 https://go.dev/dl/ 。 / Missing: Go 1.26 or later."
    exit 1
  }
  mapfile -t lack < <(missing)
  if [ "${#lack[@]}" -gt 0 ] && can_install; then
    install_missing "${lack[@]}"
    mapfile -t lack < <(missing)
  fi
  install_fandol
  if [ "${#lack[@]}" -gt 0 ]; then explain "${lack[@]}"; fi
}

main

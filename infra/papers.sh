#!/usr/bin/env bash
# Opens the papers of the made-up company, month and year, in Spanish and in
# English, with what people open them with: every PDF with qpdf and poppler,
# without a warning; every XLSX with LibreOffice, every sheet of it; the page with
# Chromium, without the network. A tool that is not here is named and its check
# left out.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

has() {
  command -v "$1" >/dev/null && return 0
  echo "skip  $2: there is no $1 here"
  return 1
}

fail() {
  failed=1
  echo "FAIL  $1"
}

unpack() { # of a zip, into a folder
  if command -v unzip >/dev/null; then unzip -q -o "$1" -d "$2"; else python3 -m zipfile -e "$1" "$2"; fi
}

pdfs() {
  if has qpdf "PDF structure"; then
    for f in "$@"; do
      if out=$(qpdf --check "$f" 2>&1) && ! grep -qi warn <<<"$out"; then echo "ok    qpdf $(basename "$f")"; else fail "qpdf $f: $out"; fi
    done
  fi
  if has pdftoppm "PDF pages"; then
    for f in "$@"; do
      out=$(pdftoppm -r 20 -gray "$f" "$scratch/page" 2>&1) && [ -z "$out" ] && echo "ok    poppler $(basename "$f"), $(pdfinfo "$f" | sed -n 's/^Pages: *//p') pages" || fail "poppler $f: $out"
    done
  fi
}

sheets() { # how many a workbook has, by a name of its element
  unpack "$1" "$scratch/sheets" && { grep -o "<$3 " "$scratch/sheets/$2" || true; } | wc -l
  rm -rf "$scratch/sheets"
}

workbooks() {
  has soffice "XLSX" || return 0
  for f in "$@"; do
    soffice -env:UserInstallation="file://$scratch/office" --headless --convert-to ods --outdir "$scratch/ods" "$f" >/dev/null 2>&1 || true
    ods=$scratch/ods/$(basename "$f" .xlsx).ods
    [ -f "$ods" ] || { fail "LibreOffice does not open $f"; continue; }
    want=$(sheets "$f" xl/workbook.xml sheet)
    got=$(sheets "$ods" content.xml table:table)
    if [ "$want" -gt 0 ] && [ "$want" = "$got" ]; then echo "ok    LibreOffice $(basename "$f"), $got sheets"; else fail "$f has $want sheets, LibreOffice opens $got"; fi
  done
}

page() {
  has chromium "index.html" || return 0
  for f in "$@"; do
    dom=$(chromium --headless --no-sandbox --disable-gpu --host-resolver-rules='MAP * ~NOTFOUND' --dump-dom "file://$f" 2>/dev/null)
    if grep -q '<table' <<<"$dom"; then echo "ok    Chromium $(basename "$(dirname "$f")")/index.html"; else fail "Chromium $f"; fi
  done
}

${GO:-go} build -o "$scratch/immex" ./shared/cmd/immex
for lang in es en; do
  "$scratch/immex" demo --out "$scratch/$lang" --lang "$lang" >/dev/null || [ $? = 3 ]
  for zip in "$scratch/$lang"/paquetes/*.zip; do
    to=$scratch/open/$lang-$(basename "$zip" .zip)
    mkdir -p "$to"
    unpack "$zip" "$to"
  done
done
mapfile -t pdf < <(find "$scratch/open" -name '*.pdf' -not -path '*/documentos/*' | sort)
mapfile -t xlsx < <(find "$scratch/open" -name '*.xlsx' -not -path '*/documentos/*' | sort)
mapfile -t html < <(find "$scratch/open" -name index.html | sort)
[ "${#pdf[@]}" = 8 ] && [ "${#xlsx[@]}" = 8 ] && [ "${#html[@]}" = 4 ] || fail "${#pdf[@]} PDF, ${#xlsx[@]} XLSX and ${#html[@]} pages in four packages"
pdfs "${pdf[@]}"
workbooks "${xlsx[@]}"
page "${html[@]}"
exit "$failed"

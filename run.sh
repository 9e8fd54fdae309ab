#!/bin/sh
# The one way to start Latchkey: s6 does it in the image. In a checkout it starts what
# `npm run build` has made.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -f "$here/dist/latchkey.mjs" ]; then
  PATH=$here/node_modules/.bin:$PATH exec node "$here/dist/latchkey.mjs" serve
fi
exec /usr/bin/latchkey serve

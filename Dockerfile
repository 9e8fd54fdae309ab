# A release of the base is tested with our s6 services: 3.2.3.1 of s6-overlay, for one, breaks them.
ARG BUILD_FROM=ghcr.io/home-assistant/base:3.24-2026.06.1

# Nothing native is in the bundle, so it is made where it is fast and serves every architecture.
FROM --platform=$BUILDPLATFORM docker.io/library/node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY LICENSE ./
COPY src ./src
COPY scripts ./scripts
RUN node scripts/bundle.ts

FROM ${BUILD_FROM}
RUN apk add --no-cache nodejs
COPY --from=build /build/dist /opt/latchkey
COPY rootfs /
COPY run.sh /run.sh

# The first two are for s6-overlay: nothing is left to be killed once Latchkey has stopped, and only
# what went wrong is worth a line. The folder is named because a plain container has no options file
# by which Latchkey would know it. Node would let the part of its memory that is for what lives shortest
# grow to 32 MB, and give none of it back.
ENV S6_KILL_GRACETIME=0 \
    S6_VERBOSITY=1 \
    NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=2 \
    MCP_DATA_DIR=/data \
    LATCHKEY_OPTIONS_FILE=/run/latchkey/options.json \
    LATCHKEY_COMPANION_HELPER=/run/latchkey/companion

# Starts it once and asks it something, so that every start after finds itself compiled; what it loads
# when it has been ready for a moment, too.
RUN mkdir -m 700 /tmp/once /opt/latchkey/compiled \
 && chown 1000:1000 /tmp/once /opt/latchkey/compiled \
 && mkfifo /tmp/ready \
 && { MCP_DATA_DIR=/tmp/once MCP_BASE_URL=http://localhost:8086 SETTINGS_PORT=0 LATCHKEY_READY_FD=3 \
      LOG_LEVEL=error LATCHKEY_KEEP_COMPILED=yes /run.sh 3> /tmp/ready & } \
 && read -r _ < /tmp/ready \
 && sleep 3 \
 && curl -fsS -o /dev/null http://localhost:8086/.well-known/oauth-protected-resource \
 && kill $! && wait $! \
 && chown -R 0:0 /opt/latchkey/compiled && chmod -R a+rX /opt/latchkey/compiled \
 && rm -rf /tmp/once /tmp/ready

# Home Assistant shows the app as started once this was asked for the first time, an interval later.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD curl -fsS -m 4 -o /dev/null "http://127.0.0.1:${MCP_PORT:-8086}/healthz" || exit 1

ARG BUILD_ARCH
ARG BUILD_VERSION
LABEL io.hass.type="app" \
      io.hass.name="Latchkey" \
      io.hass.description="The front door of your home for AI assistants" \
      io.hass.url="https://github.com/latchkey-app/latchkey" \
      io.hass.arch="${BUILD_ARCH}" \
      io.hass.version="${BUILD_VERSION}" \
      org.opencontainers.image.title="Latchkey" \
      org.opencontainers.image.description="The front door of your home for AI assistants" \
      org.opencontainers.image.source="https://github.com/latchkey-app/latchkey" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${BUILD_VERSION}"

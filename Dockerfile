# The hub in a container: `docker build -t penates .`. docs/container.md says how to run it.

# What everything stands on: Debian with Node.js.
ARG NODE=node:24.22.1-trixie-slim
# Where /app comes from: the stage below, or an image that has it already.
ARG APP=build

FROM ${NODE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm pack --ignore-scripts --pack-destination /tmp
# The package, with the native modules that it needs.
RUN mkdir /app \
  && tar -xzf /tmp/penates-*.tgz --strip-components=1 -C /app \
  && node scripts/tools/copy-natives.mjs /app

FROM ${APP} AS app

FROM ${NODE}
# A base that has all of them already needs no network.
RUN for program in git ssh tini tmux; do command -v $program >/dev/null || missing=1; done \
  && if [ -n "${missing:-}" ]; then \
    apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates git openssh-client tini tmux \
    && rm -rf /var/lib/apt/lists/*; \
  fi
# Sessions run as this user. Of a folder that is mounted, 1000 is the owner on most machines of one person.
RUN if id node >/dev/null 2>&1; then userdel --remove node; fi \
  && useradd --create-home --uid 1000 --shell /bin/bash penates \
  && install -d -o penates -g penates -m 0700 /var/lib/penates
COPY --from=app /app /app
RUN chmod 0755 /app/dist/program/main.cjs && ln -s /app/dist/program/main.cjs /usr/local/bin/penates

ENV LANG=C.UTF-8 PENATES_HOME=/var/lib/penates
USER penates
WORKDIR /home/penates
VOLUME /var/lib/penates
EXPOSE 3333
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=1s CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PORT ?? 3333}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Programs that sessions leave behind become children of the first process, which has to look after them.
ENTRYPOINT ["tini", "--", "penates"]
CMD ["serve"]

import * as t from 'io-ts'
import { join } from 'node:path'
import * as v from './variables.js'

const DEFAULT_PORT = 3333
const TRUST_POLL_MS = 1500
const TRUST_ATTEMPTS = 8

/** Every variable that configures the hub, with its default. What configures it and is not here is not read. */
const environmentCodec = (home: string, state: string) =>
  t.type({
    PORT: v.or(v.Port, DEFAULT_PORT),
    HOST: v.or(v.ListenHost, '127.0.0.1'),
    PUBLIC_HOSTS: v.or(v.PublicHosts, []),
    TRUST_PROXY: v.or(v.AddressRanges, []),
    TLS_KEY_FILE: v.or(v.path(home), null),
    TLS_CERT_FILE: v.or(v.path(home), null),
    AUTH_TOKEN: v.or(v.Token, null),
    PENATES_HOME: v.or(v.path(home), state),
    PENATES_REGISTRY_DIR: v.or(v.path(home), null),
    PENATES_TMUX_SOCKET: v.or(v.SocketName, null),
    WEB_ROOT: v.or(v.path(home), null),
    KILL_KEEPS_ENTRY: v.or(v.UnlessOff, null),
    SESSION_PREFIX: v.or(v.Prefix, 'cc-'),
    DEFAULT_PROJECT_DIR: v.or(v.path(home), home),
    BROWSE_ROOTS: v.or(v.paths(home, ':'), [home]),
    PROJECT_ROOTS: v.or(v.paths(home, ','), [join(home, 'Projects')]),
    TMUX_PATH: v.or(v.program(home), 'tmux'),
    TMUX_MOUSE: v.or(v.UnlessOff, true),
    TMUX_CLIPBOARD: v.or(v.UnlessOff, true),
    REMOTE_APPROVAL: v.or(v.UnlessOff, true),
    PREVIEW_DOMAIN: v.or(v.Domain, null),
    CF_ACCESS_TEAM_DOMAIN: v.or(v.Domain, null),
    CF_ACCESS_AUD: v.or(v.Text, null),
    VAPID_PUBLIC_KEY: v.or(v.Text, null),
    VAPID_PRIVATE_KEY: v.or(v.Text, null),
    VAPID_SUBJECT: v.or(v.PushSubject, null),
    VOICE_ENABLED: v.or(v.UnlessFalse, true),
    VOICE_LANG: v.or(v.Text, 'de'),
    WHISPER_BIN: v.or(v.program(home), 'whisper-cli'),
    WHISPER_MODEL: v.or(v.path(home), null),
    MATA_BIN: v.or(v.program(home), null),
    LAUNCHAGENT_ID: v.or(v.Text, 'com.penates'),
    RELEASE_FEED: v.or(v.WebAddress, null),
    OTEL_EXPORTER_OTLP_ENDPOINT: v.or(v.Collector, null),
    UPDATE_CHECKS: v.or(v.UnlessOff, true),
    SYSTEMD_UNIT: v.or(v.ServiceUnit, 'penates.service'),
    BRAINSTORM_TRUST_POLL_MS: v.or(v.Count, TRUST_POLL_MS),
    BRAINSTORM_TRUST_ATTEMPTS: v.or(v.Count, TRUST_ATTEMPTS),
    CLAUDE_CONFIG_DIR: v.or(v.paths(home, ','), []),
    CODEX_HOME: v.or(v.path(home), join(home, '.codex')),
  })

export type Variables = t.TypeOf<ReturnType<typeof environmentCodec>>

/** Names of these variables, for the lists that must not miss one. */
export const CONFIG_VARIABLES: ReadonlyArray<keyof Variables> = Object.keys(
  environmentCodec('/', '/').props,
) as (keyof Variables)[]

/** Reads all of them; a left has an error for each that is not right. */
export const decodeVariables = (environment: unknown, home: string, state: string): t.Validation<Variables> =>
  environmentCodec(home, state).decode(environment)

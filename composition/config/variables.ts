import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import * as v from '../../infrastructure/config/readers.js'
import {
  forChildren,
  optional,
  secret,
  variable,
  type Variable,
  type VariableTable,
} from '../../infrastructure/config/variable-table.js'
import type { HubValues } from './hub-values.js'

const MADE = 'made on the first start'
const SPEECH_MODEL = 'ggml-large-v3-turbo-q5_0.bin'

/** Variables that features take as they are, by the names of their values in `HubValues`; others do not compile. */
export const OF_FEATURES = {
  prefix: variable('SESSION_PREFIX', v.Prefix, 'cc-', "Prefix of the hub's own session names"),
  defaultDirectory: variable('DEFAULT_PROJECT_DIR', v.Path, '~', 'Start folder of sessions without one'),
  browseRoots: variable('BROWSE_ROOTS', v.paths(':'), '~', 'Folders that can be picked, separated by colons'),
  projectRoots: variable('PROJECT_ROOTS', v.paths(','), '~/Projects', 'Folders of projects, separated by commas'),
  passesClipboard: variable('TMUX_CLIPBOARD', v.UnlessOff, 'on', 'Passes copies of programs (OSC 52) on'),
  speechLanguage: variable('VOICE_LANG', v.Text, 'de', 'Language of spoken prompts where the client names none'),
  checksForUpdates: variable('UPDATE_CHECKS', v.UnlessOff, 'on', 'Looks for releases by itself'),
} satisfies { readonly [Name in keyof HubValues]?: Variable<HubValues[Name]> }

/** Other variables of the hub, by the names of their values in `Config`. */
export const OF_HUB = {
  port: variable('PORT', v.Port, '3333', 'Port to listen on; 0 takes a free one'),
  host: variable('HOST', v.ListenHost, '127.0.0.1', 'Address to listen on; read docs/remote-access.md before a change'),
  publicHosts: variable('PUBLIC_HOSTS', v.PublicHosts, '', 'Other host names of the hub, separated by commas'),
  trustedProxies: variable('TRUST_PROXY', v.AddressRanges, '', 'Reverse proxies whose `X-Forwarded-*` is believed'),
  tlsKeyFile: optional('TLS_KEY_FILE', v.Path, 'Key for TLS, a PEM file; goes with `TLS_CERT_FILE`'),
  tlsCertificateFile: optional('TLS_CERT_FILE', v.Path, 'Certificate for TLS, a PEM file; read again when it changes'),
  accessTeamDomain: optional('CF_ACCESS_TEAM_DOMAIN', v.Domain, 'Team domain of Cloudflare Access in front of the hub'),
  accessAudience: optional('CF_ACCESS_AUD', v.Text, 'Audience tag of the Access application'),
  previewDomain: optional('PREVIEW_DOMAIN', v.Domain, 'Domain whose `preview.` shows dev servers of this machine'),
  operatorToken: secret(optional('AUTH_TOKEN', v.Token, 'Operator token; set but empty: none, on loopback only', MADE)),
  stateFolder: forChildren(variable('PENATES_HOME', v.Path, '~/.penates', 'State folder')),
  registryFolder: forChildren(variable('PENATES_REGISTRY_DIR', v.Path, '$PENATES_HOME', 'Folder of `projects.json`')),
  sessionUser: optional('SESSION_USER', v.UserName, 'User of sessions; for a hub of root, docs/session-user.md'),
  fileWatcher: variable(
    'FILE_WATCHER',
    v.oneOf('auto', 'chokidar'),
    'auto',
    'Watcher of project files; `auto` polls network and FUSE file systems only, `chokidar` polls everywhere',
  ),
  tmuxProgram: variable('TMUX_PATH', v.Program, 'tmux', 'The tmux to use'),
  tmuxSocket: optional('PENATES_TMUX_SOCKET', v.SocketName, 'Name of a separate tmux socket', 'the default socket'),
  tmuxMouse: variable('TMUX_MOUSE', v.UnlessOff, 'on', 'Passes wheel and clicks to the sessions'),
  tmuxStatus: variable('TMUX_STATUS', v.UnlessOff, 'off', 'Shows the status line of tmux in the sessions'),
  webRoot: optional('WEB_ROOT', v.Path, 'Folder of another web client', "the hub's own client"),
  killKeepsEntry: optional('KILL_KEEPS_ENTRY', v.UnlessOff, 'DELETE leaves sessions dormant', '`on` with `WEB_ROOT`'),
  remoteApproval: variable('REMOTE_APPROVAL', v.UnlessOff, 'on', 'Asks operators before agents run tools'),
  vapidPublicKey: optional('VAPID_PUBLIC_KEY', v.Text, 'Public key of push messages', MADE),
  vapidPrivateKey: secret(optional('VAPID_PRIVATE_KEY', v.Text, 'Private key of push messages', MADE)),
  vapidSubject: optional(
    'VAPID_SUBJECT',
    v.PushSubject,
    'Contact for push services: `https://…` or `mailto:…`; without it the first domain of `PUBLIC_HOSTS`',
  ),
  voiceEnabled: variable('VOICE_ENABLED', v.UnlessFalse, 'true', 'Takes spoken prompts'),
  whisperProgram: variable('WHISPER_BIN', v.Program, 'whisper-cli', 'The program of whisper.cpp'),
  whisperModel: variable('WHISPER_MODEL', v.Path, `$PENATES_HOME/models/${SPEECH_MODEL}`, 'Its model of speech'),
  mataProgram: optional('MATA_BIN', v.Program, 'The program of mata, for simulators'),
  releaseFeed: optional('RELEASE_FEED', v.WebAddress, 'Address where releases of the hub are published'),
  launchAgent: variable('LAUNCHAGENT_ID', v.Text, 'com.penates', 'Label of the service on macOS'),
  systemdUnit: variable('SYSTEMD_UNIT', v.ServiceUnit, 'penates.service', 'Unit of the service on Linux'),
  recordingMb: variable('RECORDING_MAX_MB', v.Count, '20', 'MB of the recording of one session that are kept'),
  recordingTotalMb: variable('RECORDING_TOTAL_MB', v.Count, '500', 'MB of all recordings that are kept'),
  recordingDays: variable('RECORDING_MAX_DAYS', v.Count, '7', 'Days for which recordings are kept'),
  trustPollMs: variable('BRAINSTORM_TRUST_POLL_MS', v.Count, '1500', 'Milliseconds between looks at a start question'),
  trustAttempts: variable('BRAINSTORM_TRUST_ATTEMPTS', v.Count, '8', 'Looks before the question is left alone'),
  collector: forChildren(
    optional('OTEL_EXPORTER_OTLP_ENDPOINT', v.Collector, 'Collector of spans; other `OTEL_*` count as well'),
  ),
  collectorHeaders: forChildren(secret(optional('OTEL_EXPORTER_OTLP_HEADERS', v.Text, 'Headers for the collector'))),
}

/** Variables with the folders of coding CLIs, by the id of the CLI. */
export const OF_AGENTS = Object.fromEntries(
  AGENTS.flatMap(({ id, variable: row }) => (row === null ? [] : [[id, forChildren(row)] as const])),
)

/**
 * Every variable that configures the hub. Reading, the environments of services and of programs that the hub starts,
 * docs/configuration.md, .env.example and the help of `penates serve` are derived from these rows.
 */
export const VARIABLES: VariableTable = { ...OF_HUB, ...OF_FEATURES, ...OF_AGENTS }

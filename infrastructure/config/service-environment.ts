import type { Environment } from './child-environment.js'

/** What configures the hub and may stand in a file that others can read. */
const OPEN = [
  'PORT',
  'HOST',
  'PUBLIC_HOSTS',
  'PENATES_HOME',
  'PENATES_REGISTRY_DIR',
  'PENATES_TMUX_SOCKET',
  'WEB_ROOT',
  'SESSION_PREFIX',
  'DEFAULT_PROJECT_DIR',
  'BROWSE_ROOTS',
  'PROJECT_ROOTS',
  'TMUX_PATH',
  'TMUX_MOUSE',
  'REMOTE_APPROVAL',
  'PREVIEW_DOMAIN',
  'CF_ACCESS_TEAM_DOMAIN',
  'CF_ACCESS_AUD',
  'VAPID_PUBLIC_KEY',
  'VAPID_SUBJECT',
  'VOICE_ENABLED',
  'VOICE_LANG',
  'WHISPER_BIN',
  'WHISPER_MODEL',
  'MATA_BIN',
  'LAUNCHAGENT_ID',
  'SYSTEMD_UNIT',
  'RELEASE_FEED',
  'UPDATE_CHECKS',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'PATH',
  'LANG',
  'LC_CTYPE',
] as const
const SECRETS = ['AUTH_TOKEN', 'VAPID_PRIVATE_KEY'] as const

export interface ServiceEnvironment {
  readonly kept: Readonly<Record<string, string>>
  /** Secrets that are set and were left out: they belong into a `.env` file of mode 0600. */
  readonly leftOut: ReadonlyArray<string>
}

/** What of the present environment a service needs to run the hub as it would run from here. */
export function serviceEnvironment(environment: Environment): ServiceEnvironment {
  const kept: Record<string, string> = {}
  for (const name of OPEN) {
    const value = environment[name]
    if (value !== undefined && value !== '') kept[name] = value
  }
  return { kept, leftOut: SECRETS.filter((name) => (environment[name] ?? '') !== '') }
}

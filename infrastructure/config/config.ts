import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { isIPv4 } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { childEnvironment, withPrograms, type Environment } from './child-environment.js'
import { decodeVariables, type Variables } from './environment-codec.js'

/** Where the operator's token comes from: made by us and kept in the state folder, given, or there is none. */
export type TokenSource =
  { readonly _tag: 'Stored' } | { readonly _tag: 'Given'; readonly token: string } | { readonly _tag: 'Off' }

/** Everything the environment decides. All paths are absolute. */
export interface Config {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Host names, some with a port, under which the hub is reached besides the loopback names and `host`. */
  readonly publicHosts: ReadonlyArray<string>
  /** Addresses and ranges of the reverse proxies whose `X-Forwarded-*` is believed. */
  readonly trustedProxies: ReadonlyArray<string>
  /** Files of key and certificate, both PEM; `null` speaks plain HTTP. */
  readonly tls: { readonly keyFile: string; readonly certificateFile: string } | null
  readonly token: TokenSource
  readonly stateFolder: string
  /** Folder of `projects.json`. */
  readonly registryFolder: string
  /** Another client's folder, served in place of ours. */
  readonly webRoot: string | null
  /** Plain DELETE of a session leaves its entry dormant, as the established client expects. Contract a, C1. */
  readonly killKeepsEntry: boolean
  readonly sessionPrefix: string
  readonly defaultFolder: string
  readonly browseRoots: ReadonlyArray<string>
  readonly projectRoots: ReadonlyArray<string>
  readonly tmux: {
    /** A path, or a name to look up on `PATH`. */
    readonly program: string
    /** Name of a socket apart from the person's own; `null` for theirs. */
    readonly socket: string | null
    readonly mouse: boolean
    /** True when OSC 52 of programs (copying) is passed on to the viewers of the hub's sessions. */
    readonly clipboard: boolean
  }
  readonly remoteApproval: boolean
  readonly previewDomain: string | null
  readonly access: { readonly teamDomain: string; readonly audience: string } | null
  readonly push: { readonly subject: string | null; readonly keys: PushKeys | null }
  readonly voice: {
    readonly enabled: boolean
    readonly program: string
    readonly model: string
    readonly language: string
  }
  readonly mataProgram: string | null
  /** Where the hub's releases are published, and whether it may look there by itself. */
  /** Where spans of the hub's work go: a collector that speaks OTLP over HTTP; `null` for nowhere. */
  readonly tracesTo: string | null
  readonly updates: { readonly feed: string | null; readonly isOn: boolean }
  readonly service: { readonly launchAgent: string; readonly unit: string }
  readonly trustWatch: { readonly everyMs: number; readonly attempts: number }
  readonly transcripts: Transcripts
  readonly home: string
  /** What the programs that we start get: nothing of ours, a full `PATH`, a UTF-8 locale. */
  readonly childEnvironment: Readonly<Record<string, string>>
}

/** Where agents keep what they need and what they have written down. */
export interface Transcripts {
  /** Folder of Claude Code’s own settings. */
  readonly claude: string
  /** The folders that it keeps conversations below; several where a person has several accounts. */
  readonly claudeProjects: ReadonlyArray<string>
  readonly codex: string
}

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** One thing that is wrong with the environment. */
export interface ConfigFault {
  readonly variable: string
  /** What is wrong and how to mend it; never the value, which may be a secret. */
  readonly problem: string
}

/** Whether only this machine can reach what listens there. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

/** Reads the environment. Refused whole, with every fault named, when any part is wrong. */
export function readConfig(
  environment: Environment,
  home: string,
  platform: NodeJS.Platform,
): E.Either<ReadonlyArray<ConfigFault>, Config> {
  const read = decodeVariables(environment, home, join(home, '.penates'))
  const isOff = environment['AUTH_TOKEN']?.trim() === ''
  if (E.isLeft(read)) return E.left(read.left.map(faultOf))
  const faults = faultsBetween(read.right, isOff)
  if (faults.length > 0) return E.left(faults)
  return E.right(configOf(read.right, isOff, home, withPrograms(childEnvironment(environment), home, platform)))
}

const faultOf = ({ context, message }: t.ValidationError): ConfigFault => ({
  variable: context.at(-1)?.key ?? '',
  problem: message ?? 'is not valid',
})

/** What is right alone and wrong together. */
function faultsBetween(vars: Variables, isOff: boolean): ReadonlyArray<ConfigFault> {
  const faults: ConfigFault[] = []
  if (isOff && !isLoopback(vars.HOST)) {
    const mend = 'remove the variable (the hub then makes a token by itself), give one, or leave HOST at 127.0.0.1'
    faults.push({ variable: 'AUTH_TOKEN', problem: `may not be empty while HOST is not a loopback address: ${mend}` })
  }
  const pairs = [
    ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'],
    ['CF_ACCESS_TEAM_DOMAIN', 'CF_ACCESS_AUD'],
    ['TLS_KEY_FILE', 'TLS_CERT_FILE'],
  ] as const
  for (const [one, other] of pairs) {
    if ((vars[one] === null) === (vars[other] === null)) continue
    const [missing, given] = vars[one] === null ? [one, other] : [other, one]
    faults.push({ variable: missing, problem: `must be set too, or remove ${given}` })
  }
  return faults
}

function configOf(
  vars: Variables,
  isOff: boolean,
  home: string,
  forChildren: Readonly<Record<string, string>>,
): Config {
  const token = vars.AUTH_TOKEN
  return {
    host: vars.HOST,
    port: vars.PORT,
    publicHosts: vars.PUBLIC_HOSTS,
    trustedProxies: vars.TRUST_PROXY,
    tls: both(vars.TLS_KEY_FILE, vars.TLS_CERT_FILE, (keyFile, certificateFile) => ({ keyFile, certificateFile })),
    token: isOff ? { _tag: 'Off' } : token === null ? { _tag: 'Stored' } : { _tag: 'Given', token },
    stateFolder: vars.PENATES_HOME,
    registryFolder: vars.PENATES_REGISTRY_DIR ?? vars.PENATES_HOME,
    webRoot: vars.WEB_ROOT,
    killKeepsEntry: vars.KILL_KEEPS_ENTRY ?? vars.WEB_ROOT !== null,
    sessionPrefix: vars.SESSION_PREFIX,
    defaultFolder: vars.DEFAULT_PROJECT_DIR,
    browseRoots: vars.BROWSE_ROOTS,
    projectRoots: vars.PROJECT_ROOTS,
    tmux: {
      program: vars.TMUX_PATH,
      socket: vars.PENATES_TMUX_SOCKET,
      mouse: vars.TMUX_MOUSE,
      clipboard: vars.TMUX_CLIPBOARD,
    },
    remoteApproval: vars.REMOTE_APPROVAL,
    previewDomain: vars.PREVIEW_DOMAIN,
    access: both(vars.CF_ACCESS_TEAM_DOMAIN, vars.CF_ACCESS_AUD, (teamDomain, audience) => ({ teamDomain, audience })),
    push: {
      subject: vars.VAPID_SUBJECT,
      keys: both(vars.VAPID_PUBLIC_KEY, vars.VAPID_PRIVATE_KEY, (publicKey, privateKey) => ({ publicKey, privateKey })),
    },
    voice: {
      enabled: vars.VOICE_ENABLED,
      program: vars.WHISPER_BIN,
      model: vars.WHISPER_MODEL ?? join(vars.PENATES_HOME, 'models', 'ggml-large-v3-turbo-q5_0.bin'),
      language: vars.VOICE_LANG,
    },
    mataProgram: vars.MATA_BIN,
    tracesTo: vars.OTEL_EXPORTER_OTLP_ENDPOINT,
    updates: { feed: vars.RELEASE_FEED, isOn: vars.UPDATE_CHECKS },
    service: { launchAgent: vars.LAUNCHAGENT_ID, unit: vars.SYSTEMD_UNIT },
    trustWatch: { everyMs: vars.BRAINSTORM_TRUST_POLL_MS, attempts: vars.BRAINSTORM_TRUST_ATTEMPTS },
    transcripts: transcriptsOf(vars, home),
    home,
    childEnvironment: forChildren,
  }
}

/** Each entry is a folder of settings or the folder of conversations in one. Without any, the two usual places. */
function transcriptsOf({ CLAUDE_CONFIG_DIR: given, CODEX_HOME: codex }: Variables, home: string): Transcripts {
  const usual = join(home, '.claude')
  const [first] = given
  return {
    claude: first === undefined ? usual : basename(first) === 'projects' ? dirname(first) : first,
    claudeProjects: (first === undefined ? [join(home, '.config', 'claude'), usual] : given).map((folder) =>
      basename(folder) === 'projects' ? folder : join(folder, 'projects'),
    ),
    codex,
  }
}

const both = <A, B>(one: A | null, other: A | null, build: (one: A, other: A) => B): B | null =>
  one === null || other === null ? null : build(one, other)

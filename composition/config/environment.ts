import * as E from 'fp-ts/lib/Either.js'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TokenSource } from '../../adapters/inbound/cli/installation.js'
import * as children from '../../infrastructure/config/child-environment.js'
import type { Environment } from '../../infrastructure/config/child-environment.js'
import { withEnvFile } from '../../infrastructure/config/service-environment.js'
import { findAccount } from '../../infrastructure/config/find-account.js'
import { isLoopback } from '../../infrastructure/config/local-url.js'
import * as services from '../../infrastructure/config/service-environment.js'
import { readVariables, type ConfigFault, type ValuesOf } from '../../infrastructure/config/variable-table.js'
import { errorText } from '../../infrastructure/files/disk.js'
import type { Account } from '../../infrastructure/process/as-account.js'
import type { HubValues } from './hub-values.js'
import { OF_AGENTS, OF_FEATURES, OF_HUB, VARIABLES } from './variables.js'

/** Values of the variables that features take as they are. */
export type FeatureValues = ValuesOf<typeof OF_FEATURES>

/** Values of the other variables of the hub. */
export type Values = ValuesOf<typeof OF_HUB>

/** Everything the environment decides. All paths are absolute. */
export interface Config extends Omit<Values, 'killKeepsEntry' | 'sessionUser'> {
  /** Values that features take as they are. */
  readonly ofFeatures: FeatureValues
  /** Folders that the variable of a coding CLI names, by the id of the CLI; `null` where it is not set. */
  readonly agentFolders: Readonly<Record<string, ReadonlyArray<string> | null>>
  /** Source of the operator's token. */
  readonly token: TokenSource
  /** Plain DELETE of a session leaves its entry dormant, as the established client expects. Contract a, C1. */
  readonly killKeepsEntry: boolean
  /** Files of key and certificate, both PEM; `null` speaks plain HTTP. */
  readonly tls: { readonly keyFile: string; readonly certificateFile: string } | null
  /** Cloudflare Access in front of the hub; `null` without it. */
  readonly access: { readonly teamDomain: string; readonly audience: string } | null
  /** `null` uses the pair of the state folder. */
  readonly pushKeys: { readonly publicKey: string; readonly privateKey: string } | null
  /** Variables for the OpenTelemetry packages, which read them from the environment of the process. */
  readonly openTelemetry: Readonly<Record<string, string>>
  /** The account of sessions, and of programs that work in their folders; `null` for that of the hub. */
  readonly sessionUser: Account | null
  /** Home folder of the user that the hub runs as. */
  readonly home: string
  /** Home folder of the user that sessions run as. */
  readonly agentHome: string
  /** Environment of programs that the hub starts: no variables of the hub, a full `PATH`, a UTF-8 locale. */
  readonly childEnvironment: Readonly<Record<string, string>>
}

/** Reads the environment. Refused whole, with every fault named, when any part is wrong. */
export function readConfig(
  environment: Environment,
  home: string,
  platform: NodeJS.Platform,
  sessionUser: Account | null = null,
): E.Either<ReadonlyArray<ConfigFault>, Config> {
  const agentHome = sessionUser?.home ?? home
  const given = sessionUser === null ? environment : { ...placesOf(agentHome), ...environment }
  const read = readVariables(OF_HUB, given, home)
  const ofFeatures = readVariables(OF_FEATURES, given, home)
  const agentFolders = readVariables(OF_AGENTS, given, home)
  if (E.isLeft(read) || E.isLeft(ofFeatures) || E.isLeft(agentFolders))
    return E.left([read, ofFeatures, agentFolders].flatMap((one) => (E.isLeft(one) ? one.left : [])))
  const values = read.right
  const isOff = environment[OF_HUB.operatorToken.name]?.trim() === ''
  const faults = faultsBetween(values, isOff)
  if (faults.length > 0) return E.left(faults)
  const { operatorToken: token, webRoot, killKeepsEntry, tlsKeyFile, tlsCertificateFile } = values
  const { accessTeamDomain, accessAudience, vapidPublicKey, vapidPrivateKey } = values
  return E.right({
    ...values,
    ofFeatures: ofFeatures.right,
    agentFolders: agentFolders.right,
    token: isOff ? { _tag: 'Off' } : token === null ? { _tag: 'Stored' } : { _tag: 'Given', token },
    killKeepsEntry: killKeepsEntry ?? webRoot !== null,
    tls: both(tlsKeyFile, tlsCertificateFile, (keyFile, certificateFile) => ({ keyFile, certificateFile })),
    access: both(accessTeamDomain, accessAudience, (teamDomain, audience) => ({ teamDomain, audience })),
    pushKeys: both(vapidPublicKey, vapidPrivateKey, (publicKey, privateKey) => ({ publicKey, privateKey })),
    openTelemetry: children.withPrefix(environment, OPEN_TELEMETRY),
    sessionUser,
    home,
    agentHome,
    childEnvironment: children.withPrograms(childEnvironment(environment), home, platform),
  })
}

/** Defaults of the variables that name places of agents, for an account with this home. */
const placesOf = (home: string): Environment => ({
  [OF_FEATURES.defaultDirectory.name]: home,
  [OF_FEATURES.browseRoots.name]: home,
  [OF_FEATURES.projectRoots.name]: join(home, 'Projects'),
})

/** Sources of a configuration; those of this process where one is left out. */
export interface WhereToLook {
  readonly environment?: Environment
  /** Absolute; need not exist. `.env` in the working folder when left out. */
  readonly envFile?: string
  /** Home folder; absolute. */
  readonly home?: string
  /** Platform, as of `process.platform`. */
  readonly platform?: NodeJS.Platform
  /** User of this process; `undefined` where there are none. */
  readonly uid?: number | undefined
}

/** The configuration of this process: the environment, then the `.env` file for what is not set there. */
export async function loadConfig(where: WhereToLook = {}): Promise<E.Either<ReadonlyArray<ConfigFault>, Config>> {
  const { home = homedir(), platform = process.platform, envFile = resolve('.env') } = where
  const uid = 'uid' in where ? where.uid : process.getuid?.()
  try {
    const environment = await withEnvFile(where.environment ?? process.env, envFile)
    const read = readConfig(environment, home, platform)
    const name = environment[OF_HUB.sessionUser.name]?.trim() ?? ''
    if (E.isLeft(read) || name === '') return read
    const found = await findAccount(name, { platform, uid, searchPath: read.right.childEnvironment['PATH'] ?? '' })
    return E.isLeft(found)
      ? E.left([{ variable: OF_HUB.sessionUser.name, problem: found.left }])
      : readConfig(environment, home, platform, found.right)
  } catch (thrown) {
    const problem = `cannot be read: ${errorText(thrown)}; make it readable or move it away`
    return E.left([{ variable: envFile, problem }])
  }
}

/** Values of features that do not come from variables. */
type OtherValues = Pick<HubValues, 'hubUrl' | 'finishFolder' | 'node' | 'pid' | 'bootMs' | 'stateFaults'>

const BYTES_PER_MB = 1_000_000
const MS_PER_DAY = 86_400_000

/** Values that features take. A variable that they take as it is needs no line here. */
export const valuesOf = (config: Config, others: OtherValues): HubValues => ({
  ...config.ofFeatures,
  ...others,
  home: config.agentHome,
  trustWatch: { everyMs: config.trustPollMs, attempts: config.trustAttempts },
  recordingBounds: {
    sessionBytes: config.recordingMb * BYTES_PER_MB,
    totalBytes: config.recordingTotalMb * BYTES_PER_MB,
    ageMs: config.recordingDays * MS_PER_DAY,
  },
  previewHost: config.previewDomain === null ? null : `preview.${config.previewDomain}`,
})

/** Set by the hub for each session; the hub itself may run in one. */
const OF_SESSIONS = [
  ...['PENATES_SESSION', 'PENATES_SESSION_ID', 'PENATES_URL', 'PENATES_TOKEN'],
  ...['PENATES_PRIME_PROMPT', 'PENATES_AGENT'],
]

/** Environment of tmux and all other programs that the hub starts, without the hub's own variables. */
export const childEnvironment = (environment: Environment): Readonly<Record<string, string>> =>
  children.childEnvironment(
    [...Object.values(VARIABLES).flatMap((row) => (row.reachesChildren ? [] : [row.name])), ...OF_SESSIONS],
    environment,
  )

/** Prefix of the variables that the OpenTelemetry packages read by themselves. */
const OPEN_TELEMETRY = 'OTEL_'

/** The part of `environment` that a service definition carries. */
export const serviceEnvironment = (environment: Environment): services.ServiceEnvironment =>
  services.serviceEnvironment(VARIABLES, OPEN_TELEMETRY, environment)

/** Faults of values that are right alone and wrong together. */
function faultsBetween(values: Values, isOff: boolean): ReadonlyArray<ConfigFault> {
  const faults: ConfigFault[] = []
  if (isOff && !isLoopback(values.host)) {
    const mend = 'remove the variable (the hub then makes a token by itself), give one, or leave HOST at 127.0.0.1'
    faults.push({ variable: 'AUTH_TOKEN', problem: `may not be empty while HOST is not a loopback address: ${mend}` })
  }
  const pairs = [
    ['vapidPublicKey', 'vapidPrivateKey'],
    ['accessTeamDomain', 'accessAudience'],
    ['tlsKeyFile', 'tlsCertificateFile'],
  ] as const
  for (const [one, other] of pairs) {
    if ((values[one] === null) === (values[other] === null)) continue
    const [missing, given] = values[one] === null ? [one, other] : [other, one]
    faults.push({ variable: OF_HUB[missing].name, problem: `must be set too, or remove ${OF_HUB[given].name}` })
  }
  return faults
}

const both = <A, B>(one: A | null, other: A | null, build: (one: A, other: A) => B): B | null =>
  one === null || other === null ? null : build(one, other)

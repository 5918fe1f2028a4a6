import * as E from 'fp-ts/lib/Either.js'
import type { ProgramDeps, Target } from '../context.js'
import type { Installation } from '../installation.js'
import type { Failure } from '../output.js'
import { parseHubUrl } from './hub-url.js'
import type { Profiles } from './profiles.js'

/** Options that name a hub. */
export interface TargetOptions {
  readonly hub?: string | undefined
  readonly token?: string | undefined
  readonly 'token-file'?: string | undefined
  readonly profile?: string | undefined
}

type Found = E.Either<Failure, Target>

/**
 * The hub that is named first by: `--hub`, `--profile`, the variable `PENATES_URL` (of sessions), the profile in use, the hub that
 * runs on this machine. A token belongs to its hub: without `--token`, `--hub` gets that of a profile or of this machine only when the
 * address is the same.
 */
export async function findTarget(options: TargetOptions, deps: ProgramDeps): Promise<Found> {
  const given = await givenToken(options, deps)
  if (E.isLeft(given)) return given
  const stored = await deps.profiles.read()
  if (E.isLeft(stored)) return E.left({ problem: stored.left })
  const found = await namedHub(options, stored.right, deps)
  return E.map((target: Target) => (given.right === null ? target : { ...target, token: given.right }))(found)
}

async function givenToken(
  { token, 'token-file': file }: TargetOptions,
  { files }: ProgramDeps,
): Promise<E.Either<Failure, string | null>> {
  if (token !== undefined && file !== undefined)
    return E.left({ exit: 'usage', problem: '--token and --token-file exclude each other' })
  if (file === undefined) return token === undefined ? E.right(null) : checkToken(token, '--token')
  const text = await files.read(file)
  return E.isLeft(text) ? E.left({ problem: text.left }) : checkToken(text.right.trim(), file)
}

/** Header values are printable ASCII. The value itself is not repeated. */
export const checkToken = (token: string, source: string): E.Either<Failure, string> =>
  /^[\x21-\x7e]+$/.test(token) ? E.right(token) : E.left({ exit: 'usage', problem: `${source} contains no token` })

async function namedHub(options: TargetOptions, { current, profiles }: Profiles, deps: ProgramDeps): Promise<Found> {
  const { PENATES_URL: url, PENATES_TOKEN: token } = deps.environment
  if (options.hub !== undefined) {
    if (options.profile !== undefined)
      return E.left({ exit: 'usage', problem: '--hub and --profile exclude each other' })
    return withKnownToken(options.hub, profiles, deps)
  }
  if (options.profile !== undefined) return ofProfile(options.profile, profiles)
  if (url !== undefined && url !== '') return addressed(url, token === undefined || token === '' ? null : token)
  return current === null ? ofThisMachine(deps) : ofProfile(current, profiles)
}

const addressed = (url: string, token: string | null): Found => {
  const parsed = parseHubUrl(url)
  return E.isLeft(parsed) ? E.left({ exit: 'usage', problem: parsed.left }) : E.right({ url: parsed.right, token })
}

function ofProfile(name: string, profiles: Profiles['profiles']): Found {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (profile !== undefined) return addressed(profile.hub, profile.token)
  const names = Object.keys(profiles)
  const mend = names.length === 0 ? 'Add one with: penates profiles add' : `Profiles: ${names.join(', ')}`
  return E.left({ exit: 'usage', problem: `there is no profile "${name}"`, mend })
}

async function withKnownToken(text: string, profiles: Profiles['profiles'], deps: ProgramDeps): Promise<Found> {
  const asked = addressed(text, null)
  if (E.isLeft(asked)) return asked
  const { url } = asked.right
  const profile = Object.values(profiles).find(({ hub }) => hub === url)
  if (profile !== undefined) return E.right({ url, token: profile.token })
  const { PENATES_URL: ofSession, PENATES_TOKEN: token } = deps.environment
  if (ofSession === url && token !== undefined) return E.right({ url, token })
  const local = await ofThisMachine(deps)
  return E.isRight(local) && local.right.url === url ? local : asked
}

async function ofThisMachine({ open }: ProgramDeps): Promise<Found> {
  const installation = await open()
  if (E.isLeft(installation)) {
    const faults = installation.left.map(({ variable, problem }) => `${variable} ${problem}`)
    return E.left({ problem: `the environment is not right: ${faults.join('; ')}` })
  }
  const url = await installation.right.runningUrl()
  if (url === null)
    return E.left({
      exit: 'unreachable',
      problem: 'no hub runs on this machine',
      mend: 'Start one with: penates serve, or name another with --hub',
    })
  return E.map((token: string | null) => ({ url, token }))(await tokenOf(installation.right))
}

async function tokenOf({ token, storedToken }: Installation): Promise<E.Either<Failure, string | null>> {
  if (token._tag === 'Given') return E.right(token.token)
  if (token._tag === 'Off') return E.right(null)
  const stored = await storedToken().show()
  return E.isLeft(stored) ? E.left({ problem: stored.left.detail }) : stored
}

import * as E from 'fp-ts/lib/Either.js'
import type { Context } from '../context.js'
import type { Run } from '../description.js'
import type { PROFILES_ADD, PROFILES_LS, PROFILES_RM, PROFILES_USE } from '../descriptions/machine.js'
import type { ExitCode } from '../exit-codes.js'
import { parseHubUrl } from '../hub/hub-url.js'
import type { Profiles } from '../hub/profiles.js'
import { checkToken } from '../hub/target.js'
import type { Result } from '../output.js'
import { table } from '../table.js'

/** `penates profiles ls`. */
export const listProfiles: Run<typeof PROFILES_LS, Context> = (_, context) =>
  withProfiles(context, ({ current, profiles }) => {
    const list = Object.entries(profiles).map(([name, { hub, token }]) => ({
      name,
      hub,
      hasToken: token !== null,
      isCurrent: name === current,
    }))
    const rows = list.map(({ name, hub, hasToken, isCurrent }) => [
      isCurrent ? '*' : '',
      name,
      hub,
      hasToken ? 'yes' : 'no',
    ])
    const text = rows.length === 0 ? 'No profiles.\n' : table(['', 'NAME', 'HUB', 'TOKEN'], rows)
    return context.print({ json: list, text, ids: list.map(({ name }) => name) })
  })

/** `penates profiles add`. */
export const addProfile: Run<typeof PROFILES_ADD, Context> = ({ args: { name, url }, options }, context) =>
  withProfiles(context, async ({ current, profiles }) => {
    const hub = parseHubUrl(url)
    if (E.isLeft(hub)) return context.fail({ exit: 'usage', problem: hub.left })
    const file = options['token-file'] ?? '-'
    const text = options['without-token'] ? null : await context.files.read(file)
    if (text !== null && E.isLeft(text)) return context.fail({ problem: text.left })
    const token =
      text === null ? E.right(null) : checkToken(text.right.trim(), file === '-' ? 'the standard input' : file)
    if (E.isLeft(token)) return context.fail(token.left)
    const changed = { current, profiles: { ...profiles, [name]: { hub: hub.right, token: token.right } } }
    return store(
      changed,
      { json: { name, hub: hub.right }, text: `Stored ${name}: ${hub.right}\n`, ids: [name] },
      context,
    )
  })

/** `penates profiles rm`. */
export const removeProfile: Run<typeof PROFILES_RM, Context> = ({ args: { name } }, context) =>
  withProfile(name, context, ({ current, profiles }) => {
    const { [name]: _, ...others } = profiles
    return store(
      { current: current === name ? null : current, profiles: others },
      { json: { name }, text: `Removed ${name}\n`, ids: [name] },
      context,
    )
  })

/** `penates profiles use`. */
export const useProfile: Run<typeof PROFILES_USE, Context> = ({ args: { name = null } }, context) => {
  const use = ({ profiles }: Profiles) =>
    store(
      { current: name, profiles },
      { json: { name }, text: name === null ? 'The hub of this machine is used.\n' : `${name} is used.\n` },
      context,
    )
  return name === null ? withProfiles(context, use) : withProfile(name, context, use)
}

type Work = (profiles: Profiles) => ExitCode | Promise<ExitCode>

async function withProfiles(context: Context, work: Work): Promise<ExitCode> {
  const stored = await context.profiles.read()
  return E.isLeft(stored) ? context.fail({ problem: stored.left }) : work(stored.right)
}

const withProfile = (name: string, context: Context, work: Work): Promise<ExitCode> =>
  withProfiles(context, (stored) =>
    Object.hasOwn(stored.profiles, name)
      ? work(stored)
      : context.fail({ exit: 'notFound', problem: `there is no profile ${name}` }),
  )

async function store(changed: Profiles, result: Result, { profiles, print, fail }: Context): Promise<ExitCode> {
  const written = await profiles.write(changed)
  return E.isLeft(written) ? fail({ problem: written.left }) : print(result)
}

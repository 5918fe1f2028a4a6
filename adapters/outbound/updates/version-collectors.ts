import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { type CommandRunner, TIMED_OUT } from '../../../application/shared/command-runner.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { VersionCollector } from '../../../application/updates/version-collector.port.js'
import type { InstalledAgent, InstalledAgents } from '../../../application/agents/installed-agents.port.js'
import type { AgentProgram, AgentPrograms } from '../../../domain/agents/agent-program.js'
import { agentComponent, BREW_FORMULAE } from '../../../domain/updates/catalogue.js'
import { isOutdated, type UpdateItem } from '../../../domain/updates/update-item.js'
import { bareVersion, versionIn } from '../../../domain/updates/version.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

/** Time in which a program has to print its version. */
const PRINT_TIMEOUT_MS = 10_000

/** Output of a program; `null` when it is missing or fails. */
async function printedBy(
  runner: CommandRunner,
  argv: readonly [string, ...string[]],
  timeoutMs = PRINT_TIMEOUT_MS,
): Promise<string | null> {
  const ran = await runner.run(argv, { timeoutMs })()
  return E.isRight(ran) && ran.right.exitCode === 0 ? ran.right.stdout : null
}

const NPM_TIMEOUT_MS = 30_000

/**
 * Versions of coding agents: installed ones as printed, latest ones from npm's registry by the user's npm. Agents that
 * the hub can update come first.
 */
export function agentVersions(runner: CommandRunner, agents: AgentPrograms): VersionCollector {
  const itemOf = async (agent: AgentProgram): Promise<UpdateItem | null> => {
    const { npmPackage, command } = agent.update
    const told = await printedBy(runner, [agent.binary, '--version'])
    if (told === null) return null
    const current = versionIn(told)
    const published =
      npmPackage === null ? null : await printedBy(runner, ['npm', 'view', npmPackage, 'version'], NPM_TIMEOUT_MS)
    const latest = published === null ? null : bareVersion(published)
    return {
      id: agentComponent(agent),
      category: 'cli',
      name: agent.name,
      current,
      latest,
      outdated: isOutdated(current, latest),
      source: 'cli',
      executable: command !== null,
      url: npmPackage === null ? null : `https://www.npmjs.com/package/${npmPackage}`,
    }
  }

  return {
    collect: TE.fromTask(async () => {
      const items = (await Promise.all(agents.map(itemOf))).filter((item) => item !== null)
      return items.sort((one, other) => Number(other.executable) - Number(one.executable))
    }),
  }
}

/** Time in which a package manager has to list what is outdated. */
const OUTDATED_MS = 60_000

/** brew(1), `outdated --json=v2`: only what is outdated. */
const Outdated = t.type({
  formulae: t.readonlyArray(
    t.type({ name: t.string, installed_versions: t.readonlyArray(t.string), current_version: t.string }),
  ),
})

/** Outdated Homebrew packages that the hub uses. */
export const brewVersions = (runner: CommandRunner): VersionCollector => ({
  collect: pipe(
    runner.run(['brew', 'outdated', '--json=v2'], { timeoutMs: OUTDATED_MS }),
    TE.flatMapEither(({ stdout }) => {
      const read = Outdated.decode(parseJson(stdout))
      return E.isRight(read) ? E.right(read.right.formulae) : E.left(unavailable('brew', 'told no list'))
    }),
    TE.map((formulae) =>
      formulae.flatMap(({ name, installed_versions: installed, current_version: latest }) => {
        const title = BREW_FORMULAE.get(name)
        if (title === undefined) return []
        const current = installed.at(-1) ?? null
        const known = { id: `ext:${name}`, category: 'external', name: title, source: 'brew', url: null } as const
        return [{ ...known, current, latest, outdated: true, executable: true }]
      }),
    ),
  ),
})

const SILENT: InstalledAgent = { version: null, hasAnswered: false }

/** Versions of coding CLIs as the programs print them. */
export function processInstalledAgents(runner: CommandRunner): InstalledAgents {
  const find = async (binary: string): Promise<InstalledAgent | null> => {
    const ran = await runner.run([binary, '--version'], { timeoutMs: PRINT_TIMEOUT_MS })()
    if (E.isLeft(ran)) return ran.left.detail === TIMED_OUT ? SILENT : null
    return ran.right.exitCode === 0 ? { version: versionIn(ran.right.stdout), hasAnswered: true } : null
  }

  return {
    find: (binaries) => async () => {
      const found = await Promise.all(binaries.map(async (binary) => [binary, await find(binary)] as const))
      return new Map(found.flatMap(([binary, agent]) => (agent === null ? [] : [[binary, agent]])))
    },
  }
}

/** npm(1), `outdated --json`: only what is outdated, by name; it ends with 1 when there is any. */
const OutdatedPackages = t.record(
  t.string,
  t.intersection([t.type({ latest: t.string }), t.partial({ current: t.string })]),
)

/** Packages that the hub is made of, of a clone in `folder`. For people to look at: the hub updates none by itself. */
export const dependencyVersions = (runner: CommandRunner, folder: string): VersionCollector => ({
  collect: pipe(
    runner.run(['npm', 'outdated', '--json'], { directory: folder, timeoutMs: OUTDATED_MS }),
    TE.flatMapEither(({ stdout }) => {
      const read = OutdatedPackages.decode(parseJson(stdout.trim() === '' ? '{}' : stdout))
      return E.isRight(read) ? E.right(read.right) : E.left(unavailable('npm', 'told no list'))
    }),
    TE.map((outdated) =>
      Object.entries(outdated).map(([name, { current = null, latest }]): UpdateItem => ({
        id: `dep:${name}`,
        category: 'dependency',
        name,
        current,
        latest,
        outdated: current !== latest,
        source: 'npm-outdated',
        executable: false,
        url: null,
      })),
    ),
  ),
})

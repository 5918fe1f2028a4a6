import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { unavailable } from '../../../application/shared/errors.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { VersionCollector } from '../../../application/updates/version-collector.port.js'
import type { UpdateItem } from '../../../domain/updates/update-item.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

const TIMEOUT_MS = 60_000

/** npm(1), `outdated --json`: only what is outdated, by name; it ends with 1 when there is any. */
const Outdated = t.record(t.string, t.intersection([t.type({ latest: t.string }), t.partial({ current: t.string })]))

/** Packages that the hub is made of, of a clone in `folder`. For people to look at: the hub updates none by itself. */
export const dependencyVersions = (runner: CommandRunner, folder: string): VersionCollector => ({
  collect: pipe(
    runner.run(['npm', 'outdated', '--json'], { directory: folder, timeoutMs: TIMEOUT_MS }),
    TE.flatMapEither(({ stdout }) => {
      const read = Outdated.decode(parseJson(stdout.trim() === '' ? '{}' : stdout))
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

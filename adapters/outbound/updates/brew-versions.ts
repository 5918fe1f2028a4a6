import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { unavailable } from '../../../application/shared/errors.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { VersionCollector } from '../../../application/updates/version-collector.port.js'
import { BREW_FORMULAE } from '../../../domain/updates/catalogue.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

const TIMEOUT_MS = 60_000

/** brew(1), `outdated --json=v2`: only what is outdated. */
const Outdated = t.type({
  formulae: t.readonlyArray(
    t.type({ name: t.string, installed_versions: t.readonlyArray(t.string), current_version: t.string }),
  ),
})

/** Outdated Homebrew packages that the hub uses. */
export const brewVersions = (runner: CommandRunner): VersionCollector => ({
  collect: pipe(
    runner.run(['brew', 'outdated', '--json=v2'], { timeoutMs: TIMEOUT_MS }),
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

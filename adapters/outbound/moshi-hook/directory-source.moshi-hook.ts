import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { DirectorySource } from '../../../application/sessions/directory-source.port.js'
import { mergeDirectories } from '../../../domain/sessions/recent-directories.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

/** Milliseconds. The program reads some files. */
const TIMEOUT_MS = 3_000
/** Bytes: a hundred folders take some 20 kB. */
const MAX_OUTPUT = 1024 * 1024
const MS_PER_SECOND = 1_000

/** Output of `cwd-list --json`: an array, in some versions below `dirs`. Entries that are not folders are dropped. */
const Answer = t.union([t.readonlyArray(t.unknown), t.type({ dirs: t.readonlyArray(t.unknown) })])
const Directory = t.intersection([t.type({ cwd: t.string }), t.partial({ sources: t.unknown, lastUsed: t.unknown })])

/** The folders that `moshi-hook` knows, where that is installed; not installed is also what answers otherwise. */
export const moshiHookDirectories =
  (runner: CommandRunner): DirectorySource =>
  (limit) =>
  async () => {
    const argv = ['moshi-hook', 'cwd-list', '--json', '--limit', String(limit)] as const
    const ran = await runner.run([...argv], { timeoutMs: TIMEOUT_MS, outputLimitBytes: MAX_OUTPUT })()
    if (E.isLeft(ran) || ran.right.exitCode !== 0) return []
    const answer = decode(Answer, parseJson(ran.right.stdout))
    if (E.isLeft(answer)) return []
    const entries = 'dirs' in answer.right ? answer.right.dirs : answer.right
    const directories = entries.filter(Directory.is).filter(({ cwd }) => cwd.startsWith('/'))
    return mergeDirectories(
      directories.map(({ cwd, sources, lastUsed }) => ({
        directory: cwd,
        sources: Array.isArray(sources) ? sources.filter((one) => typeof one === 'string') : [],
        lastUsedAt: typeof lastUsed === 'number' && Number.isFinite(lastUsed) ? lastUsed * MS_PER_SECOND : 0,
      })),
    ).slice(0, limit)
  }

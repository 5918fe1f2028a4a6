import * as E from 'fp-ts/lib/Either.js'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import type { FinishCardError } from '../../application/board/finish/finish-card.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Finish } from '../../domain/board/finish.js'
import { GIT_PERSON, gitIn } from './board-places.js'
import { BRANCH, CARD, boardScene, fingerprint, stageOfFinish, type BoardScene } from './board-scene.js'
import { OPERATOR } from './board-use-cases.js'
import { right } from './results.js'
import type { GitServer, Protocol } from './git-server.js'

/** End of a finish: its stage, or error and text. */
export type FinishEnd =
  | { readonly end: 'done'; readonly finish: Finish }
  | { readonly end: string; readonly isPending: boolean; readonly words: string }

/** A card in review whose project pushes to another machine. */
export interface RemoteScene extends BoardScene {
  readonly name: string
  readonly finish: () => Promise<FinishEnd>
  /** Recovery of open finishes. */
  readonly recover: () => Promise<void>
  readonly stage: () => Promise<string>
  /** Reason in the journal why the last finish is not done. */
  readonly words: () => Promise<string | null>
  /** Commit of an expression in the repository of the server. */
  readonly onRemote: (expression?: string) => Promise<string>
  /** Everything that a finish which comes to nothing leaves as it was. */
  readonly traces: () => Promise<unknown>
  /** Clones the repository and commits one file that is not pushed yet. Answers with the folder. */
  readonly elsewhere: () => Promise<string>
  /** The address of the server may have changed. */
  readonly follow: () => Promise<void>
  /** Time limit of git commands to the remote from now on, in place of the hub's. */
  readonly limit: (ms: number) => void
  /** Largest time limit of all requests of the hub. */
  readonly allowedMs: () => number
}

let repositories = 0

export async function remoteScene(server: GitServer, protocol: Protocol): Promise<RemoteScene> {
  const name = `shop-${String((repositories += 1))}`
  await server.create(name)
  const scene = await boardScene({ withRemote: false })
  const { git, folder, commit } = scene.place
  await git('config', 'core.sshCommand', server.sshCommand())
  await git('remote', 'add', 'origin', server.url(protocol, name))
  await git('push', '--quiet', 'origin', 'main')

  let limitMs: number | null = null
  let allowedMs = 0
  const runner = processCommandRunner(() => GIT_PERSON)
  const watched: CommandRunner = {
    ...runner,
    run: (argv, options = {}) => {
      if (!argv.some((word) => ['push', 'fetch', 'ls-remote'].includes(word))) return runner.run(argv, options)
      allowedMs = Math.max(allowedMs, options.timeoutMs ?? Infinity)
      return runner.run(argv, limitMs === null ? options : { ...options, timeoutMs: limitMs })
    },
  }
  const use = await scene.open(watched)
  let finishes = 0
  const onRemote = async (expression = 'main'): Promise<string> =>
    (await server.sh(`git --git-dir=/srv/git/${name} rev-parse ${expression}`)).trim()

  return {
    ...scene,
    name,
    onRemote,
    finish: async () => {
      const finishId = `f${String((finishes += 1))}`
      return endOf(await use.finish(CARD, { finishId, pushes: true }, OPERATOR)())
    },
    recover: async () => {
      right(await use.recover())
    },
    stage: () => stageOfFinish(scene.journal),
    words: async () => right(await scene.journal.read()).at(-1)?.detail ?? null,
    traces: async () => ({
      base: await scene.tip('main'),
      branch: await scene.tip(BRANCH),
      checkouts: await Promise.all([scene.place.root, scene.worktree, scene.bystander].map(fingerprint)),
      card: (await scene.card()).stage,
    }),
    elsewhere: async () => {
      const other = `${folder}/other`
      await gitIn(
        folder,
        '-c',
        `core.sshCommand=${server.sshCommand()}`,
        'clone',
        '--quiet',
        server.url(protocol, name),
        other,
      )
      await gitIn(other, 'config', 'core.sshCommand', server.sshCommand())
      await commit({ elsewhere: 'x\n' }, other)
      return other
    },
    follow: async () => {
      await git('remote', 'set-url', 'origin', server.url(protocol, name))
    },
    limit: (ms) => {
      limitMs = ms
    },
    allowedMs: () => allowedMs,
  }
}

function endOf(result: E.Either<FinishCardError, Finish>): FinishEnd {
  if (E.isRight(result)) return { end: 'done', finish: result.right }
  const error = result.left
  return {
    end: error._tag === 'FinishObstructed' ? error.reasons.join(' ') : error._tag,
    isPending: error._tag === 'PushFailed' && error.isPending,
    words: 'detail' in error ? (error.detail ?? '') : '',
  }
}

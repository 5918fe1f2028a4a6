/**
 * Reads repositories with libgit2, for the process that started it: answers questions until its channel closes. A separate
 * process, because to load libgit2 stops everything for a quarter of a second, because a call into it cannot be
 * broken off, and because a fault in it ends the process.
 */
import { repositoryGuesses } from '../../../infrastructure/git/repository-guesses.js'
import type { Answers, RequestMessage, ReadRequest, ResponseMessage } from './messages.js'
import { isLasting } from './refusal.js'

const tell = (message: ResponseMessage): void => void process.send?.(message)

const [{ openRepository }, { readStatus }, { readBranches }, { readLog }] = await Promise.all([
  import('./open-repository.js'),
  import('./read-status.js'),
  import('./read-branches.js'),
  import('./read-log.js'),
])

const inRepository = repositoryGuesses()

const answer = (question: ReadRequest): Promise<Answers[ReadRequest['_tag']] | null> =>
  inRepository(question.directory, async (place): Promise<Answers[ReadRequest['_tag']]> => {
    const opening = openRepository(place)
    try {
      if (question._tag === 'status') return await readStatus(place, opening)
      if (question._tag === 'branches') return await readBranches(place, opening)
      return await readLog(place, opening, question)
    } finally {
      opening.then(
        ({ repository }) => {
          repository.cleanup()
        },
        () => undefined,
      )
    }
  })

/** Delay of a garbage collection. Wrappers of libgit2's memory are small, so V8 would not collect them by itself. */
const COLLECT_AFTER_MS = 1_000
const collect = (globalThis as { readonly gc?: () => void }).gc ?? (() => undefined)
let collecting: NodeJS.Timeout | null = null

function collectSoon(): void {
  collecting ??= setTimeout(() => {
    collecting = null
    collect()
  }, COLLECT_AFTER_MS)
}

process.on('message', ({ id, question }: RequestMessage) => {
  answer(question)
    .then(
      (found) =>
        tell(found === null ? { _tag: 'refused', id, lasting: false } : { _tag: 'answered', id, answer: found }),
      (error: unknown) => tell({ _tag: 'refused', id, lasting: isLasting(error) }),
    )
    .finally(collectSoon)
})
process.on('disconnect', () => process.exit(0))
tell({ _tag: 'ready' })

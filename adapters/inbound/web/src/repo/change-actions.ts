import type { DiffFile } from '../diff/diff-file.js'
import type { Answer, HubFailure } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { because, failed, hasCode } from '../app/failed.js'
import { toast } from '../app/toasts.js'
import type { OpenRepo } from './repo.js'
import { ask, client } from '../app/the-hub.js'

/** Paths of a change in the index; git finds a rename by both names. */
const pathsOf = ({ path, oldPath }: DiffFile): ReadonlyArray<string> => (oldPath === null ? [path] : [path, oldPath])

async function changed(repo: OpenRepo, what: string, answer: Promise<Answer<unknown>>): Promise<boolean> {
  const given = await answer
  repo.readAgain()
  if (!given.ok) reportRefusal(what, given.failure)
  return given.ok
}

/** Reason of a refused change, as the second half of a sentence. */
export const refusalText = (failure: HubFailure): string =>
  hasCode(failure, 'ChangeOutdated') ? messages.value.fileChangedMeanwhile : because(failure)

function reportRefusal(what: string, failure: HubFailure): void {
  const m = messages.value
  if (hasCode(failure, 'ChangeOutdated')) toast({ kind: 'failed', text: m.failedTo(what, m.fileChangedMeanwhile) })
  else failed(what, failure)
}

export function stage(repo: OpenRepo, files: ReadonlyArray<DiffFile>): void {
  void changed(
    repo,
    messages.value.couldNotStage,
    ask(client.stageChanges({ params: { name: repo.session() }, body: { paths: files.flatMap(pathsOf) } })),
  )
}

export function unstage(repo: OpenRepo, files: ReadonlyArray<DiffFile>): void {
  void changed(
    repo,
    messages.value.couldNotUnstage,
    ask(client.unstageChanges({ params: { name: repo.session() }, body: { paths: files.flatMap(pathsOf) } })),
  )
}

/** True for changes of the work tree that can be discarded: not conflicts and not whole repositories. */
export const isDiscardable = ({ group, status, path }: DiffFile): boolean =>
  (group === 'unstaged' || group === 'untracked') && status !== 'U' && !path.endsWith('/')

/** True for files whose hunks are staged and discarded one by one. */
export const hasHunkActions = ({ group, status, digest }: DiffFile): boolean =>
  (group === 'unstaged' || group === 'staged') && status === 'M' && digest !== null

/** Moves a hunk into the index, or out of it. */
export function moveHunk(repo: OpenRepo, { path, group, digest }: DiffFile, hunk: number): void {
  if (digest === null) return
  const m = messages.value
  const request = { params: { name: repo.session() }, body: { path, digest, hunk } }
  if (group === 'staged') void changed(repo, m.couldNotUnstage, ask(client.unstageHunk(request)))
  else void changed(repo, m.couldNotStage, ask(client.stageHunk(request)))
}

/** Discards a change or one hunk of it at once; its toast takes it back. */
export async function discard(repo: OpenRepo, { path, group, digest }: DiffFile, hunk?: number): Promise<void> {
  const m = messages.value
  const session = repo.session()
  const answer = await ask(
    client.discardChange({
      params: { name: session },
      body: {
        path,
        category: group === 'untracked' ? 'untracked' : 'unstaged',
        ...(digest === null ? {} : { digest }),
        ...(hunk === undefined ? {} : { hunk }),
      },
    }),
    ({ body }) => body.id,
  )
  repo.readAgain()
  if (!answer.ok) {
    reportRefusal(m.couldNotDiscard(path), answer.failure)
    return
  }
  const id = answer.value
  toast({
    text: m.discarded(path),
    undo: () =>
      void changed(
        repo,
        m.couldNotRestore(path),
        ask(client.restoreDiscarded({ params: { name: session, id } }), ({ body }) => body.path),
      ),
  })
}

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PlanDocument, PlanFile } from '../../../application/projects/plan-document.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { lockKey, makeKeyedLock } from '../../../application/shared/keyed-lock.js'
import { planChanged, type PlanChanged } from '../../../domain/projects/errors.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { unrecordedWrites, type OpenWrites } from '../../../infrastructure/files/open-writes.js'
import { replaceContent } from '../../../infrastructure/files/replace-content.js'
import { losslessBytes } from '../../../infrastructure/text/utf8.js'
import { makeOwnWrites } from './own-writes.js'
import { promoteRoadmap, rewriteIgnoreFile } from './promote-roadmap.js'
import { lookForPlan, PLAN_NAMES, readPlanFile, type FoundPlan } from './plan-file.js'
import { watchPlan } from './plan-watch.js'

/** Attempts before a change fails because another process keeps writing the file. */
const TRIES = 5

/** Plan documents as files in their folders; `now` names what is kept of former ones. */
export function fsPlanDocument(now: () => number, openWrites: OpenWrites = unrecordedWrites): PlanDocument {
  const withLock = makeKeyedLock()
  const ownWrites = makeOwnWrites()

  const attempt = <A>(folder: string, act: () => Promise<A>): TE.TaskEither<Unavailable, A> =>
    TE.tryCatch(act, failure(folder))

  /** Returns false when another process wrote in the meantime. */
  async function write(folder: string, found: FoundPlan | null, text: string): Promise<boolean> {
    const content = losslessBytes(text)
    const written = ownWrites.begin(folder, revOf(content))
    try {
      const path = found?.target ?? join(folder, PLAN_NAMES[0])
      const isDone = await replaceContent(path, content, found?.stamp ?? null, openWrites)
      written(isDone)
      return isDone
    } catch (thrown) {
      written(false)
      throw thrown
    }
  }

  async function changed<Refusal>(
    folder: string,
    change: (document: PlanFile | null) => E.Either<Refusal, string>,
  ): Promise<E.Either<Refusal, PlanFile>> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const found = await readPlanFile(folder)
      const wanted = change(found && fileOf(found))
      if (E.isLeft(wanted)) return wanted
      const isWritten = found?.text === wanted.right || (await write(folder, found, wanted.right))
      const now = isWritten ? await readPlanFile(folder) : null
      if (now !== null) return E.right(fileOf(now))
    }
    throw new Error('somebody else keeps writing the plan document')
  }

  async function promoted(
    folder: string,
    { rev, text, ignoring }: Parameters<PlanDocument['promote']>[1],
  ): Promise<E.Either<PlanChanged, PlanFile>> {
    const roadmap = await readPlanFile(folder)
    if (roadmap?.name !== 'ROADMAP.md' || roadmap.rev !== rev) return E.left(planChanged(roadmap?.rev ?? ''))
    const written = ownWrites.begin(folder, revOf(losslessBytes(text)))
    const isDone = await promoteRoadmap(folder, roadmap, text, now(), openWrites).catch((thrown: unknown) => {
      written(false)
      throw thrown
    })
    written(isDone)
    if (isDone) await rewriteIgnoreFile(folder, ignoring, openWrites)
    const after = await readPlanFile(folder)
    return isDone && after !== null ? E.right(fileOf(after)) : E.left(planChanged(after?.rev ?? ''))
  }

  return {
    read: (folder) => attempt(folder, async () => readPlanFile(folder).then((found) => found && fileOf(found))),
    look: (folder) =>
      attempt(folder, async () => {
        const found = await lookForPlan(folder)
        return found && `${found.name} ${found.stamp}`
      }),
    change: <Refusal>(folder: string, change: (document: PlanFile | null) => E.Either<Refusal, string>) =>
      withLock([lockKey('plan', folder)], (): Promise<E.Either<Refusal | Unavailable, PlanFile>> =>
        changed(folder, change).catch((thrown: unknown) => E.left(failure(folder)(thrown))),
      ),
    promote: (folder, to) =>
      withLock([lockKey('plan', folder)], (): Promise<E.Either<PlanChanged | Unavailable, PlanFile>> =>
        promoted(folder, to).catch((thrown: unknown) => E.left(failure(folder)(thrown))),
      ),
    watch: (folder, tell) => {
      const look = async (): Promise<FoundPlan | null> => readPlanFile(folder)
      const told = ownWrites.follow(folder)
      const first = look().then((found) => {
        told.isNews(found?.rev ?? null)
      })
      const stop = watchPlan(folder, async () => {
        await first.catch(() => undefined)
        const found = await look()
        if (told.isNews(found?.rev ?? null)) tell()
        return found
      })
      return () => {
        stop()
        told.stop()
      }
    },
  }
}

const failure =
  (folder: string) =>
  (thrown: unknown): Unavailable =>
    unavailable('plan document', `${folder}: ${errorText(thrown)}`, thrown)

const revOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 32)

const fileOf = ({ name, text, rev, mtimeMs }: FoundPlan): PlanFile => ({ name, text, rev, mtimeMs })

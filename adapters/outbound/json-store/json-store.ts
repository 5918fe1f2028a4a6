import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { StateStore } from '../../../application/shared/state-store.port.js'
import type { StateFault } from '../../../application/shared/state-fault.js'
import { replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { makeSerial } from '../../../infrastructure/files/serial.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import type { JsonStoreSpec } from './json-store-spec.js'
import { writeLastGoodCopy, readState, type ReadState } from './read-state.js'
import { stateText } from './state-text.js'

export type { JsonStoreSpec } from './json-store-spec.js'

/** Value of one state file; `current` is always what is on disk. */
export interface JsonStore<A> extends StateStore<A> {
  readonly current: () => A
  /** Faults found when the file was opened. */
  readonly faults: ReadonlyArray<StateFault>
  /** Answers once every change that was asked for until now is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

/**
 * Opens a state file. A damaged one is moved aside and its last good copy is used; one that a newer version wrote is
 * left alone, and every change is refused. `Unavailable` only when the folder cannot be used at all.
 */
export function openJsonStore<A>(spec: JsonStoreSpec<A>): TE.TaskEither<Unavailable, JsonStore<A>> {
  return TE.tryCatch(
    async () => {
      return storeOf(spec, await readState(spec))
    },
    (thrown) => unavailable('store', `${spec.file}: ${errorText(thrown)}`, thrown),
  )
}

const PART = 'copy of a state file'

function storeOf<A>(spec: JsonStoreSpec<A>, found: ReadState<A>): JsonStore<A> {
  const { disk, file } = spec
  const refused = found.faults.find((fault) => fault.using === 'refused')
  const serial = makeSerial()
  let { state, text, copy } = found

  const apply = async <E>(change: (state: A) => E.Either<E, A>): Promise<E.Either<E | Unavailable, A>> => {
    const changed = change(state)
    if (E.isLeft(changed) || changed.right === state) return changed
    if (refused) return E.left(unavailable('store', `${file}: ${refused.detail}`))
    const next = stateText(spec, changed.right)
    const startedAt = performance.now()
    try {
      await replaceFile(disk, file, next, text)
      spec.noteWrite?.(performance.now() - startedAt, true)
    } catch (thrown) {
      spec.noteWrite?.(performance.now() - startedAt, false)
      return E.left(unavailable('store', `${file}: ${errorText(thrown)}`, thrown))
    }
    state = changed.right
    text = next
    detach(PART, () => serial.run(keepCopy))
    return changed
  }

  /** After the answer and before the next change; once for changes that came together. */
  const keepCopy = async (): Promise<void> => {
    if (text === null || text === copy) return
    const written = text
    if (await writeLastGoodCopy(disk, file, written)) copy = written
  }
  detach(PART, () => serial.run(keepCopy))

  return {
    current: () => state,
    read: TE.fromIO(() => state),
    update: (change) => () => serial.run(() => apply(change)),
    faults: found.faults,
    settled: serial.settled,
  }
}

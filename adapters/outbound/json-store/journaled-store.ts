import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { StateFault } from '../../../application/shared/state-fault.js'
import { replaceFile, type FileContent } from '../../../infrastructure/files/atomic-write.js'
import { piecesWithChecksum } from '../../../infrastructure/files/checksum.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { journalFile, type JournalFile } from '../../../infrastructure/files/journal-file.js'
import { makeSerial } from '../../../infrastructure/files/serial.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import { lastGoodCopyOf, readState } from './read-state.js'
import { journalCopyOf, journalLine, journalOf, readJournal, replay, type ReplayedState } from './state-journal.js'

/** Storage of a state that changes a little at a time: a whole file now and then, and a journal of changes in between. */
export interface JournaledSpec<A> extends Omit<JsonStoreSpec<A>, 'lost'> {
  /** Change as JSON; `null` when only the whole new state can express it. */
  readonly changeBetween: (before: A, after: A) => unknown
  /** `null` for what is no change of such a state. */
  readonly apply: (state: A, change: unknown) => A | null
  /**
   * Text of the whole file in pieces, the first one `{\n`, the next ones beginning with the members of `head`. For a state
   * that takes long to write out; `encode` by default.
   */
  readonly pieces?: (state: A, head: Readonly<Record<string, unknown>>) => Iterable<string>
}

/** Content of the file: a state, and the number of the last change in it. */
export interface NumberedState<A> {
  readonly state: A
  /** `null` where an older version wrote the file, or there is none. */
  readonly seq: number | null
}

/** Name of this part in logs and counters. */
const PART = 'state journal'

/** Changes are gathered up to this size before the whole state is written again. */
const JOURNAL_BYTES = 256 * 1024

/** The file of a journaled state: as that of any other, with the member `journal`. */
export const numbered = <A>(spec: JournaledSpec<A>): JsonStoreSpec<NumberedState<A>> => ({
  ...spec,
  fresh: { state: spec.fresh, seq: null },
  decode: (stored) => {
    const { journal, ...rest } = stored as Readonly<Record<string, unknown>>
    const seq = typeof journal === 'number' && Number.isSafeInteger(journal) ? journal : null
    return pipe(
      spec.decode(rest),
      E.map((state) => ({ state, seq })),
    )
  },
  encode: ({ state, seq }) => ({ journal: seq, ...spec.encode(state) }),
})

/** Opens a state file and its journal. Faults of either are mended and reported as `openJsonStore` does. */
export function openJournaledStore<A>(spec: JournaledSpec<A>): TE.TaskEither<Unavailable, JsonStore<A>> {
  return TE.tryCatch(
    () => open(spec),
    (thrown) => unavailable('store', `${spec.file}: ${errorText(thrown)}`, thrown),
  )
}

const piecesOf = <A>(spec: JournaledSpec<A>, state: A, seq: number): Promise<ReadonlyArray<string>> => {
  const head = { version: spec.version, journal: seq }
  const pieces = spec.pieces?.(state, head) ?? [`${JSON.stringify({ ...head, ...spec.encode(state) }, null, 2)}\n`]
  return piecesWithChecksum(pieces)
}

async function open<A>(spec: JournaledSpec<A>): Promise<JsonStore<A>> {
  const { disk, file } = spec
  const found = await readState(numbered(spec))
  const { seq } = found.state
  if (found.faults.some(({ using }) => using === 'refused'))
    return refusing(found.state.state, found.faults, `${file}: ${found.faults[0]?.detail ?? ''}`)
  const journal = await readJournal(disk, journalOf(file))
  const copy = await readJournal(disk, journalCopyOf(file))
  const replayed = replay(found.state, journal, copy, spec.apply)
  if (replayed.problem !== null) {
    const fault = await setJournalAside(spec, replayed, replayed.problem, journal.isThere)
    const faults = [...found.faults, fault]
    if (fault.using === 'refused') return refusing(replayed.state, faults, `${fault.file}: ${fault.detail}`)
    return storeOf(spec, faults, {
      state: replayed.state,
      seq: replayed.nextSeq,
      file: { text: null, seq: replayed.nextSeq },
      copySeq: null,
      journal: journalFile(disk, journalOf(file), 0, false),
      copy: journalFile(disk, journalCopyOf(file), 0, false),
      uncopied: '',
    })
  }
  const isCopyGood = found.copy !== null && found.copy === found.text && copy.problem === null
  const uncopied = [...journal.changes].filter(([one]) => one > (seq ?? 0) && !copy.changes.has(one))
  return storeOf(spec, found.faults, {
    state: replayed.state,
    seq: replayed.seq,
    file: found.text === null || seq === null ? { text: found.text, seq: null } : { text: null, seq },
    copySeq: isCopyGood ? seq : null,
    journal: journalFile(disk, journalOf(file), journal.size, journal.isThere),
    copy: journalFile(disk, journalCopyOf(file), copy.size, copy.isThere),
    uncopied: uncopied.map(([one, change]) => journalLine(one, change)).join(''),
  })
}

/**
 * The state as far as it could be read is written whole first, so that it is safe if the journals are lost. Its
 * number is past every change that either of them holds, so that none of those is applied to it.
 */
async function setJournalAside<A>(
  spec: JournaledSpec<A>,
  { state, nextSeq }: ReplayedState<A>,
  detail: string,
  isThere: boolean,
): Promise<StateFault> {
  const { disk, file, now } = spec
  const [path, copy] = [journalOf(file), journalCopyOf(file)]
  const aside = `${path}.corrupt-${now()}`
  const fault: StateFault = {
    file: path,
    reason: isThere ? 'damaged' : 'missing',
    detail,
    movedTo: null,
    using: 'refused',
  }
  try {
    await replaceFile(disk, file, await piecesOf(spec, state, nextSeq))
    if (isThere) await disk.rename(path, aside)
  } catch (thrown) {
    return { ...fault, detail: `${detail}; it cannot be moved aside: ${errorText(thrown)}` }
  }
  await disk.rename(copy, `${copy}.corrupt-${now()}`).catch(() => undefined)
  return { ...fault, movedTo: isThere ? aside : null, using: 'last-good-copy' }
}

const refusing = <A>(state: A, faults: ReadonlyArray<StateFault>, detail: string): JsonStore<A> => ({
  current: () => state,
  read: TE.fromIO(() => state),
  update: (change) => () => {
    const changed = change(state)
    const isSame = E.isLeft(changed) || changed.right === state
    return Promise.resolve(isSame ? changed : E.left(unavailable('store', detail)))
  },
  faults,
  settled: () => Promise.resolve(),
})

/** A journaled state as it is on disk when it is opened. */
interface OpenedState<A> {
  readonly state: A
  /** Number of the last change. */
  readonly seq: number
  /** The file: number of the last change in it, or its text where it has no number and has to be written whole. */
  readonly file: { readonly text: string | null; readonly seq: null } | { readonly text: null; readonly seq: number }
  /** Number of the last change in its last good copy; `null`: it has to be written. */
  readonly copySeq: number | null
  readonly journal: JournalFile
  readonly copy: JournalFile
  /** Lines that the copy of the journal has not yet. */
  readonly uncopied: string
}

function storeOf<A>(spec: JournaledSpec<A>, faults: ReadonlyArray<StateFault>, opened: OpenedState<A>): JsonStore<A> {
  const { disk, file } = spec
  const { journal, copy } = opened
  const serial = makeSerial()
  let { state, seq, copySeq, uncopied } = opened
  let onDisk = opened.file

  /** The file as it was, to be put back when the new one cannot be made safe. */
  const former = (): FileContent | null | Promise<FileContent> =>
    onDisk.seq === null ? onDisk.text : piecesOf(spec, state, seq)

  const write = async (next: A): Promise<void> => {
    const change = onDisk.seq === null ? null : spec.changeBetween(state, next)
    if (change === null) {
      await replaceFile(disk, file, await piecesOf(spec, next, seq + 1), await former())
      onDisk = { text: null, seq: seq + 1 }
    } else {
      const line = journalLine(seq + 1, change)
      await journal.append(line)
      uncopied += line
    }
  }

  const apply = async <E>(change: (state: A) => E.Either<E, A>): Promise<E.Either<E | Unavailable, A>> => {
    const changed = change(state)
    if (E.isLeft(changed) || changed.right === state) return changed
    const startedAt = performance.now()
    try {
      await write(changed.right)
      spec.noteWrite?.(performance.now() - startedAt, true)
    } catch (thrown) {
      spec.noteWrite?.(performance.now() - startedAt, false)
      return E.left(unavailable('store', `${file}: ${errorText(thrown)}`, thrown))
    }
    state = changed.right
    seq += 1
    detach(PART, () => serial.run(keepCopy))
    return changed
  }

  const writeWhole = async (): Promise<void> => {
    if (onDisk.seq === seq) return
    await replaceFile(disk, file, await piecesOf(spec, state, seq))
    onDisk = { text: null, seq }
  }

  /** After the answer and before the next change; once for changes that came together. Best effort, and done again. */
  const keepCopy = async (): Promise<void> => {
    try {
      if (journal.size() > JOURNAL_BYTES) await writeWhole()
      if (onDisk.seq !== null && (copySeq === null || copySeq < onDisk.seq)) {
        await replaceFile(disk, lastGoodCopyOf(file), await piecesOf(spec, state, seq))
        copySeq = seq
      }
      if (onDisk.seq === seq && copySeq === seq && journal.size() + copy.size() > 0) {
        await journal.clear()
        await copy.clear()
        uncopied = ''
      }
      if (uncopied !== '') await copy.append(uncopied)
      uncopied = ''
    } catch {
      // The file and the journal hold everything without the copy.
    }
  }
  detach(PART, () => serial.run(keepCopy))

  return {
    current: () => state,
    read: TE.fromIO(() => state),
    update: (change) => () => serial.run(() => apply(change)),
    faults,
    settled: serial.settled,
  }
}

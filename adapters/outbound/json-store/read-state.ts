import * as E from 'fp-ts/lib/Either.js'
import { basename, dirname, join } from 'node:path'
import type { StateFault } from '../../../application/shared/state-fault.js'
import { removeLeftovers, replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import type { JsonStoreSpec } from './json-store-spec.js'
import { parseState, type UnreadableState } from './state-text.js'

export interface ReadState<A> {
  readonly state: A
  /** Present content of the file; `null` when it does not exist or must not be replaced. */
  readonly text: string | null
  /** Content of the last good copy; `null` when it has to be written. */
  readonly copy: string | null
  readonly faults: ReadonlyArray<StateFault>
}

export type Content<A> =
  | { readonly _tag: 'Good'; readonly state: A; readonly text: string }
  | { readonly _tag: 'Missing' }
  | { readonly _tag: 'Unreadable'; readonly detail: string }
  | UnreadableState

/** The machine is short of something for a moment: no reason to think ill of the file. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR', 'EBUSY'])

export const isPassing = (thrown: unknown): boolean => PASSING.has(errorCode(thrown) ?? '')

/** Reads a state file, repairs it where possible, and returns its faults. Rejects when the folder cannot be used. */
export async function readState<A>(spec: JsonStoreSpec<A>): Promise<ReadState<A>> {
  const { disk, file } = spec
  await disk.makeFolder(dirname(file))
  await removeLeftovers(disk, file)
  await removeLeftovers(disk, lastGoodCopyOf(file))
  const content = await readContent(spec, file)
  switch (content._tag) {
    case 'Good': {
      const copy = await readContent(spec, lastGoodCopyOf(file))
      return { state: content.state, text: content.text, copy: copy._tag === 'Good' ? copy.text : null, faults: [] }
    }
    case 'Missing':
      return readWithout(spec)
    case 'Newer':
      return withoutFile(lostState(spec), refusal(file, 'newer', content.detail))
    case 'Damaged':
      return setAside(spec, 'damaged', content.detail)
    case 'Unreadable':
      return setAside(spec, 'unreadable', content.detail)
  }
}

/** Reads one file and nothing else. Rejects when the machine is short of something just now. */
export async function readContent<A>(spec: JsonStoreSpec<A>, path: string): Promise<Content<A>> {
  let bytes: Uint8Array
  try {
    bytes = await spec.disk.readBytes(path)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return { _tag: 'Missing' }
    if (isPassing(thrown)) throw thrown
    return { _tag: 'Unreadable', detail: errorText(thrown) }
  }
  const parsed = parseState(spec, bytes)
  return E.isRight(parsed) ? { _tag: 'Good', ...parsed.right } : parsed.left
}

const withoutFile = <A>(state: A, ...faults: ReadonlyArray<StateFault>): ReadState<A> => ({
  state,
  text: null,
  copy: null,
  faults,
})

/** State without a file. A last good copy shows that the file was removed; without one this is the first start. */
async function readWithout<A>(spec: JsonStoreSpec<A>): Promise<ReadState<A>> {
  const copy = await readContent(spec, lastGoodCopyOf(spec.file))
  if (copy._tag !== 'Missing') return useCopy(spec, copy, fault(spec.file, 'missing', 'the file is gone', null))
  const aside = spec.lost === undefined ? null : await keptAside(spec)
  if (aside !== null) {
    const found = fault(spec.file, 'damaged', 'nothing has been set since it was kept aside', aside)
    return withoutFile(lostState(spec), withoutCopy(spec, found))
  }
  if (spec.importFrom === undefined) return withoutFile(spec.fresh)
  const older = await readContent(spec, spec.importFrom)
  if (older._tag === 'Good') return withoutFile(older.state)
  if (older._tag === 'Missing') return withoutFile(spec.fresh)
  return withoutFile(spec.fresh, fault(spec.importFrom, 'damaged', older.detail, null))
}

const lostState = <A>({ lost, fresh }: JsonStoreSpec<A>): A => lost ?? fresh

const withoutCopy = <A>({ lost }: JsonStoreSpec<A>, found: StateFault): StateFault =>
  lost === undefined ? found : { ...found, using: 'strictest' }

/** The newest damaged file, or damaged copy, that an earlier start moved aside; `null` when there is none. */
async function keptAside<A>({ disk, file }: JsonStoreSpec<A>): Promise<string | null> {
  const kept = (await disk.list(dirname(file)))
    .filter((name) => name.startsWith(`${basename(file)}.`) && /\.corrupt-\d+$/.test(name))
    .sort()
    .at(-1)
  return kept === undefined ? null : join(dirname(file), kept)
}

async function setAside<A>(
  spec: JsonStoreSpec<A>,
  reason: 'damaged' | 'unreadable',
  detail: string,
): Promise<ReadState<A>> {
  const aside = `${spec.file}.corrupt-${spec.now()}`
  const copy = await readContent(spec, lastGoodCopyOf(spec.file))
  try {
    await spec.disk.rename(spec.file, aside)
  } catch (thrown) {
    const why = `${detail}; it cannot be moved aside: ${errorText(thrown)}`
    return withoutFile(copy._tag === 'Good' ? copy.state : lostState(spec), refusal(spec.file, reason, why))
  }
  return useCopy(spec, copy, fault(spec.file, reason, detail, aside))
}

async function useCopy<A>(spec: JsonStoreSpec<A>, copy: Content<A>, found: StateFault): Promise<ReadState<A>> {
  if (copy._tag === 'Newer') return withoutFile(lostState(spec), refusal(spec.file, 'newer', copy.detail))
  if (copy._tag !== 'Good') {
    if (copy._tag !== 'Missing') await setCopyAside(spec)
    return withoutFile(lostState(spec), withoutCopy(spec, found))
  }
  // At once, so that the next start finds it too. A disk that takes nothing now still leaves the copy.
  const isBack = await replaceFile(spec.disk, spec.file, copy.text, null).then(
    () => true,
    () => false,
  )
  const faults: ReadonlyArray<StateFault> = [{ ...found, using: 'last-good-copy' }]
  return { state: copy.state, text: isBack ? copy.text : null, copy: copy.text, faults }
}

/** Moves the copy aside so that the next write does not overwrite it. Errors are ignored. */
async function setCopyAside<A>({ disk, file, now }: JsonStoreSpec<A>): Promise<void> {
  const copy = lastGoodCopyOf(file)
  await disk.rename(copy, `${copy}.corrupt-${now()}`).catch(() => undefined)
}

const fault = (file: string, reason: StateFault['reason'], detail: string, movedTo: string | null): StateFault => ({
  file,
  reason,
  detail,
  movedTo,
  using: 'nothing',
})

const refusal = (file: string, reason: StateFault['reason'], detail: string): StateFault => ({
  file,
  reason,
  detail,
  movedTo: null,
  using: 'refused',
})

/** Path of the second copy, which is read when the state file itself is unreadable. */
export const lastGoodCopyOf = (file: string): string => `${file}.bak`

/** Returns false on failure. The state file and the previous copy are intact then. */
export const writeLastGoodCopy = (disk: Disk, file: string, text: string): Promise<boolean> =>
  replaceFile(disk, lastGoodCopyOf(file), text).then(
    () => true,
    () => false,
  )

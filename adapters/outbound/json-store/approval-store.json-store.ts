import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { ApprovalStore } from '../../../application/approvals/approval-store.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { Approval } from '../../../domain/approvals/approval.js'
import { isJsonObject, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import { removeLeftoversIn, replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { makeBatches } from '../../../infrastructure/files/batches.js'
import { errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { journalFile } from '../../../infrastructure/files/journal-file.js'
import type { StateFolder } from './state-folder.js'
import { journalLine, readJournal, type JournalContent } from './state-journal.js'
import { parseState, type ReadableShape } from './state-text.js'
import { decodeWith, storedAgentId, storedInstant, storedSessionId, storedText } from './stored-values.js'

const nullable = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])
const Input = new t.Type<JsonObject>(
  'Input',
  isJsonObject,
  (value, context) => (isJsonObject(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
)

const StoredParts = t.strict({
  id: t.string,
  mode: t.keyof({ ask: null, strict: null }),
  reason: storedText,
  createdAt: storedInstant,
  expiresAt: storedInstant,
  secretHash: t.string,
  call: t.intersection([
    t.strict({
      /** Older versions stored the name of the session. */
      session: storedSessionId,
      gate: t.keyof({ PreToolUse: null, PermissionRequest: null, Elicitation: null }),
      tool: t.string,
      input: Input,
      digest: t.string,
      inputLength: t.number,
      permissionMode: t.string,
      cwd: nullable(t.string),
      toolUseId: nullable(t.string),
      promptId: nullable(t.string),
      comesAgain: t.boolean,
    }),
    t.partial({ agent: storedAgentId, asksAgain: t.literal(true), cannotPrompt: t.literal(true), subagent: t.string }),
  ]),
})
const StoredApproval = t.intersection([StoredParts, t.partial({ deniedAt: storedInstant, isRuled: t.literal(true) })])

/** Approvals of older versions, one a file. */
const olderShape: ReadableShape<Approval> = {
  version: 1,
  migrate: [(older) => older],
  decode: decodeWith(StoredApproval),
}

const StoredChange = t.union([t.strict({ kept: StoredApproval }), t.strict({ dropped: t.string })])
type Change = { readonly kept: Approval } | { readonly dropped: string }

function apply(approvals: Map<string, Approval>, change: Change): void {
  if ('kept' in change) approvals.set(change.kept.id, change.kept)
  else approvals.delete(change.dropped)
}

/** Name of the folder of open approvals in the state folder. */
export const APPROVALS_FOLDER = 'approvals'
const JOURNAL = 'open.journal'
const OLDER_SUFFIX = '.json'
/** Files read at a time: enough to keep a disk busy, far below any limit of open files. */
const READ_AT_ONCE = 32
/** The journal may have twice the size of its last compaction and these bytes before the next one. */
const SLACK_BYTES = 1024 * 1024
/** Approvals encoded between two turns of the event loop. */
const APPROVALS_A_PIECE = 50

/** Open approvals, and the file that holds them. One call at a time. */
interface OpenJournal {
  readonly approvals: ReadonlyMap<string, Approval>
  /** Resolves once the changes survive a power failure. */
  readonly append: (changes: ReadonlyArray<Change>) => Promise<void>
  readonly isLarge: () => boolean
  /** Replaces the file by one that has the open approvals only. Must be opened again when this rejects. */
  readonly compact: () => Promise<void>
}

/**
 * Approvals in `approvals/open.journal`. Changes that come together are appended together and synced once, so that the
 * cost of one does not depend on the number stored.
 */
export function jsonApprovalStore(state: StateFolder): ApprovalStore {
  const folder = join(state.path, APPROVALS_FOLDER)
  let opening: Promise<OpenJournal> | null = null

  async function opened(): Promise<OpenJournal> {
    opening ??= open(state, folder)
    try {
      return await opening
    } catch (thrown) {
      opening = null
      throw thrown
    }
  }

  const { add } = makeBatches<Change>(async (changes) => {
    const journal = await opened()
    await journal.append(changes)
    if (!journal.isLarge()) return
    await journal.compact().catch(() => {
      opening = null
    })
  })
  const attempt = <A>(act: () => Promise<A>) =>
    TE.tryCatch(act, (thrown) => unavailable('store', `${folder}: ${errorText(thrown)}`, thrown))

  return {
    kept: attempt(async () => [...(await opened()).approvals.values()].sort((a, b) => a.createdAt - b.createdAt)),
    keep: (kept) => attempt(() => add({ kept })),
    drop: (dropped) => attempt(() => add({ dropped })),
  }
}

/** Reads the folder, and compacts the journal where it has more than the open approvals, or less. */
async function open(state: StateFolder, folder: string): Promise<OpenJournal> {
  const { disk, now } = state
  const file = join(folder, JOURNAL)
  await disk.makeFolder(folder)
  await removeLeftoversIn(disk, folder)
  const stored = await readJournal(disk, file)
  const changes = [...stored.changes.values()].map(decodeWith(StoredChange))
  const isDamaged = stored.problem !== null || changes.some(E.isLeft)
  // A copy, since a kill between two renames would lose the intact lines. Damaged bytes are replaced in it.
  if (isDamaged) await replaceFile(disk, `${file}.corrupt-${now()}`, await disk.read(file))
  const older = (await disk.list(folder)).filter((name) => name.endsWith(OLDER_SUFFIX) && !name.startsWith('.'))
  const approvals = new Map((await readOlder(state, folder, older)).map((one) => [one.id, one]))
  for (const change of changes) if (E.isRight(change)) apply(approvals, change.right)

  const journal = openJournal(disk, file, approvals, stored)
  if (isDamaged || older.length > 0 || changes.length > approvals.size) await journal.compact()
  for (const name of older) await disk.remove(join(folder, name)).catch(() => undefined)
  return journal
}

function openJournal(disk: Disk, file: string, approvals: Map<string, Approval>, stored: JournalContent): OpenJournal {
  let journal = journalFile(disk, file, stored.size, stored.isThere)
  let seq = [...stored.changes.keys()].at(-1) ?? 0
  let compactAbove = 2 * stored.size + SLACK_BYTES

  function lines(changes: ReadonlyArray<Change>): string {
    return changes.map((change) => journalLine((seq += 1), StoredChange.encode(change))).join('')
  }

  /** Encoded while it is written, so that no turn of the event loop takes longer than one piece. */
  function* pieces(onPiece: (bytes: number) => void): Generator<string> {
    const open = [...approvals.values()]
    for (let from = 0; from < open.length; from += APPROVALS_A_PIECE) {
      const piece = lines(open.slice(from, from + APPROVALS_A_PIECE).map((kept) => ({ kept })))
      onPiece(Buffer.byteLength(piece))
      yield piece
    }
  }

  return {
    approvals,
    append: async (changes) => {
      try {
        await journal.append(lines(changes))
      } catch (thrown) {
        // The next compaction leaves out what could not be dropped.
        for (const change of changes) if ('dropped' in change) apply(approvals, change)
        throw thrown
      }
      for (const change of changes) apply(approvals, change)
    },
    isLarge: () => journal.size() > compactAbove,
    compact: async () => {
      let size = 0
      if (approvals.size === 0) {
        // Needs no space on a full disk. Changes that reappear after a power failure leave no approval open.
        await journal.clear()
        compactAbove = SLACK_BYTES
        return
      }
      await replaceFile(
        disk,
        file,
        pieces((bytes) => (size += bytes)),
      )
      journal = journalFile(disk, file, size)
      compactAbove = 2 * size + SLACK_BYTES
    },
  }
}

/** Approvals of older versions. An unreadable one is moved aside: it was not decided and can no longer be. */
async function readOlder(
  { disk, now }: StateFolder,
  folder: string,
  names: ReadonlyArray<string>,
): Promise<ReadonlyArray<Approval>> {
  const read = async (name: string): Promise<ReadonlyArray<Approval>> => {
    const parsed = parseState(olderShape, await disk.readBytes(join(folder, name)))
    if (E.isRight(parsed)) return [parsed.right.state]
    await disk.rename(join(folder, name), join(folder, `${name}.corrupt-${now()}`))
    return []
  }
  const approvals: Approval[] = []
  for (let from = 0; from < names.length; from += READ_AT_ONCE) {
    approvals.push(...(await Promise.all(names.slice(from, from + READ_AT_ONCE).map(read))).flat())
  }
  return approvals
}

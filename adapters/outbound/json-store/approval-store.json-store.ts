import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { ApprovalStore } from '../../../application/approvals/approval-store.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { Approval } from '../../../domain/approvals/approval.js'
import { isJsonObject, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { removeLeftoversIn, replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText } from '../../../infrastructure/files/disk.js'
import type { StateFolder } from './state-folder.js'
import { parseState, stateText, type StateShape } from './state-text.js'
import { decodeWith, storedInstant, storedText } from './stored-values.js'

const nullable = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])
const Input = new t.Type<JsonObject>(
  'Input',
  isJsonObject,
  (value, context) => (isJsonObject(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
)

const StoredApproval = t.strict({
  id: t.string,
  mode: t.keyof({ ask: null, strict: null }),
  reason: storedText,
  createdAt: storedInstant,
  expiresAt: storedInstant,
  secretHash: t.string,
  call: t.strict({
    /** Id of the session; older versions stored its name. */
    session: t.string,
    gate: t.keyof({ PreToolUse: null, PermissionRequest: null }),
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
})

const shape: StateShape<Approval> = {
  version: 1,
  migrate: [(older) => older],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredApproval),
      E.map((approval) => ({ ...approval, call: { ...approval.call, session: sessionId(approval.call.session) } })),
    ),
  encode: (approval) => StoredApproval.encode(approval),
}

/** Name of the folder of open approvals in the state folder. */
export const APPROVALS_FOLDER = 'approvals'
const SUFFIX = '.json'
/** Files read at a time: enough to keep a disk busy, far below any limit of open files. */
const READ_AT_ONCE = 32

/** Approvals in the folder `approvals`, one file each: the cost of adding one does not depend on the number stored. */
export function jsonApprovalStore({ disk, path, now }: StateFolder): ApprovalStore {
  const folder = join(path, APPROVALS_FOLDER)
  const fileOf = (id: string): string => join(folder, `${id}${SUFFIX}`)
  const attempt = <A>(act: () => Promise<A>) =>
    TE.tryCatch(act, (thrown) => unavailable('store', `${folder}: ${errorText(thrown)}`, thrown))
  let made: Promise<void> | null = null

  /** Once, before the first write of this hub. */
  async function makeFolder(): Promise<void> {
    made ??= disk.makeFolder(folder).then(() => removeLeftoversIn(disk, folder))
    try {
      await made
    } catch (thrown) {
      made = null
      throw thrown
    }
  }

  /** Moves an unreadable approval aside. It was not decided and can no longer be. */
  async function read(name: string): Promise<ReadonlyArray<Approval>> {
    const parsed = parseState(shape, await disk.readBytes(join(folder, name)))
    if (E.isRight(parsed)) return [parsed.right.state]
    await disk.rename(join(folder, name), join(folder, `${name}.corrupt-${String(now())}`))
    return []
  }

  async function readAll(): Promise<ReadonlyArray<Approval>> {
    await makeFolder()
    const names = (await disk.list(folder)).filter((name) => name.endsWith(SUFFIX) && !name.startsWith('.'))
    const read32 = (from: number) => Promise.all(names.slice(from, from + READ_AT_ONCE).map(read))
    const approvals: Approval[] = []
    for (let from = 0; from < names.length; from += READ_AT_ONCE) approvals.push(...(await read32(from)).flat())
    return approvals.sort((a, b) => a.createdAt - b.createdAt)
  }

  return {
    kept: attempt(readAll),
    keep: (approval) =>
      attempt(async () => {
        await makeFolder()
        await replaceFile(disk, fileOf(approval.id), stateText(shape, approval), null)
      }),
    drop: (id) =>
      pipe(
        attempt(() => disk.remove(fileOf(id))),
        TE.orElse((error) => (errorCode(error.cause) === 'ENOENT' ? TE.right(undefined) : TE.left(error))),
      ),
  }
}

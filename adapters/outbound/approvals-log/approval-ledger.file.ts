import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalLedger } from '../../../application/approvals/approval-ledger.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { Log } from '../../../application/shared/log.port.js'
import {
  checkLine,
  EMPTY_CHAIN,
  link,
  startCheck,
  type ChainCheck,
  type ChainEntry,
  type Sha256,
} from '../../../domain/approvals/chain.js'
import { detach } from '../../../application/shared/detached.js'
import { removeLeftovers, replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { makeBatches } from '../../../infrastructure/files/batches.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { headFileOf, headText, readHead, readLines, readRecordsOf, type NotedHead } from './log-files.js'

export interface FileApprovalLedgerDeps {
  readonly disk: Disk
  /** Absolute; the head is kept beside it. Its folder is there. */
  readonly file: string
  readonly now: () => number
  readonly sha256: Sha256
  readonly log: Log
}

/** A log that can be waited for. */
export interface FileApprovalLedger extends ApprovalLedger {
  /** Answers once every record that was asked for until now is written, or has failed. */
  readonly settled: () => Promise<void>
}

/**
 * Opens the log for the one hub that writes it. What a hub that was ended had written and not noted is taken over. A log
 * that does not fit its head is gone on with where the head says, so that the break stays there to be found.
 */
export function openApprovalLedger(deps: FileApprovalLedgerDeps): TE.TaskEither<Unavailable, FileApprovalLedger> {
  return TE.tryCatch(
    async () => {
      await removeLeftovers(deps.disk, headFileOf(deps.file))
      const { head, hasHead, isHeadGone } = await whereItEnds(deps)
      const ledger = ledgerFrom(deps, head, hasHead)
      // The next head would hide that records may have been cut off together with this one.
      if (isHeadGone) await ledger.append({ kind: 'note', what: 'head-missing' })()
      return ledger
    },
    (thrown) => unavailable('approvals log', errorText(thrown), thrown),
  )
}

function ledgerFrom(
  { disk, file, now, sha256, log }: FileApprovalLedgerDeps,
  opened: NotedHead,
  hadHead: boolean,
): FileApprovalLedger {
  let head = opened
  let hasHead = hadHead
  let isTorn = false

  /** Removes a record whose write failed, so that it is not read after a restart. */
  async function mend(): Promise<void> {
    if (!isTorn) return
    try {
      await disk.truncate(file, head.bytes)
      isTorn = false
    } catch (thrown) {
      isTorn = errorCode(thrown) !== 'ENOENT'
    }
  }

  async function write(entries: ReadonlyArray<ChainEntry>): Promise<void> {
    await mend()
    if (isTorn) throw new Error('an earlier record could not be taken back')
    const lines: string[] = []
    let next = { seq: head.seq, hash: head.hash }
    for (const entry of entries) {
      const linked = link(next, entry, now(), sha256)
      lines.push(`${linked.line}\n`)
      next = linked.head
    }
    const text = lines.join('')
    isTorn = true
    const handle = await disk.append(file)
    try {
      await handle.write(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    isTorn = false
    head = { ...next, bytes: head.bytes + Buffer.byteLength(text) }
  }

  /** The records are safe already; that the head lags behind is made up for at the next write or start. */
  async function note(): Promise<void> {
    try {
      await replaceFile(disk, headFileOf(file), headText(head))
      hasHead = true
    } catch (thrown) {
      log.warn('the head of the approvals log could not be noted', { detail: errorText(thrown) })
    }
  }

  const heads = makeBatches<null>(note)
  const records = makeBatches<ReadonlyArray<ChainEntry>>(async (batch) => {
    try {
      await write(batch.flat())
      // The records are safe, and agents and people wait for them. A log without any head would count as cut off.
      const noted = heads.add(null)
      if (hasHead) detach('head of the approvals log', noted)
      else await noted
    } catch (thrown) {
      await mend()
      throw thrown
    }
  })

  return {
    append: (...entries) =>
      TE.tryCatch(
        () => records.add(entries),
        (thrown) => unavailable('approvals log', errorText(thrown), thrown),
      ),
    recordsOf: (ids) =>
      TE.tryCatch(
        () => readRecordsOf(file, ids),
        (thrown) => unavailable('approvals log', errorText(thrown), thrown),
      ),
    settled: async () => {
      await records.settled()
      await heads.settled()
    },
  }
}

interface Ending {
  readonly head: NotedHead
  readonly hasHead: boolean
  readonly isHeadGone: boolean
}

async function whereItEnds({ disk, file, sha256, log }: FileApprovalLedgerDeps): Promise<Ending> {
  const noted = await readNoted(disk, headFileOf(file))
  const from = noted ?? { ...EMPTY_CHAIN, bytes: 0 }
  const size = await sizeOf(disk, file)
  if (size < from.bytes) {
    log.error('records of the approvals log are gone', { file, bytes: size, expected: from.bytes })
    return { head: { ...from, bytes: size }, hasHead: true, isHeadGone: false }
  }
  let check: ChainCheck = { ...startCheck(null), head: { seq: from.seq, hash: from.hash } }
  let end = from.bytes
  for await (const line of readLines(file, from.bytes)) {
    if (!line.isWhole) {
      log.warn('a record of the approvals log was not finished and is dropped', { file })
      await disk.truncate(file, end)
      break
    }
    check = checkLine(check, line.text, sha256)
    end = line.end
  }
  if (check.fault !== null) log.error('the approvals log is not as it was written', { file, record: check.fault.seq })
  const isHeadGone = noted === null && check.lines > 0
  if (isHeadGone) log.error('the head of the approvals log is gone', { file })
  return { head: { ...check.head, bytes: end }, hasHead: noted !== null, isHeadGone }
}

async function readNoted(disk: Disk, file: string): Promise<NotedHead | null> {
  try {
    return readHead(await disk.readBytes(file))
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}

async function sizeOf(disk: Disk, file: string): Promise<number> {
  try {
    return await disk.size(file)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return 0
    throw thrown
  }
}

import { loadErrorTexts } from '../app/texts/error-texts.js'
import { messages } from '../app/texts/messages.js'
import { isOver, onConflictOf, type ConflictChoice, type UploadJob } from './upload-job.js'
import type { HubFailure } from '../app/hub/hub.js'
import { because, hasCode } from '../app/failed.js'
import { jobs } from './transfers.js'
import { conflictAsker, type ConflictAsker } from './conflicts.js'
import type { DroppedFile } from './dropped-files.js'
import { sendFile, type Sending, type Sent } from './send-file.js'

/** Upload address for a folder below the root; `''` for the root itself. */
export interface UploadTarget {
  readonly address: (folder: string, onConflict: 'fail' | 'overwrite' | 'rename') => string
  /** Drop target folder; `''` for the root. */
  readonly folder: string
}

interface Queued {
  readonly file: DroppedFile
  readonly target: UploadTarget
  readonly asker: ConflictAsker
  readonly settle: (path: string | null) => void
}

/** A single upload would leave the connection idle between files; more would only share it. */
const MAX_PARALLEL = 2

const queued = new Map<number, Queued>()
const running = new Map<number, Sending>()
let lastId = 0

/**
 * Uploads files and asks about name conflicts. Resolves to the stored paths in order, with `null` for files that were
 * not stored. Progress and failures are shown in the upload panel.
 */
export function upload(files: ReadonlyArray<DroppedFile>, target: UploadTarget): Promise<ReadonlyArray<string | null>> {
  if (jobs.peek().every(isOver)) jobs.value = []
  const asker = conflictAsker(files.length > 1)
  const paths = files.map(
    (file) =>
      new Promise<string | null>((settle) => {
        lastId += 1
        queued.set(lastId, { file, target, asker, settle })
        const { name, size } = file.file
        jobs.value = [...jobs.peek(), { id: lastId, name, size, sent: 0, state: 'waiting', fault: null }]
      }),
  )
  proceed()
  return Promise.all(paths)
}

function change(id: number, part: Partial<UploadJob>): void {
  jobs.value = jobs.peek().map((job) => (job.id === id ? { ...job, ...part } : job))
}

function proceed(): void {
  const sending = jobs.peek().filter(({ state }) => state === 'sending').length
  for (const { id } of jobs
    .peek()
    .filter(({ state }) => state === 'waiting')
    .slice(0, MAX_PARALLEL - sending)) {
    change(id, { state: 'sending' })
    void run(id)
  }
}

async function run(id: number): Promise<void> {
  const job = queued.get(id)
  if (!job) return
  const { file, target, asker, settle } = job
  const folder = [target.folder, file.folder].filter((part) => part !== '').join('/')
  let choice: ConflictChoice | null = null
  let sent = await send(id, job, folder, choice)
  if (sent._tag === 'Taken') {
    choice = await asker.ask(file.file.name, folder)
    // Drops the result when the upload was cancelled during the request.
    const isStill = jobs.peek().some((one) => one.id === id && one.state === 'sending')
    if (choice !== 'skip' && isStill) {
      sent = await send(id, job, folder, choice)
      // A folder has the name, which no file replaces.
      if (sent._tag === 'Taken') sent = { ...sent, _tag: 'Failed' }
    }
  }
  if (sent._tag === 'Failed') await loadErrorTexts()
  queued.delete(id)
  finish(id, sent)
  settle(sent._tag === 'Stored' ? sent.path : null)
  proceed()
}

async function send(
  id: number,
  { file, target }: Queued,
  folder: string,
  choice: ConflictChoice | null,
): Promise<Sent> {
  const sending = sendFile(target.address(folder, onConflictOf(choice)), file.file.name, file.file, (sent) =>
    change(id, { sent }),
  )
  running.set(id, sending)
  const sent = await sending.done
  running.delete(id)
  return sent
}

function finish(id: number, sent: Sent): void {
  if (jobs.peek().find((job) => job.id === id)?.state === 'stopped') return
  switch (sent._tag) {
    case 'Stored':
      change(id, { state: 'done' })
      break
    case 'Taken':
      change(id, { state: 'skipped' })
      break
    case 'Stopped':
      change(id, { state: 'stopped' })
      break
    case 'Failed':
      change(id, { state: 'failed', fault: faultOf(sent.failure) })
  }
}

function faultOf(failure: HubFailure): string {
  if (hasCode(failure, 'FileTooLarge', 'BodyTooLarge')) return messages.value.uploadTooLarge
  return because(failure)
}

/** Cancels an upload. The hub removes the partial file. */
export function stopUpload(id: number): void {
  const sending = running.get(id)
  if (sending) {
    sending.stop()
    return
  }
  const job = queued.get(id)
  change(id, { state: 'stopped' })
  if (!job) return
  // A queued upload has no request that settles its promise.
  queued.delete(id)
  job.settle(null)
}

export function stopUploads(): void {
  for (const job of jobs.peek()) if (!isOver(job)) stopUpload(job.id)
}

export function clearUploads(): void {
  jobs.value = jobs.peek().filter((job) => !isOver(job))
}

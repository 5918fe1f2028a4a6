import { retryAfterSeconds } from '../../../http/client/call.js'
import { filesAddress } from './the-files-hub.js'
import { messages } from '../i18n/messages.js'
import { nameOf } from './file-paths.js'
import { token } from '../state/sign-in.js'
import { toast } from '../state/toasts.js'
import { hubAddress } from '../platform/mount.js'

/** Saves a file on this device. The page fetches it because a link cannot carry the token. */
export async function download(root: string, path: string): Promise<void> {
  const m = messages.value
  const name = nameOf(path)
  const address = `${filesAddress(root, 'download')}?${new URLSearchParams({ path }).toString()}`
  try {
    const answer = await fetch(hubAddress(address), { headers: { Authorization: `Bearer ${token.peek() ?? ''}` } })
    if (!answer.ok) {
      const seconds = answer.status === 429 ? retryAfterSeconds(answer.headers) : null
      const why = seconds === null ? m.hubRefused(answer.statusText) : m.tooManyRequests(seconds)
      toast({ kind: 'failed', text: m.failedTo(m.couldNotDownload(name), why) })
      return
    }
    save(await answer.blob(), name)
  } catch {
    toast({ kind: 'failed', text: m.failedTo(m.couldNotDownload(name), m.hubUnreachable) })
  }
}

/** Saves a blob in the browser's download folder. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

import { messages } from '../i18n/messages.js'
import { failed } from '../state/failed.js'
import { nameOf } from './file-paths.js'
import { filesOfHub } from './the-files-hub.js'

/** Saves a file on this device. The page fetches it because a link cannot carry the token. */
export async function download(root: string, path: string): Promise<void> {
  const name = nameOf(path)
  const answer = await filesOfHub.download(root, path)
  if (answer.ok) save(answer.value, name)
  else failed(messages.value.couldNotDownload(name), answer.failure)
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

import { messages } from './texts/messages.js'
import { failed } from './failed.js'
import { ask, client } from './the-hub.js'

/** Signal of a request without a time limit. */
const NEVER = new AbortController().signal

/** Saves a file on this device. The page fetches it because a link cannot carry the token. */
export async function download(root: string, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const answer = await ask(client.downloadFile({ params: { id: root }, query: { path }, signal: NEVER }))
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

import type { HubSession } from '../app/hub/hub.js'
import type { DroppedFile } from '../transfer/dropped-files.js'
import { typedFor, typeReply } from './replies.js'

/** Uploads files to the folder of an agent's session and adds their names to the reply that is typed then. */
export async function attachToReply(
  { id, name }: HubSession,
  files: Promise<ReadonlyArray<DroppedFile>>,
): Promise<void> {
  const [{ uploadToSession }, { mention }] = await Promise.all([
    import('../transfer/session-upload.js'),
    import('../transfer/mention.js'),
  ])
  const paths = await uploadToSession(name, await files)
  if (paths.length === 0) return
  const before = typedFor(id)
  const space = before === '' || /\s$/.test(before) ? '' : ' '
  typeReply(id, `${before}${space}${paths.map((path) => `${mention(path, true)} `).join('')}`)
}

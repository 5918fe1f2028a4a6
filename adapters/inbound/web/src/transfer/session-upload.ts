import type { DroppedFile } from './dropped-files.js'
import { upload, type UploadTarget } from './uploads.js'

/** Uploads files to the folder of a session. Resolves to the paths of those that were stored, below that folder. */
export async function uploadToSession(
  session: string,
  files: ReadonlyArray<DroppedFile>,
): Promise<ReadonlyArray<string>> {
  const address: UploadTarget['address'] = (_folder, onConflict) =>
    `/api/sessions/${encodeURIComponent(session)}/upload?${new URLSearchParams({ onConflict }).toString()}`
  const paths = await upload(files, { address, folder: '' })
  return paths.filter((path) => path !== null)
}

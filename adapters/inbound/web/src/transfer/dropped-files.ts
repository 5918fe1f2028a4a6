/** File from the desktop. When a whole folder was dropped, with its path below the drop: `photos/2026`, or `''`. */
export interface DroppedFile {
  readonly file: File
  readonly folder: string
}

/**
 * Files of a drop, including the content of folders. Must be called in the event handler, because browsers clear the
 * drop data afterwards.
 */
export async function droppedFiles(items: ReadonlyArray<DataTransferItem>): Promise<ReadonlyArray<DroppedFile>> {
  const dropped = items
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const found = await Promise.all(
    dropped.map(async ({ entry, file }) => {
      if (entry?.isDirectory) return filesIn(entry as FileSystemDirectoryEntry, entry.name)
      return file ? [{ file, folder: '' }] : []
    }),
  )
  return found.flat()
}

export const plainFiles = (files: Iterable<File>): ReadonlyArray<DroppedFile> =>
  [...files].map((file) => ({ file, folder: '' }))

async function filesIn(directory: FileSystemDirectoryEntry, folder: string): Promise<ReadonlyArray<DroppedFile>> {
  const reader = directory.createReader()
  const found: DroppedFile[] = []
  for (;;) {
    // Browsers return up to some hundred entries per call. An empty array is the end.
    const entries = await new Promise<ReadonlyArray<FileSystemEntry>>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (entries.length === 0) return found
    for (const entry of entries) {
      if (entry.isDirectory)
        found.push(...(await filesIn(entry as FileSystemDirectoryEntry, `${folder}/${entry.name}`)))
      else {
        const file = await fileOf(entry as FileSystemFileEntry)
        if (file) found.push({ file, folder })
      }
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}

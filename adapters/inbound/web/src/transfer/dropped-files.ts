/** A file from the desktop, and the folders that it lay in when a whole folder was dropped: `photos/2026`, or `''`. */
export interface DroppedFile {
  readonly file: File
  readonly folder: string
}

/** The files in a drop, folders with everything in them. The browser forgets the drop with this turn: call it at once. */
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
    // Some hundred at a time; none is the end.
    const entries = await new Promise<ReadonlyArray<FileSystemEntry>>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([])
      })
    })
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
  return new Promise((resolve) => {
    entry.file(resolve, () => {
      resolve(null)
    })
  })
}

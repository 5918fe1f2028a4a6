/** A path as it is within the first of the folders that it lies below; as it was where it lies below none. */
export function pathIn(path: string, folders: ReadonlyArray<string | null>): string {
  const folder = folders.find((one) => one !== null && path.startsWith(`${one}/`))
  return folder === undefined || folder === null ? path : path.slice(folder.length + 1)
}

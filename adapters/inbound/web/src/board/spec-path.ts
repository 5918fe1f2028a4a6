/** Path relative to the first folder that contains it; unchanged when none does. */
export function pathIn(path: string, folders: ReadonlyArray<string | null>): string {
  const folder = folders.find((one) => one !== null && path.startsWith(`${one}/`))
  return folder === undefined || folder === null ? path : path.slice(folder.length + 1)
}

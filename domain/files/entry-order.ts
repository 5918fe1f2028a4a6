interface Sortable {
  readonly name: string
  readonly isFolder: boolean
}

const collator = new Intl.Collator('en')

/** Compares folders before files, then by English collation; equal collation keys compare by UTF-16 code units. */
export function byKindAndName(a: Sortable, b: Sortable): number {
  if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1)
}

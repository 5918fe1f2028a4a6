interface Sortable {
  readonly name: string
  readonly isFolder: boolean
}

/** Made at the first comparison: it takes 2 MB. */
let collator: Intl.Collator | undefined

/** Compares folders before files, then by English collation; equal collation keys compare by UTF-16 code units. */
export function byKindAndName(a: Sortable, b: Sortable): number {
  if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1
  collator ??= new Intl.Collator('en')
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1)
}

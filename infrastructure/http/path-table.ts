/** Something that is found by method and path. */
export interface PathEntry {
  readonly method: string
  /** Segments, each literal or `:name`, which takes one that is not empty. */
  readonly path: string
}

/** Parameters of a path by name, percent-decoded; a broken escape stays as it is. */
export type PathParams = Readonly<Record<string, string>>

/**
 * Entries by method and path. A literal segment goes before a parameter, unless nothing is found below it; letters match by
 * case, and one slash at the end of a path is ignored.
 */
export interface PathTable<Entry> {
  readonly find: (method: string, path: string) => { readonly entry: Entry; readonly params: PathParams } | null
}

interface Node<Entry> {
  readonly literals: Map<string, Node<Entry>>
  parameter: Node<Entry> | null
  leaf: Leaf<Entry> | null
}

interface Leaf<Entry> {
  readonly entry: Entry
  /** Names of the parameters and the positions of their segments. */
  readonly names: ReadonlyArray<readonly [name: string, position: number]>
}

const newNode = <Entry>(): Node<Entry> => ({ literals: new Map(), parameter: null, leaf: null })

/** Throws when two entries have the same method and path, whatever their parameters are called. */
export function makePathTable<Entry extends PathEntry>(entries: ReadonlyArray<Entry>): PathTable<Entry> {
  const roots = new Map<string, Node<Entry>>()
  for (const entry of entries) {
    const { method, path } = entry
    let node = roots.get(method) ?? newNode<Entry>()
    roots.set(method, node)
    const segments = path.split('/')
    for (const segment of segments) node = below(node, segment)
    if (node.leaf !== null) throw new Error(`two routes for ${method} ${path.replace(/:\w+/g, ':')}`)
    const names = segments.flatMap((segment, position) =>
      segment.startsWith(':') ? [[segment.slice(1), position] as const] : [],
    )
    node.leaf = { entry, names }
  }

  return {
    find: (method, path) => {
      const root = roots.get(method)
      if (root === undefined) return null
      const segments = (path.endsWith('/') ? path.slice(0, -1) : path).split('/')
      const leaf = leafAt(root, segments, 0)
      if (leaf === null) return null
      const params: Record<string, string> = {}
      for (const [name, position] of leaf.names) params[name] = decoded(segments[position] ?? '')
      return { entry: leaf.entry, params }
    },
  }
}

function below<Entry>(node: Node<Entry>, segment: string): Node<Entry> {
  if (segment.startsWith(':')) return (node.parameter ??= newNode<Entry>())
  const next = node.literals.get(segment) ?? newNode<Entry>()
  node.literals.set(segment, next)
  return next
}

function leafAt<Entry>(node: Node<Entry>, segments: ReadonlyArray<string>, position: number): Leaf<Entry> | null {
  const segment = segments[position]
  if (segment === undefined) return node.leaf
  const literal = node.literals.get(segment)
  const found = literal === undefined ? null : leafAt(literal, segments, position + 1)
  if (found !== null || node.parameter === null || segment === '') return found
  return leafAt(node.parameter, segments, position + 1)
}

function decoded(segment: string): string {
  try {
    return segment.includes('%') ? decodeURIComponent(segment) : segment
  } catch {
    return segment
  }
}

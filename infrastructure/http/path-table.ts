/** What a request's path and method lead to. */
export interface PathMatch<A> {
  readonly value: A
  readonly params: Readonly<Record<string, string>>
}

/** Finds by method and path; `null` leads nowhere. The cost grows with the length of the path, not with the number of routes. */
export type PathTable<A> = (method: string, path: string) => PathMatch<A> | null

export interface PathEntry<A> {
  readonly method: string
  /** Segments, each literal or `:name`. */
  readonly path: string
  readonly value: A
}

interface Node<A> {
  readonly literals: Map<string, Node<A>>
  param: Node<A> | undefined
  /** By method. */
  readonly values: Map<string, Leaf<A>>
}

interface Leaf<A> {
  readonly value: A
  readonly names: ReadonlyArray<string>
}

/**
 * Builds the table. A literal segment goes before a parameter, a parameter takes one non-empty segment and arrives
 * percent-decoded, a slash at the end changes nothing, and HEAD is answered by GET. Throws when two entries are the same.
 */
export function pathTable<A>(entries: ReadonlyArray<PathEntry<A>>): PathTable<A> {
  const root = emptyNode<A>()
  for (const entry of entries) insert(root, entry)

  return (method, path) => {
    const found = find(root, method === 'HEAD' ? 'GET' : method, segmentsOf(path), 0)
    if (found === undefined) return null
    const { value, names } = found.leaf
    return { value, params: Object.fromEntries(names.map((name, index) => [name, found.taken[index] ?? ''])) }
  }
}

const emptyNode = <A>(): Node<A> => ({ literals: new Map(), param: undefined, values: new Map() })

const segmentsOf = (path: string): ReadonlyArray<string> => path.replace(/^\//, '').replace(/\/$/, '').split('/')

function insert<A>(root: Node<A>, { method, path, value }: PathEntry<A>): void {
  const names: string[] = []
  let node = root
  for (const segment of segmentsOf(path)) {
    if (segment.startsWith(':')) {
      names.push(segment.slice(1))
      node = node.param ??= emptyNode()
    } else {
      const next = node.literals.get(segment) ?? emptyNode()
      node.literals.set(segment, next)
      node = next
    }
  }
  if (node.values.has(method)) throw new Error(`two routes for ${method} ${path}`)
  node.values.set(method, { value, names })
}

interface Found<A> {
  readonly leaf: Leaf<A>
  readonly taken: ReadonlyArray<string>
}

function find<A>(node: Node<A>, method: string, segments: ReadonlyArray<string>, depth: number): Found<A> | undefined {
  const segment = segments[depth]
  if (segment === undefined) {
    const leaf = node.values.get(method)
    return leaf && { leaf, taken: [] }
  }
  const literal = node.literals.get(segment)
  const straight = literal && find(literal, method, segments, depth + 1)
  if (straight || !node.param || segment === '') return straight
  const rest = find(node.param, method, segments, depth + 1)
  return rest && { leaf: rest.leaf, taken: [decodeSegment(segment), ...rest.taken] }
}

/** A broken escape stays as it is: no grammar of names takes a `%`, so the route itself refuses it. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** A file system in memory, as far as a project's files show of one. */
export type TreeNode =
  | { readonly kind: 'folder'; readonly children: Map<string, TreeNode>; readonly modifiedAt: number }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly modifiedAt: number; readonly revision: string }
  | { readonly kind: 'link'; readonly target: string; readonly modifiedAt: number }
  | { readonly kind: 'pipe'; readonly modifiedAt: number }

/** Folder of a tree. */
export type TreeFolder = Extract<TreeNode, { readonly kind: 'folder' }>

/** Something that is there, with its path free of links. */
export interface TreeSpot {
  readonly path: string
  readonly node: TreeNode
}

/** Result of resolving a path. `not-folder`: a segment before the last is not a folder. */
export type TreeLook = TreeSpot | 'missing' | 'not-folder'

/** Maximum number of links that Linux follows. */
const MAX_LINKS = 40

export const newFolder = (modifiedAt: number): TreeFolder => ({ kind: 'folder', children: new Map(), modifiedAt })

/** Follows an absolute path from the top, all its links included. */
export function lookUp(top: TreeFolder, path: string, links = 0): TreeLook {
  let spot: TreeSpot = { path: '/', node: top }
  const segments = segmentsOf(path)
  for (const [index, segment] of segments.entries()) {
    if (spot.node.kind !== 'folder') return 'not-folder'
    const child = spot.node.children.get(segment)
    if (child === undefined) return 'missing'
    if (child.kind === 'link') {
      if (links === MAX_LINKS) return 'missing'
      const rest = segments.slice(index + 1).join('/')
      const target = child.target.startsWith('/') ? child.target : `${spot.path}/${child.target}`
      return lookUp(top, `${resolvedLinks(target)}/${rest}`, links + 1)
    }
    spot = { path: joined(spot.path, segment), node: child }
  }
  return spot
}

/** The path of a name in a folder. */
export const joined = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`)

const segmentsOf = (path: string): ReadonlyArray<string> => path.split('/').filter((segment) => segment !== '')

/** With `..` taken back, as a link's target may have. */
function resolvedLinks(path: string): string {
  const kept: string[] = []
  for (const segment of segmentsOf(path)) {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
  }
  return `/${kept.join('/')}`
}

/** Copies a node with its content. Leaves out pipes and reports their paths to `skip`. */
export function copyOf(node: TreeNode, below: string, skip: (below: string) => void): TreeNode {
  if (node.kind !== 'folder') return { ...node }
  const children = new Map<string, TreeNode>()
  for (const [name, child] of node.children) {
    const path = below === '' ? name : `${below}/${name}`
    if (child.kind === 'pipe') skip(path)
    else children.set(name, copyOf(child, path, skip))
  }
  return { ...node, children }
}

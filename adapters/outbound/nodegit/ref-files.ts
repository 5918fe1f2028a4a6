import { join } from 'node:path'
import { isRefName } from '../../../domain/repo/refs.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { notNow } from './refusal.js'
import { entriesOf, textOf } from './small-files.js'

/** A ref as its file has it. */
export interface Ref {
  /** Full id, or the full name of another ref. */
  readonly target: { readonly id: string } | { readonly ref: string }
  /** Object that an annotated tag peels to; `null` for other refs; `undefined` when it has not been resolved. */
  readonly peeled: string | null | undefined
}

export type Refs = ReadonlyMap<string, Ref>

const KINDS = ['heads', 'remotes', 'tags']

/**
 * Branches, remote branches and tags, by full name. gitrepository-layout(5). libgit2 looks every one of them up on its own,
 * which takes ten times as long.
 */
export function readRefs({ commonFolder }: RepositoryPaths): Refs {
  // Loose refs first: a ref that is packed in the meantime is found twice, instead of not at all.
  const loose = KINDS.flatMap((kind) => looseRefs(commonFolder, `refs/${kind}`))
  return new Map([...readPackedRefs(textOf(join(commonFolder, 'packed-refs'))), ...loose])
}

/** Target of HEAD: a ref, which may not exist yet, or a commit. */
export function readHead({ gitFolder }: RepositoryPaths): Ref['target'] {
  const target = readTarget(textOf(join(gitFolder, 'HEAD')))
  if (target === null) throw notNow('an unusual head')
  return target
}

/** Follows symbolic refs; `null` where they lead nowhere. git gives up after five, too. refs.c of git. */
export function idOf(refs: Refs, target: Ref['target'] | undefined, depth = 0): string | null {
  if (target === undefined || depth > MAX_DEPTH) return null
  return 'id' in target ? target.id : idOf(refs, refs.get(target.ref)?.target, depth + 1)
}

const MAX_DEPTH = 5

function looseRefs(folder: string, name: string): ReadonlyArray<readonly [string, Ref]> {
  return entriesOf(join(folder, name)).flatMap((entry): ReadonlyArray<readonly [string, Ref]> => {
    const path = `${name}/${entry.name}`
    if (!isComponent(entry.name)) return []
    if (entry.isDirectory()) return looseRefs(folder, path)
    const target = readTarget(textOf(join(folder, path)))
    return target === null ? [] : [[path, { target, peeled: undefined }]]
  })
}

/** git-check-ref-format(1), of one part. */
const isComponent = (part: string): boolean => isRefName(part) && !part.startsWith('.') && !part.endsWith('.lock')

function readTarget(text: string): Ref['target'] | null {
  const [, ref] = /^ref:\s*(.+?)\s*$/s.exec(text) ?? []
  if (ref !== undefined) return { ref }
  const [, id] = /^([0-9a-f]{40})\s*$/.exec(text) ?? []
  return id === undefined ? null : { id }
}

/** A ref a line; the next line may say what it is peeled to, and does so of every tag where the first line says so. */
function readPackedRefs(text: string): ReadonlyArray<readonly [string, Ref]> {
  const lines = text.split('\n')
  const notPeeled = /^# pack-refs with:.* fully-peeled /.test(lines[0] ?? '') ? null : undefined
  const refs: Array<readonly [string, Ref]> = []
  for (const [at, line] of lines.entries()) {
    const name = line.slice(ID_LENGTH + 1)
    if (!/^refs\/(heads|remotes|tags)\//.test(name)) continue
    const next = lines[at + 1]
    const peeled = next?.startsWith('^') === true ? next.slice(1) : notPeeled
    refs.push([name, { target: { id: line.slice(0, ID_LENGTH) }, peeled }])
  }
  return refs
}

const ID_LENGTH = 40

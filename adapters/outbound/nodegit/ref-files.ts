import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefName } from '../../../domain/repo/refs.js'
import type { RepositoryPlace } from '../../../infrastructure/git/find-repository.js'
import { notNow } from './refusal.js'

/** A ref as its file has it. */
export interface Ref {
  /** Full id, or the full name of another ref. */
  readonly target: { readonly id: string } | { readonly ref: string }
  /** What a tag leads to, `null` when it leads nowhere else; `undefined` when nobody has looked. */
  readonly peeled: string | null | undefined
}

export type Refs = ReadonlyMap<string, Ref>

const KINDS = ['heads', 'remotes', 'tags']

/**
 * Branches, remote branches and tags, by full name. gitrepository-layout(5). libgit2 looks every one of them up on its own,
 * which takes ten times as long.
 */
export async function readRefs({ commonFolder }: RepositoryPlace): Promise<Refs> {
  // What is packed meanwhile is in both, and in neither if we looked the other way round.
  const loose = (await Promise.all(KINDS.map((kind) => looseRefs(commonFolder, `refs/${kind}`)))).flat()
  const packed = readPackedRefs(await readFile(join(commonFolder, 'packed-refs'), 'utf8').catch(() => ''))
  return new Map([...packed, ...loose])
}

/** What the head names: a ref, which may not be there yet, or a commit. */
export async function readHead({ gitFolder }: RepositoryPlace): Promise<Ref['target']> {
  const target = readTarget(await readFile(join(gitFolder, 'HEAD'), 'utf8'))
  if (target === null) throw notNow('an unusual head')
  return target
}

/** Follows symbolic refs; `null` where they lead nowhere. git gives up after five, too. refs.c of git. */
export function idOf(refs: Refs, target: Ref['target'] | undefined, depth = 0): string | null {
  if (target === undefined || depth > MAX_DEPTH) return null
  return 'id' in target ? target.id : idOf(refs, refs.get(target.ref)?.target, depth + 1)
}

const MAX_DEPTH = 5

async function looseRefs(folder: string, name: string): Promise<ReadonlyArray<readonly [string, Ref]>> {
  const entries = await readdir(join(folder, name), { withFileTypes: true }).catch(() => [])
  const found = entries.map(async (entry): Promise<ReadonlyArray<readonly [string, Ref]>> => {
    const path = `${name}/${entry.name}`
    if (!isComponent(entry.name)) return []
    if (entry.isDirectory()) return looseRefs(folder, path)
    const target = readTarget(await readFile(join(folder, path), 'utf8').catch(() => ''))
    return target === null ? [] : [[path, { target, peeled: undefined }]]
  })
  return (await Promise.all(found)).flat()
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

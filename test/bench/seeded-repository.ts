import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PLAIN_GIT } from '../support/scratch-repository.js'
import { BENCH_CACHE } from './harness.js'

export interface RepositorySize {
  readonly commits: number
  readonly files: number
  readonly branches: number
  readonly tags: number
}

export const SMALL: RepositorySize = { commits: 100, files: 40, branches: 5, tags: 5 }
/** As that of a project of many people over many years. */
export const LARGE: RepositorySize = { commits: 80_000, files: 5_000, branches: 300, tags: 700 }

/** Of what is generated: another one makes all repositories anew. */
const VERSION = 1

/** The same repository on every machine, packed and checked out, made once. Answers with its folder. */
export async function seededRepository(size: RepositorySize): Promise<string> {
  const folder = join(BENCH_CACHE, `repository-v${VERSION}-${size.commits}-${size.files}`)
  if ((await stat(folder).catch(() => null)) !== null) return folder
  const making = `${folder}.making`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true })
  await git(making, ['init', '--quiet', '--initial-branch=main'])
  await git(making, ['fast-import', '--quiet'], history(size))
  await git(making, ['pack-refs', '--all'])
  await git(making, ['reset', '--quiet', '--hard', 'main'])
  // What is written in the same second as the index is hashed again at every look.
  await git(making, ['update-index', '--refresh'])
  await rename(making, folder)
  return folder
}

async function git(directory: string, words: ReadonlyArray<string>, input: Iterable<string> = []): Promise<void> {
  const child = spawn('git', words, { cwd: directory, env: PLAIN_GIT, stdio: ['pipe', 'ignore', 'inherit'] })
  const exited = once(child, 'exit')
  for (const chunk of input) if (!child.stdin.write(chunk)) await once(child.stdin, 'drain')
  child.stdin.end()
  const [code] = (await exited) as [number | null]
  if (code !== 0) throw new Error(`git ${words.join(' ')} ended with ${String(code)}`)
}

/** Numbers that look random and are the same every time. xorshift32. */
function seeded(): (below: number) => number {
  let state = 0x2545f491
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const FIRST_COMMIT_AT = 1_400_000_000
const FILES_PER_FOLDER = 50

const pathOf = (file: number): string => `src/part-${Math.floor(file / FILES_PER_FOLDER)}/file-${file}.ts`

/** A line of work with side branches that are merged, in the language of git-fast-import(1). */
function* history({ commits, files, branches, tags }: RepositorySize): Generator<string> {
  const random = seeded()
  const versions = new Array<number>(files).fill(0)
  const content = (file: number): string => {
    const lines = Array.from({ length: 20 }, (_, line) => `export const value${file}_${line} = ${line}`)
    const version = versions[file] ?? 0
    lines[version % 20] = `export const value${file}_${version % 20} = ${version}`
    return `${lines.join('\n')}\n`
  }
  const modify = (file: number): string => {
    const text = content(file)
    return `M 100644 inline ${pathOf(file)}\ndata ${Buffer.byteLength(text)}\n${text}\n`
  }

  for (let number = 1; number <= commits; number += 1) {
    const message = `Commit number ${number}\n\nIt says why, in a line or two.\n`
    const person = `Person ${random(40)} <person@example.org> ${FIRST_COMMIT_AT + number * 600} +0100`
    const changed = number === 1 ? versions.map((_, file) => file) : Array.from({ length: 3 }, () => random(files))
    for (const file of changed) versions[file] = number === 1 ? 0 : (versions[file] ?? 0) + 1
    yield [
      `commit refs/heads/main\nmark :${number}\nauthor ${person}\ncommitter ${person}\n`,
      `data ${Buffer.byteLength(message)}\n${message}`,
      number > 1 ? `from :${number - 1}\n` : '',
      number > 20 && number % 10 === 0 ? `merge :${number - 15}\n` : '',
      [...new Set(changed)].map(modify).join(''),
      '\n',
    ].join('')
  }
  const refTo = (ref: string): string => `reset ${ref}\nfrom :${1 + random(commits)}\n\n`
  for (let branch = 0; branch < branches; branch += 1) yield refTo(`refs/heads/team/branch-${branch}`)
  for (let branch = 0; branch < branches; branch += 1) yield refTo(`refs/remotes/origin/team/branch-${branch}`)
  for (let tag = 0; tag < tags; tag += 1) yield refTo(`refs/tags/v${tag}`)
}

import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { plannedSizes, type CorpusSpec } from './corpus-sizes.js'
import { copyOf, sessionWriter, type SessionText } from './corpus-session.js'
import { seeded, type Chance } from './chance.js'

/** Logs of some years of work: sizes as counted on one machine. */
const YEARS: CorpusSpec = { files: 3_142, bytes: 1_240_000_000 }

/** Out of a hundred files. The rest are separate conversations. */
const SHARES = {
  /** Begins with the first half of another conversation, under another session id, and goes on. */
  fork: 5,
  /** The whole of another conversation once more, and goes on: resumed, or put into the background. */
  resumed: 4,
  /** Written by a subagent, below the folder of its session. */
  subagent: 12,
}

/** Of what is generated: another one makes every corpus anew. */
const VERSION = 4
/** Of the conversations that a copy may be made of; small ones, so that they are held in memory. */
const SOURCES = 64
const MAX_SOURCE_BYTES = 300_000
const FOLDERS = 140

/** Makes the corpus below `folder`, once. Answers with the folder that holds `projects`, as `CLAUDE_CONFIG_DIR` does. */
export async function usageCorpus(folder: string, spec: CorpusSpec = YEARS): Promise<string> {
  const corpus = join(folder, `usage-v${VERSION}-${spec.files}-${spec.bytes}`)
  if ((await stat(corpus).catch(() => null)) !== null) return corpus
  const making = `${corpus}.making`
  await rm(making, { recursive: true, force: true })
  const chance = seeded()
  const sources: SessionText[] = []
  const sizes = plannedSizes(spec, chance)
  for (const [index, size] of sizes.entries()) {
    const kind = kindOf(chance, sources.length > 0)
    const project = `/home/dev/code/project-${chance.below(FOLDERS)}`
    const parent = sources[chance.below(Math.max(1, sources.length))]
    const inherited = kind === 'fork' || kind === 'resumed' ? copiedLines(parent, kind) : null
    const text = sessionWriter(chance, { index, project, size, inherited, parent, isSubagent: kind === 'subagent' })
    const file = join(making, 'projects', text.file)
    await mkdir(dirname(file), { recursive: true })
    const handle = await open(file, 'w')
    try {
      for (const piece of text.pieces()) await handle.writeFile(piece)
    } finally {
      await handle.close()
    }
    if (kind === 'own' && size < MAX_SOURCE_BYTES) sources[index % SOURCES] = text
  }
  await rename(making, corpus)
  return corpus
}

function kindOf(chance: Chance, hasSources: boolean): 'own' | keyof typeof SHARES {
  let drawn = chance.below(100)
  for (const kind of ['fork', 'resumed', 'subagent'] as const) {
    drawn -= SHARES[kind]
    if (drawn < 0) return hasSources ? kind : 'own'
  }
  return 'own'
}

function copiedLines(parent: SessionText | undefined, kind: 'fork' | 'resumed'): ReadonlyArray<Buffer> | null {
  if (parent === undefined) return null
  return copyOf(parent, kind === 'fork' ? 0.5 : 1)
}

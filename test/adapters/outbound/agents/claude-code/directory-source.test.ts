import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryCommandRunner } from '../../../../../adapters/outbound/memory/command-runner.memory.js'
import { memoryDirectorySource } from '../../../../../adapters/outbound/memory/machine.memory.js'
import { moshiHookDirectories } from '../../../../../adapters/outbound/moshi-hook/directory-source.moshi-hook.js'
import { transcriptDirectories } from '../../../../../adapters/outbound/agents/claude-code/recent-directories.js'
import { describeDirectorySource } from '../../../../contracts/directory-source.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const nothing = (): Promise<void> => Promise.resolve()

describeFake(describeDirectorySource, ['source'], () => {
  const { source, work } = memoryDirectorySource('others')
  return Promise.resolve({
    source,
    work: (directory, at) => {
      work(directory, at)
      return nothing()
    },
    close: nothing,
  })
})

/** The two shapes that `cwd-list --json` has. */
const MOSHI_HOOK_ANSWERS = { array: (dirs: object[]) => dirs, object: (dirs: object[]) => ({ dirs }) }

for (const [shape, answer] of Object.entries(MOSHI_HOOK_ANSWERS))
  describeDirectorySource(`moshi-hook (${shape})`, () => {
    const runner = memoryCommandRunner()
    const dirs: object[] = []
    runner.script((argv) => (argv[0] === 'moshi-hook' ? { stdout: JSON.stringify(answer(dirs)) } : null))
    return Promise.resolve({
      source: moshiHookDirectories(runner),
      work: (cwd, at) => {
        dirs.unshift({ cwd, sources: ['claude'], lastUsed: at / 1000 })
        return nothing()
      },
      close: nothing,
    })
  })

/** As Claude Code names it. */
const encoded = (directory: string): string => directory.replace(/[^a-zA-Z0-9]/g, '-')

async function converse(config: string, directory: string, at: number, lines?: ReadonlyArray<string>): Promise<string> {
  const folder = join(config, 'projects', encoded(directory))
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${String(at)}.jsonl`)
  const summary = JSON.stringify({ type: 'summary', summary: 'about "cwd"' })
  await writeFile(file, (lines ?? [summary, JSON.stringify({ type: 'user', cwd: directory }), '{"cut']).join('\n'))
  await utimes(file, at / 1000, at / 1000)
  return file
}

describeDirectorySource('transcripts', async () => {
  const config = await mkdtemp(join(tmpdir(), 'penates-transcripts-'))
  return {
    source: transcriptDirectories(config),
    work: async (directory, at) => {
      await converse(config, directory, at)
    },
    close: () => rm(config, { recursive: true }),
  }
})

describe('folders of transcripts', () => {
  const config = scratchFolder()
  const found = async () => (await transcriptDirectories(config())(10)()).map(({ directory }) => directory)

  it('are read past lines that say nothing, say it wrongly, or are none', async () => {
    const cwd = (value: unknown) => JSON.stringify({ cwd: value })
    const lines = ['', 'null', '[]', '{"cwd"', cwd(7), cwd('relative'), cwd(null), cwd('/right'), cwd('/later')]
    await converse(config(), '/right', 1_000_000, lines)
    expect(await found()).to.deep.equal(['/right'])
  })

  it('come from an older one when the newest does not say', async () => {
    await converse(config(), '/work', 1_000_000)
    await converse(config(), '/work', 2_000_000, ['{}'])
    expect((await transcriptDirectories(config())(10)()).map(({ lastUsedAt }) => lastUsedAt)).to.deep.equal([1_000_000])
  })

  it('are left out where there is no file of that name: a link, a folder, another end, nothing', async () => {
    const file = await converse(config(), '/work', 1_000_000)
    const projects = join(config(), 'projects')
    await mkdir(join(projects, 'links'))
    await symlink(file, join(projects, 'links', 'a.jsonl'))
    await mkdir(join(projects, 'folders', 'a.jsonl'), { recursive: true })
    await mkdir(join(projects, 'empty'))
    await writeFile(join(projects, 'stray.jsonl'), '{"cwd":"/stray"}')
    await converse(config(), '/none', 2_000_000, ['\0'.repeat(300_000), '{"cwd":"/too-far-down"}'])
    expect(await found()).to.deep.equal(['/work'])
  })
})

describe('folders of moshi-hook', () => {
  const from = async (program: Parameters<ReturnType<typeof memoryCommandRunner>['script']>[0] | null) => {
    const runner = memoryCommandRunner()
    if (program !== null) runner.script(program)
    return moshiHookDirectories(runner)(10)()
  }

  it('are empty where it is missing, fails, hangs or prints something else', async () => {
    expect(await from(null)).to.deep.equal([])
    expect(await from(() => 'never-ends')).to.deep.equal([])
    for (const stdout of ['', 'no', 'null', '[]', '{}', '{"dirs":7}', '{"dirs":[null,7,{"cwd":7},{"cwd":"relative"}]}'])
      expect(await from(() => ({ stdout }))).to.deep.equal([])
    expect(await from(() => ({ exitCode: 1, stdout: '{"dirs":[{"cwd":"/a"}]}' }))).to.deep.equal([])
  })

  it('come without a time and without sources where it names none', async () => {
    const stdout = '{"dirs":[{"cwd":"/a","sources":["claude",7],"lastUsed":null},{"cwd":"/b"}]}'
    expect(await from(() => ({ stdout }))).to.deep.equal([
      { directory: '/a', sources: ['claude'], lastUsedAt: 0 },
      { directory: '/b', sources: [], lastUsedAt: 0 },
    ])
  })
})

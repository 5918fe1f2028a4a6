import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { memoryTranscriptContext } from '../../../../../adapters/outbound/memory/transcript-context.memory.js'
import { transcriptContext } from '../../../../../adapters/outbound/agents/claude-code/transcript-context.js'
import { contextIn } from '../../../../../adapters/outbound/agents/claude-code/context.js'
import { describeTranscriptContext } from '../../../../contracts/transcript-context.contract.js'
import { transcriptContextMutants } from '../../../../contracts/transcript-context.mutants.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { claudeLine, writeLines } from '../../../../support/agent-logs.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const line = (directory: string, model: string, input: number) =>
  claudeLine({ session: 'one', directory, at: 1_000, input, cacheRead: 0, output: 10 }, { message: { model } })

describeFake(describeTranscriptContext, transcriptContextMutants, () => {
  const transcripts = memoryTranscriptContext()
  return Promise.resolve({
    transcripts,
    answer: (directory, model, tokens) => {
      transcripts.write(directory, contextIn(line(directory, model, tokens)))
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

const encoded = (directory: string): string => directory.replaceAll(/[^A-Za-z0-9]/g, '-')

describeTranscriptContext('transcripts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return {
    transcripts: transcriptContext([join(folder, 'none'), folder]),
    answer: (directory, model, tokens) =>
      writeLines(join(folder, encoded(directory), 'one.jsonl'), line(directory, model, tokens)),
    close: () => rm(folder, { recursive: true, force: true }),
  }
})

describe('transcriptContext', () => {
  const folder = scratchFolder()
  const newest = () => transcriptContext([folder()]).newestIn('/work/shop')()

  it('takes the conversation that was written to last, and in it no answer of a subagent and no half line', async () => {
    const write = async (name: string, at: number, ...lines: ReadonlyArray<unknown>) => {
      const file = join(folder(), '-work-shop', name)
      await writeLines(file, ...lines)
      await utimes(file, at, at)
    }
    await write('old.jsonl', 1_000, line('/work/shop', 'old', 100))
    await write(
      'new.jsonl',
      2_000,
      line('/work/shop', 'new', 20_000),
      { ...line('/work/shop', 'sub', 7), isSidechain: true },
      JSON.stringify(line('/work/shop', 'half', 9)).slice(0, -9),
    )
    expect(await newest()).to.deep.equal({ tokens: 20_000, limit: 200_000, pct: 10, model: 'new' })
  })

  it('says nothing of a folder with no answer in it', async () => {
    await mkdir(join(folder(), '-work-shop'))
    await writeFile(join(folder(), '-work-shop', 'one.jsonl'), 'no\nJSON "assistant"\n')
    expect(await newest()).to.equal(null)
  })
})

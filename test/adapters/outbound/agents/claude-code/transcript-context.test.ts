import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryTranscriptContext } from '../../../../../adapters/outbound/memory/agents.memory.js'
import { transcriptContext, contextIn } from '../../../../../adapters/outbound/agents/claude-code/transcript-context.js'
import { CLAUDE_CODE } from '../../../../../adapters/outbound/agents/claude-code/logs.js'
import { describeTranscriptContext } from '../../../../contracts/transcript-context.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { claudeLine, writeLines } from '../../../../support/agent-logs.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const line = (directory: string, model: string, input: number) =>
  claudeLine({ session: 'one', directory, at: 1_000, input, cacheRead: 0, output: 10 }, { message: { model } })

describeFake(describeTranscriptContext, ['transcripts'], () => {
  const transcripts = memoryTranscriptContext()
  return Promise.resolve({
    transcripts,
    answer: (directory, conversation, model, tokens) => {
      transcripts.write(directory, conversation, contextIn(line(directory, model, tokens)))
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
    answer: (directory, conversation, model, tokens) =>
      writeLines(join(folder, encoded(directory), `${conversation}.jsonl`), line(directory, model, tokens)),
    close: () => rm(folder, { recursive: true, force: true }),
  }
})

describe('transcriptContext', () => {
  const folder = scratchFolder()
  const context = (id: string) =>
    transcriptContext([folder()]).of({ conversation: { agent: CLAUDE_CODE, id }, folders: ['/work/shop'] })()

  it('takes no answer of a subagent and no half line', async () => {
    await writeLines(
      join(folder(), '-work-shop', 'one.jsonl'),
      line('/work/shop', 'main', 20_000),
      { ...line('/work/shop', 'sub', 7), isSidechain: true },
      JSON.stringify(line('/work/shop', 'half', 9)).slice(0, -9),
    )
    expect(await context('one')).to.deep.equal({ tokens: 20_000, limit: 200_000, pct: 10, model: 'main' })
  })

  it('says nothing of a conversation with no answer in it, and of an id that leads out of the folder', async () => {
    await mkdir(join(folder(), '-work-shop'))
    await writeFile(join(folder(), '-work-shop', 'one.jsonl'), 'no\nJSON "assistant"\n')
    await writeLines(join(folder(), 'out.jsonl'), line('/work/shop', 'out', 20_000))
    expect([await context('one'), await context('../out')]).to.deep.equal([null, null])
  })
})

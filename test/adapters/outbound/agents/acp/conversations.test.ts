import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { acp, acpPastCalls } from '../../../../../adapters/outbound/agents/acp/acp.js'
import { transcripts } from '../../../../../adapters/outbound/agents/acp/transcripts.js'
import { agentConversations } from '../../../../../adapters/outbound/agents/conversations.js'
import { transcriptPastCalls } from '../../../../../adapters/outbound/agents/past-calls.js'
import { writtenTranscriptPlaces } from '../../../../../adapters/outbound/agents/written-transcripts.js'
import { describeConversations } from '../../../../contracts/conversations.contract.js'
import { describePastCalls } from '../../../../contracts/past-calls.contract.js'

const line = (directory: string, row: object, at = 0): string =>
  `${JSON.stringify({ at: new Date(at).toISOString(), directory, ...row })}\n`
const start = (directory: string): string =>
  `${JSON.stringify({ directory, kind: 'start', program: ['fake agent', 'acp'] })}\n`

describeConversations('transcripts of penates acp', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-acp-'))
  let said = 0
  // About four rows fill a part, so that a conversation has several.
  const append = async (file: string, directory: string, text: string): Promise<void> => {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, start(directory), { flag: 'wx' }).catch(() => undefined)
    await appendFile(file, line(directory, { kind: 'none', text: 'x'.repeat(60_000) }))
    await appendFile(file, line(directory, { kind: 'answer', text }))
    await utimes(file, (said += 1), said)
  }
  return {
    conversations: agentConversations([
      { agent: acp.id, transcripts, places: writtenTranscriptPlaces(transcripts, [folder]) },
    ]),
    agent: acp.id,
    say: (directory, id, text) => append(join(folder, `${id}.jsonl`), directory, text),
    sayOfCall: null,
    rewrite: (directory, id, text) => writeFile(join(folder, `${id}.jsonl`), line(directory, { kind: 'answer', text })),
    fail: null,
    program: "'fake agent' acp",
    close: () => rm(folder, { recursive: true }),
  }
})

describePastCalls('transcripts of penates acp', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-acp-'))
  const kinds = new Map([
    ['Bash', 'execute'],
    ['Edit', 'edit'],
  ])
  return {
    ...{ agent: acp.id, tools: ['Bash', 'Edit'] },
    calls: transcriptPastCalls([acpPastCalls([folder])]),
    made: ({ toolUseId, tool, input, cwd }, at) => {
      const kind = kinds.get(tool)
      const call = kind === undefined ? { name: tool, input } : { kind, input }
      return appendFile(join(folder, 's1.jsonl'), line(cwd ?? '', { kind: 'call', callId: toolUseId, call }, at))
    },
    close: () => rm(folder, { recursive: true }),
  }
})

describe('transcripts of penates acp', () => {
  it('show a plan as a list of tasks with its result', () => {
    const entries = [{ content: 'Build', status: 'completed' }]
    const shown = transcripts.entriesIn({ kind: 'plan', entries }, 70)
    expect(shown.map(({ kind, tool, callId, input }) => [kind, tool, callId, input])).to.deep.equal([
      ['call', 'TodoWrite', 'plan 70', { todos: entries }],
      ['result', null, 'plan 70', null],
    ])
  })

  it('are continued by the program that they name, quoted for a shell', () => {
    const program = transcripts.programIn?.({ program: ['opencode', 'acp', "it's $HOME"] }) ?? null
    expect(transcripts.resume('s1', program)).to.equal(`penates acp --resume s1 -- opencode acp 'it'\\''s $HOME'`)
    expect(transcripts.resume('s1', null)).to.equal(null)
    for (const odd of [[], ['a', 1], 'sh', null, {}]) expect(transcripts.programIn?.({ program: odd })).to.equal(null)
  })

  it('give no fault for odd rows', () => {
    const kinds = fc.constantFrom('prompt', 'answer', 'thinking', 'notice', 'call', 'result', 'plan', 'start')
    const fields = fc.dictionary(
      fc.constantFrom('text', 'callId', 'call', 'entries', 'isLong', 'isError', 'at', 'program', 'directory'),
      fc.anything(),
    )
    fc.assert(
      fc.property(kinds, fields, (kind, given) => {
        const row: unknown = JSON.parse(JSON.stringify({ ...given, kind }))
        transcripts.entriesIn(row, 0)
        acpPastCalls([]).callsIn(row)
        transcripts.programIn?.(row)
      }),
    )
  })
})

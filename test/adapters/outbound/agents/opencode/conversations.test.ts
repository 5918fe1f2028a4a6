import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { agentConversations } from '../../../../../adapters/outbound/agents/conversations.js'
import { opencode, opencodePastCalls } from '../../../../../adapters/outbound/agents/opencode/opencode.js'
import { penates } from '../../../../../adapters/outbound/agents/opencode/plugin.script.js'
import { transcripts } from '../../../../../adapters/outbound/agents/opencode/transcripts.js'
import { transcriptPastCalls } from '../../../../../adapters/outbound/agents/past-calls.js'
import { writtenTranscriptPlaces } from '../../../../../adapters/outbound/agents/written-transcripts.js'
import { describeConversations } from '../../../../contracts/conversations.contract.js'
import { describePastCalls } from '../../../../contracts/past-calls.contract.js'
import { appendAt } from '../../../../support/conversation-files.js'
import { eventually } from '../../../../support/eventually.js'
import { right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const conversationsIn = (folder: string) =>
  agentConversations([{ agent: opencode.id, transcripts, places: writtenTranscriptPlaces(transcripts, [folder]) }])
const line = (directory: string, row: object, at = 0): string =>
  `${JSON.stringify({ at: new Date(at).toISOString(), directory, ...row })}\n`

describeConversations('transcripts of opencode', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-opencode-'))
  let said = 0
  // About four rows fill a part, so that a conversation has several.
  const append = async (file: string, directory: string, text: string): Promise<void> => {
    await mkdir(dirname(file), { recursive: true })
    const rows = [
      { kind: 'none', text: 'x'.repeat(60_000) },
      { kind: 'answer', text },
    ]
    await appendAt(file, rows.map((row) => line(directory, row)).join(''), (said += 1))
  }
  return {
    conversations: conversationsIn(folder),
    agent: opencode.id,
    say: (directory, id, text) => append(join(folder, `${id}.jsonl`), directory, text),
    sayOfCall: (directory, id, callId, text) => append(join(folder, id, `${callId}.jsonl`), directory, text),
    rewrite: (directory, id, text) => writeFile(join(folder, `${id}.jsonl`), line(directory, { kind: 'answer', text })),
    fail: null,
    close: () => rm(folder, { recursive: true }),
  }
})

describePastCalls('transcripts of opencode', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-opencode-'))
  const written = new Map([
    ['Bash', 'bash'],
    ['Edit', 'edit'],
  ])
  return {
    ...{ agent: opencode.id, tools: ['Bash', 'Edit'] },
    calls: transcriptPastCalls([opencodePastCalls([folder])]),
    made: ({ toolUseId, tool, input, cwd }, at) =>
      appendFile(
        join(folder, 'ses_1.jsonl'),
        line(cwd ?? '', { kind: 'call', tool: written.get(tool) ?? tool, callId: toolUseId, input }, at),
      ),
    close: () => rm(folder, { recursive: true }),
  }
})

const ID = 'ses_dde7c70c5ffeuBNvup6OaV06LE'
const FOLDER = '/home/dev/projects/demo'

describe('conversations of opencode', () => {
  const folder = scratchFolder()
  const written = (): string => join(folder(), 'penates', 'opencode-conversations')
  let plugin: ReturnType<typeof penates>

  beforeEach(() => {
    process.env['XDG_DATA_HOME'] = folder()
    const client = { _client: { post: () => Promise.resolve({}) } }
    plugin = penates({ client, directory: FOLDER }, 'http://127.0.0.1:9')
  })
  afterEach(() => {
    Reflect.deleteProperty(process.env, 'XDG_DATA_HOME')
  })

  const send = (type: string, properties: object) =>
    plugin.event?.({ event: { type, properties: properties as Readonly<Record<string, unknown>> } })
  const part = (fields: object) =>
    send('message.part.updated', { sessionID: 'ses_1', part: { type: 'text', messageID: 'msg_1', ...fields } })
  const rowsOf = async (path: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> =>
    (await readFile(join(written(), path), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row) as Readonly<Record<string, unknown>>)
  const holds = (path: string, ...texts: ReadonlyArray<unknown>): Promise<void> =>
    eventually(async () => {
      expect((await rowsOf(path)).map(({ text, tool }) => text ?? tool)).to.deep.equal(texts)
    })
  const told = (row: object) => transcripts.entriesIn(row, 0).map(({ kind, text, isError }) => [kind, text, isError])

  it('are written from the events of the real CLI as the fixture has them (1.18.33)', async () => {
    const fixture = 'test/fixtures/opencode/conversations'
    const events = (await readFile('test/fixtures/opencode/events.jsonl', 'utf8')).trim().split('\n')
    for (const event of events) {
      const { type, properties } = JSON.parse(event) as { readonly type: string; readonly properties: object }
      await send(type, properties)
    }
    const files = [`${ID}.jsonl`, join(ID, 'call_answer-9.jsonl')]
    await eventually(async () => {
      for (const file of files) {
        const [found, expected] = [
          await readFile(join(written(), file), 'utf8'),
          await readFile(join(fixture, file), 'utf8'),
        ]
        // A failed turn has the time at which it was written.
        const timeless = (text: string) => text.replace(/"at":"[^"]*"(?=[^\n]*"notice")/g, '"at":""')
        expect(timeless(found)).to.equal(timeless(expected))
      }
    })
  })

  it('are read with calls by the names of the hub, exit codes, failures and sub-agents', async () => {
    await cp('test/fixtures/opencode/conversations', folder(), { recursive: true })
    const { newestIn, part: partOf, partOfCall, past } = conversationsIn(folder())
    const conversation = { agent: opencode.id, id: ID }
    expect(await newestIn(FOLDER, null)()).to.deep.equal(conversation)
    const { entries } = right(await partOf(FOLDER, conversation, { before: null })())
    const shown = entries.map(({ kind, tool, text, isError }) => [kind, tool ?? text.trim(), isError])
    expect(shown).to.deep.include.members([
      ['prompt', 'hello', false],
      ['answer', 'All done.', false],
      ['call', 'Write', false],
      ['call', 'Edit', false],
      ['result', 'Exit code 3\nhi', true],
      ['result', 'ripgrep execution failed', true],
      ['notice', 'made up', true],
    ])
    const edit = entries.find(({ tool }) => tool === 'Edit')
    expect(edit?.input).to.deep.equal({ file_path: `${FOLDER}/a.txt`, old_string: 'one', new_string: 'uno' })
    const starter = entries.find(({ startsSubagent }) => startsSubagent)
    const sub = right(await partOfCall(FOLDER, conversation, starter?.callId ?? '', { before: null })())
    expect(sub.entries.map(({ kind, isSubagent }) => [kind, isSubagent])).to.deep.equal(
      ['prompt', 'call', 'result', 'answer'].map((kind) => [kind, true]),
    )
    expect(right(await past(conversation, { before: null })()).folder).to.equal(FOLDER)
  })

  it('have each prompt, answer, thinking, call and result once, and nothing that opencode adds', async () => {
    await send('message.updated', { sessionID: 'ses_1', info: { id: 'msg_0', role: 'user', time: { created: 5 } } })
    for (const text of ['fix it', 'fix it']) await part({ id: 'a', messageID: 'msg_0', text })
    for (const more of [{ synthetic: true }, { ignored: true }, { text: '' }])
      await part({ id: 'b', messageID: 'msg_0', text: 'added', ...more })
    await part({ id: 'c', text: 'half' })
    for (let round = 0; round < 2; round += 1) await part({ id: 'c', text: 'half of it', time: { start: 6, end: 7 } })
    await part({ id: 'd', type: 'reasoning', text: 'hm', time: { end: 8 } })
    const state = { input: { command: 'ls' }, time: { start: 9, end: 10 }, output: 'a' }
    for (const status of ['pending', 'running', 'running', 'completed', 'completed'])
      await part({ id: 'e', type: 'tool', tool: 'bash', callID: 'call_1', state: { ...state, status } })
    const compacted = { ...state, status: 'completed', time: { start: 9, end: 10, compacted: 11 } }
    await part({ id: 'f', type: 'tool', tool: 'bash', callID: 'call_1', state: compacted })
    await send('session.error', { sessionID: 'ses_1', error: { name: 'MessageAbortedError' } })
    await send('message.updated', { sessionID: 'ses_1', info: { id: 'msg_2', role: 'assistant', summary: true } })
    await part({ id: 'g', messageID: 'msg_2', text: 'So far', time: { end: 12 } })
    await holds('ses_1.jsonl', 'fix it', 'half of it', 'hm', 'bash', 'a', 'Interrupted', 'So far')
    const rows = await rowsOf('ses_1.jsonl')
    expect(rows.map(({ kind }) => kind)).to.deep.equal([
      ...['prompt', 'answer', 'thinking', 'call', 'result', 'notice', 'notice'],
    ])
    expect(rows[0]).to.include({ at: '1970-01-01T00:00:00.005Z', directory: FOLDER })
  })

  it('are deleted with the conversation of opencode, with those of its sub-agents', async () => {
    await send('session.created', { sessionID: 'ses_2', info: { id: 'ses_2', parentID: 'ses_1' } })
    const state = { status: 'running', input: {}, metadata: { sessionId: 'ses_2' } }
    await part({ id: 'a', type: 'tool', tool: 'task', callID: 'call|1/..', state })
    await send('message.part.updated', {
      sessionID: 'ses_2',
      part: { type: 'text', id: 'b', messageID: 'm', text: 'below', time: { end: 1 } },
    })
    await holds('ses_1.jsonl', 'task')
    await holds('ses_1/call_1___.jsonl', 'below')
    const found = await conversationsIn(written()).partOfCall('', { agent: opencode.id, id: 'ses_1' }, 'call|1/..', {
      before: null,
    })()
    expect(right(found).entries.map(({ text }) => text)).to.deep.equal(['below'])
    await send('session.deleted', { sessionID: 'ses_1', info: { id: 'ses_1' } })
    await eventually(async () => {
      expect(await readdir(written())).to.deep.equal([])
    })
  })

  it('stay in their folder, whatever an event names', async () => {
    for (const sessionID of ['../ses_1', '', 'a/b', 'x'.repeat(200), 7, null]) {
      const of = { type: 'text', id: 'a', messageID: 'm', text: 'x', time: { end: 1 } }
      await send('message.part.updated', { sessionID, part: of })
      await send('session.deleted', { sessionID, info: {} })
    }
    for (const properties of [{}, { part: 7 }, { part: null, sessionID: 'ses_9' }, { error: 'x', sessionID: 'ses_9' }])
      for (const type of ['message.part.updated', 'message.updated', 'session.error', 'session.idle'])
        await send(type, properties)
    await part({ id: 'z', text: 'last', time: { end: 1 } })
    await holds('ses_1.jsonl', 'last')
    expect(
      (await readdir(written())).filter((name) => !/^(?:ses_[19]|7|null|undefined)\.jsonl$/.test(name)),
    ).to.deep.equal([])
  })

  it('give no entry for odd rows, and keep markup and control characters as text', () => {
    const kinds = fc.constantFrom('prompt', 'answer', 'thinking', 'notice', 'call', 'result')
    const fields = fc.dictionary(
      fc.constantFrom('text', 'tool', 'callId', 'input', 'exit', 'isError', 'at'),
      fc.anything(),
    )
    fc.assert(
      fc.property(kinds, fields, (kind, row) => {
        transcripts.entriesIn(JSON.parse(JSON.stringify({ ...row, kind })), 0)
      }),
    )
    for (const odd of [null, 1, [], {}, { kind: 'prompt' }, { kind: 'call', tool: 7 }, { kind: 'answer', text: '' }])
      expect(transcripts.entriesIn(odd, 0)).to.deep.equal([])
    const hostile = '\u001b[31m<script>\u202e\u0000'
    expect(told({ kind: 'answer', text: hostile })).to.deep.equal([['answer', hostile, false]])
    expect(told({ kind: 'result', text: 'a', exit: 0 })).to.deep.equal([['result', 'a', false]])
    expect(transcripts.entriesIn({ kind: 'call', tool: 'constructor', input: null }, 0)[0]?.tool).to.equal(
      'constructor',
    )
  })

  it('are never read through a link', async () => {
    await mkdir(written(), { recursive: true })
    await writeFile(join(folder(), 'secret'), line('/w', { kind: 'answer', text: 'secret' }))
    await symlink(join(folder(), 'secret'), join(written(), 'ses_1.jsonl'))
    const { part: partOf, newestIn } = conversationsIn(written())
    expect(await partOf('/w', { agent: opencode.id, id: 'ses_1' }, { before: null })()).to.include({ _tag: 'Left' })
    expect(await newestIn('/w', null)()).to.equal(null)
  })
})
